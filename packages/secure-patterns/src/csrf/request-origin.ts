import type { RequestFacts } from "../protection.ts";

/** Where a request comes from: proven to be this site, not this site, or not said. */
export type OriginJudgement =
  | { readonly from: "here" }
  | { readonly from: "elsewhere"; readonly reason: string }
  | { readonly from: "unknown" };

const HERE: OriginJudgement = { from: "here" };

/**
 * Judges by what only the browser can write: `Sec-Fetch-Site` first (W3C Fetch Metadata), then `Origin` against `Host`.
 * An `Origin` header of `null` (sandboxed frames, redirects between sites) is not this site.
 */
export function judgeOrigin(request: RequestFacts, trusted: ReadonlySet<string>): OriginJudgement {
  const origin = request.header("origin")?.trim();
  if (origin !== undefined && trusted.has(origin)) return HERE;
  const site = request.header("sec-fetch-site")?.trim();
  if (site !== undefined && site !== "") return judgeSite(site);
  if (origin === undefined || origin === "") return { from: "unknown" };
  return isHost(origin, request.header("host"))
    ? HERE
    : { from: "elsewhere", reason: `Origin ${shown(origin)} is not this site's` };
}

/**
 * Reads the list of trusted origins.
 *
 * @throws TypeError for an entry that is not exactly an origin: `https://a.example/` would never match
 */
export function readOrigins(origins: unknown): ReadonlySet<string> {
  if (origins === undefined) return new Set();
  const isList = Array.isArray(origins) && origins.every(isOrigin);
  if (!isList) {
    throw new TypeError(
      'origins must be a list of origins without path or wildcard, such as ["https://app.example.com"]',
    );
  }
  return new Set(origins);
}

function judgeSite(site: string): OriginJudgement {
  // "none" is the person: address bar, bookmark. No page can cause it.
  if (site === "same-origin" || site === "none") return HERE;
  return { from: "elsewhere", reason: `Sec-Fetch-Site is ${shown(site)}` };
}

/** Hosts only: behind a proxy that ends TLS the server does not know the scheme that the browser sees. */
function isHost(origin: string, host: string | undefined): boolean {
  const from = parseOrigin(origin);
  const to = from && host ? parseOrigin(`${from.protocol}//${host}`) : undefined;
  return from !== undefined && to !== undefined && from.host === to.host;
}

function parseOrigin(text: string): URL | undefined {
  if (!/^https?:\/\/[^/?#\\@\s,]+$/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}

function isOrigin(entry: unknown): entry is string {
  if (typeof entry !== "string") return false;
  if (/^https?:/i.test(entry)) return parseOrigin(entry)?.origin === entry && !entry.includes("*");
  return /^[a-z][a-z0-9+.-]*:\/\/[a-z0-9.-]+$/.test(entry); // "chrome-extension://…", "capacitor://localhost"
}

function shown(value: string): string {
  return JSON.stringify(value.slice(0, 100));
}
