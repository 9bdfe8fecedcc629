import { isSameOrigin, isUnsafe } from "./page.ts";
import { isRefusal } from "./refusal.ts";
import { tokenSource, type CsrfClientOptions, type TokenSource } from "./token-source.ts";

/** Takes and returns what `fetch` does. */
export type CsrfFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * `fetch` that adds the page's CSRF token to requests that change something on the page's own origin. All else goes to `fetch`
 * untouched. Such a request follows redirects within the origin only: one that leads elsewhere fails like a network error, since
 * it would take the token along. When the server refuses the token, it gets a fresh one and tries once more.
 */
export const csrfFetch: CsrfFetch = /* @__PURE__ */ createCsrfFetch();

/**
 * A `csrfFetch` with other names or an endpoint for tokens.
 *
 * @throws TypeError for an option that is not a name or path
 */
export function createCsrfFetch(options: CsrfClientOptions = {}): CsrfFetch {
  const source = tokenSource(options);
  return async (input, init) => {
    const target = isRequest(input) ? input : String(input);
    const url = isRequest(input) ? input.url : (target as string);
    const method = init?.method ?? (isRequest(input) ? input.method : "GET");
    if (!isUnsafe(method) || !isSameOrigin(url)) return fetch(target, init);
    return sendWithToken(new Request(target, init), source);
  };
}

async function sendWithToken(original: Request, source: TokenSource): Promise<Response> {
  // "same-origin" makes the browser itself enforce what `isSameOrigin` judged, at every redirect.
  const { referrer, referrerPolicy } = original;
  const request = new Request(original, { mode: "same-origin", referrer, referrerPolicy });
  if (request.headers.has(source.header)) return fetch(request);
  const token = source.read() ?? (await source.refresh(undefined));
  if (token === undefined) return fetch(request);
  const again = request.clone();
  request.headers.set(source.header, token);
  const response = await fetch(request);
  const fresh = isRefusal(response) ? await source.refresh(token) : undefined;
  if (fresh === undefined || fresh === token) return response;
  await response.body?.cancel();
  again.headers.set(source.header, fresh);
  return fetch(again);
}

/** By shape, since a Request from a frame is no instance of this window's class. */
function isRequest(input: unknown): input is Request {
  const { url, method } = (typeof input === "object" && input !== null ? input : {}) as Partial<Request>;
  return typeof url === "string" && typeof method === "string";
}
