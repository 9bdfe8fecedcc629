import type { Denial, RequestFacts } from "../protection.ts";
import { denialBody } from "./denial-body.ts";
import { mergedHeader } from "./merged-header.ts";
import { readBodyCopy } from "./read-body-copy.ts";

/**
 * Facts of a Fetch request.
 *
 * @param remoteAddress - the peer's address, where the platform says it
 * @param raw - the framework's own request or event
 */
export function fetchFacts(
  request: Request,
  remoteAddress: string | undefined,
  raw: unknown = request,
): RequestFacts {
  let body: Promise<unknown> | undefined;
  return {
    method: request.method.toUpperCase(),
    url: request.url,
    header: (name) => request.headers.get(name) ?? undefined,
    remoteAddress,
    readBody: () => (body ??= readBodyCopy(request)),
    raw,
  };
}

/** The response of a refused request. */
export function denialResponse(
  request: Pick<Request, "method" | "headers">,
  denial: Denial,
  headers: Readonly<Record<string, string>>,
): Response {
  const body = denialBody(denial, request.headers.get("accept") ?? undefined);
  return new Response(request.method === "HEAD" ? null : body.text, {
    status: denial.status,
    headers: { ...body.headers, ...headers },
  });
}

/** The response with headers added; a new one around the same stream where its headers cannot be changed. */
export function withHeaders<T extends Response>(response: T, headers: Readonly<Record<string, string>>): T {
  const entries = Object.entries(headers);
  if (entries.length === 0) return response;
  try {
    addHeaders(response.headers, entries);
    return response;
  } catch {
    return copyWithHeaders(response, entries) as T;
  }
}

export function isResponse(value: unknown): value is Response {
  const { headers, status } = (value ?? {}) as Partial<Response>;
  return typeof status === "number" && typeof headers?.set === "function";
}

function copyWithHeaders(response: Response, entries: readonly [string, string][]): Response {
  // A `Response` with another status (101 of a WebSocket upgrade) cannot be built: it goes out as it is.
  if (response.status < 200 || response.status > 599) return response;
  const copy = new Response(response.body, response);
  addHeaders(copy.headers, entries);
  return copy;
}

function addHeaders(target: Headers, entries: readonly [string, string][]): void {
  for (const [name, value] of entries) target.set(name, mergedHeader(name, value, target.get(name)));
}
