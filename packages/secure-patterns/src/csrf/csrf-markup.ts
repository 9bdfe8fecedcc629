import { escapeMarkup } from "../escape-markup.ts";

export interface CsrfMetaOptions {
  /** A path of yours that answers `{ "token": "…" }`: `csrfFetch` asks it when its token has expired. */
  readonly refresh?: string;
}

export interface CsrfCookieOptions {
  /** The cookie's name; `"XSRF-TOKEN"` by default, which axios and Angular look for. */
  readonly name?: string;
  /** Send it over HTTPS only (default `true`); `false` for development over plain HTTP. */
  readonly secure?: boolean;
}

const COOKIE_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

export function csrfField(token: string): string {
  return `<input type="hidden" name="_csrf" value="${token}">`;
}

export function csrfMetaTag(token: string, { refresh }: CsrfMetaOptions = {}): string {
  if (refresh === undefined) return `<meta name="csrf-token" content="${token}">`;
  return `<meta name="csrf-token" content="${token}" data-refresh="${escapeMarkup(refresh)}">`;
}

/** Readable by scripts on purpose: the page copies it into a header, which no other site can do. */
export function csrfCookie(token: string, ttl: number, options: CsrfCookieOptions = {}): string {
  const { name = "XSRF-TOKEN", secure = true } = options;
  if (!COOKIE_NAME.test(name)) throw new TypeError('name must be a cookie name such as "XSRF-TOKEN"');
  const age = Math.floor(ttl / 1000);
  return `${name}=${token}; Path=/; Max-Age=${age}; SameSite=Strict${secure ? "; Secure" : ""}`;
}
