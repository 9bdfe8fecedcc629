/** The part of a browser's page or worker that we use; all of it is absent on a server. */
interface Page {
  readonly origin?: string;
  readonly location?: { readonly origin: string; readonly href: string };
  readonly document?: {
    readonly baseURI: string;
    readonly cookie: string;
    querySelector(selector: string): { getAttribute(name: string): string | null } | null;
  };
}

export const page: Page = globalThis as Page;

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/** Whether a request may change something, and so needs a token. */
export function isUnsafe(method: string): boolean {
  return !SAFE_METHODS.has(method.toUpperCase());
}

/**
 * Whether a URL, resolved as the browser resolves it, leads to this page's own origin. Sandboxed frames and local files have
 * no origin (`"null"`, which no http address has), and so nothing is theirs.
 */
export function isSameOrigin(url: string): boolean {
  const base = page.document?.baseURI ?? page.location?.href;
  const own = page.origin ?? page.location?.origin;
  if (base === undefined || own === undefined) return false;
  if (!URL.canParse(url, base)) return false;
  const { origin, protocol } = new URL(url, base);
  return origin === own && (protocol === "https:" || protocol === "http:"); // not "blob:https://…"
}
