import { type AllowEntry, isAllowedOrigin, readAllowEntry, readBase } from "./allow-list.ts";

export interface SafeRedirectOptions {
  /** Where to go when the target is refused: a path, or a URL that `base` or `allow` covers. Default `"/"`. */
  readonly fallback?: string | undefined;
  /** The site's own URL. With it, absolute URLs of this origin and relative references (`"settings"`) are accepted too. */
  readonly base?: string | undefined;
  /**
   * Other origins that are fine: `"https://docs.example.com"`, `"docs.example.com"` (https, or the scheme of `base`) or
   * `"*.example.com"` (every subdomain, not `example.com` itself). Ports count.
   */
  readonly allow?: readonly string[] | undefined;
}

interface Site {
  readonly base: URL | undefined;
  readonly allow: readonly AllowEntry[];
}

/** Servers and proxies commonly stop reading a header at 8 KiB; a longer target is refused. */
const MAX_LENGTH = 8192;

/**
 * Paths that no URL parser changes: segments that start with neither a dot nor a percent sign (so no dot segment, however
 * encoded, and no second slash), then query and fragment. Each part ends where the next begins, so matching is linear.
 */
const PLAIN_PATH =
  /^\/(?:[\w~@-][\w~@.:+,;=!$&*()-]*(?:\/[\w~@-][\w~@.:+,;=!$&*()-]*)*\/?)?(?:\?[\w~@.:+,;=!$&*()/?%[\]-]*)?(?:#[\w~@.:+,;=!$&*()/?%-]*)?$/;

/** C0, DEL, C1 (browsers drop tabs and newlines inside URLs, servers split headers at them) and lone surrogates. */
const UNSENDABLE = /[\p{Cc}\p{Cs}]/u;

/** One slash, then neither slash nor backslash: browsers read `//host`, `/\host` as another host. */
const PATH = /^\/(?![/\\])/;

const NOWHERE = "http://nowhere.invalid";

const NO_SITE: Site = { base: undefined, allow: [] };

/**
 * Returns `target` if it stays on the site (or on an allowed origin), else the fallback.
 *
 * The verdict and the result are those of the WHATWG URL parser, the one that browsers use: what comes back is a path
 * that cannot be read as a host, or the parsed `href`; always printable ASCII, so valid in a `Location` header.
 *
 * @param target - where the request wants to go; anything but a string (missing, repeated as an array …) is refused
 * @param options - the fallback path, or `{ fallback, base, allow }`
 * @returns a path such as `"/home?tab=1"`, or an absolute `http(s)` URL of `base` or `allow`
 * @throws TypeError if an option is malformed, or if the fallback itself would leave the site
 */
export function safeRedirect(target: unknown, options: string | SafeRedirectOptions = "/"): string {
  const given = typeof options === "string" ? { fallback: options } : checkOptions(options);
  const site = readSite(given);
  const fallback = judge(given.fallback === undefined ? "/" : given.fallback, site);
  if (fallback === undefined) {
    throw new TypeError(
      'safeRedirect: fallback must be a path such as "/home", or a URL whose origin base or allow names',
    );
  }
  return judge(target, site) ?? fallback;
}

function checkOptions(options: SafeRedirectOptions): SafeRedirectOptions {
  if (typeof options === "object" && options !== null && !Array.isArray(options)) return options;
  throw new TypeError(
    'safeRedirect: the second argument must be a path such as "/home", or { fallback, base, allow }',
  );
}

function readSite({ base, allow }: SafeRedirectOptions): Site {
  if (base === undefined && allow === undefined) return NO_SITE;
  if (allow !== undefined && !Array.isArray(allow)) {
    throw new TypeError(
      'safeRedirect: allow must be an array of origins such as ["https://docs.example.com"]',
    );
  }
  return { base: base === undefined ? undefined : readBase(base), allow: (allow ?? []).map(readAllowEntry) };
}

/** The target as it may be sent, or `undefined` if it may not. */
function judge(target: unknown, site: Site): string | undefined {
  if (typeof target !== "string" || target.length > MAX_LENGTH) return undefined;
  if (PLAIN_PATH.test(target)) return target;
  if (UNSENDABLE.test(target)) return undefined;
  const result = PATH.test(target) ? readPath(target) : readUrl(target, site);
  return result !== undefined && result.length <= MAX_LENGTH ? result : undefined;
}

function readPath(target: string): string | undefined {
  const url = parse(target, NOWHERE);
  if (url?.origin !== NOWHERE || isHostLike(url.pathname)) return undefined;
  // Not `pathname + search + hash`: an empty query or fragment would go missing.
  return url.href.slice(NOWHERE.length);
}

function readUrl(target: string, { base, allow }: Site): string | undefined {
  if (target === "" || (base === undefined && allow.length === 0)) return undefined;
  const url = parse(target, base);
  // The scheme comes first: a `blob:` URL has the origin of the page that it names.
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) return undefined;
  if (url.username !== "" || url.password !== "" || isHostLike(url.pathname)) return undefined;
  return url.origin === base?.origin || isAllowedOrigin(url, allow, base) ? url.href : undefined;
}

/**
 * True for paths such as `//evil.com`, what `/x/..//evil.com` resolves to: harmless in a whole URL, another host as soon
 * as a router hands on the path alone; also where one more decoding on the way (`/%2Fevil.com`) makes it so.
 */
function isHostLike(pathname: string): boolean {
  if (pathname.startsWith("//")) return true;
  if (!pathname.includes("%")) return false;
  const decoded = parse(decode(pathname), NOWHERE);
  return decoded?.origin !== NOWHERE || decoded.pathname.startsWith("//");
}

/** Byte by byte, since `decodeURIComponent` gives up on the whole string at the first malformed escape. */
function decode(pathname: string): string {
  return pathname.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function parse(url: string, base?: string | URL): URL | undefined {
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}
