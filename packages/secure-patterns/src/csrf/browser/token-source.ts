import { isSameOrigin, page } from "./page.ts";

export interface CsrfClientOptions {
  /** Name of the meta tag that holds the token; `"csrf-token"` by default. */
  readonly meta?: string;
  /** Name of the cookie that holds the token; `"XSRF-TOKEN"`, `"csrf-token"` or `"csrftoken"` by default. */
  readonly cookie?: string;
  /**
   * A path of your own site that answers `{ "token": "…" }` to GET: asked where page and cookie hold no token, and after a
   * refusal. By default the meta tag's `data-refresh`.
   */
  readonly endpoint?: string;
  /** The header that carries the token; `"X-CSRF-Token"` by default. */
  readonly header?: string;
}

/** Where the page keeps its token. */
export interface TokenSource {
  readonly header: string;
  /** The token at hand. */
  read(): string | undefined;
  /** A token other than the stale one; callers at the same time share one request. Never rejects. */
  refresh(stale: string | undefined): Promise<string | undefined>;
}

const COOKIES = ["XSRF-TOKEN", "csrf-token", "csrftoken"];
/** What a header can carry; anything else is not a token. */
const TOKEN = /^[\x21-\x7e]{1,4096}$/;
const HEADER = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** @throws TypeError for an option that is not a name or path */
export function tokenSource(options: CsrfClientOptions = {}): TokenSource {
  const { meta = "csrf-token", cookie, endpoint, header = "X-CSRF-Token" } = options;
  for (const [name, value] of Object.entries({ meta, cookie, endpoint, header })) {
    if (value !== undefined && (typeof value !== "string" || value === "")) {
      throw new TypeError(`${name} must be a text that is not empty`);
    }
  }
  if (!HEADER.test(header)) throw new TypeError('header must be a header name such as "X-CSRF-Token"');
  const cookies = cookie === undefined ? COOKIES : [cookie];
  let latest: string | undefined;
  let underWay: Promise<string | undefined> | undefined;

  const inPage = (): string[] =>
    [readMeta(meta, "content"), ...cookies.map(readCookie)].flatMap((value) => asToken(value) ?? []);

  async function ask(stale: string | undefined): Promise<string | undefined> {
    const path = endpoint ?? readMeta(meta, "data-refresh");
    const token = path === undefined ? inPage().find((other) => other !== stale) : await askEndpoint(path);
    latest = token ?? latest;
    return token;
  }

  return {
    header,
    read: () => latest ?? inPage()[0],
    refresh: (stale) => {
      underWay ??= ask(stale).finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
  };
}

function readMeta(name: string, attribute: string): string | undefined {
  const selector = `meta[name="${name.replace(/["\\]/g, "\\$&")}"]`;
  return page.document?.querySelector(selector)?.getAttribute(attribute) ?? undefined;
}

function readCookie(name: string): string | undefined {
  const pairs = (page.document?.cookie ?? "").split(";").map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

async function askEndpoint(path: string): Promise<string | undefined> {
  if (!isSameOrigin(path)) return undefined;
  const uncached = { mode: "same-origin", credentials: "same-origin", cache: "no-store" } as RequestInit;
  try {
    const response = await fetch(path, uncached);
    if (!response.ok) return undefined;
    const { token, csrfToken } = (await response.json()) as { token?: unknown; csrfToken?: unknown };
    return asToken(token ?? csrfToken);
  } catch {
    return undefined;
  }
}

function asToken(value: unknown): string | undefined {
  return typeof value === "string" && TOKEN.test(value) ? value : undefined;
}
