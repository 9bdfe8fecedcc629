/** One origin, or all subdomains of one, that a site trusts. */
export interface AllowEntry {
  /** `undefined` where the entry names only a host: then https, or the scheme of the site itself. */
  readonly protocol: string | undefined;
  /** As the URL parser writes it, punycode included. With `subdomains`, it starts with the dot. */
  readonly hostname: string;
  readonly subdomains: boolean;
  /** Empty for the scheme's default. */
  readonly port: string;
}

const ENTRY = /^(?:(https?):\/\/)?(\*\.)?([^*/\\?#@\s]+)\/?$/i;
const IP_ADDRESS = /^(?:\[.*\]|\d+(?:\.\d+){3})$/;

const readEntry: (entry: string) => AllowEntry | undefined = memoize(parseEntry);
const readUrl: (base: string) => URL | undefined = memoize(parseBase);

/** @throws TypeError if `entry` is not an origin, a host, or `*.` before a host of at least two labels */
export function readAllowEntry(entry: unknown): AllowEntry {
  const read = typeof entry === "string" ? readEntry(entry) : undefined;
  if (read !== undefined) return read;
  throw new TypeError(
    'safeRedirect: allow must hold origins such as "https://docs.example.com", hosts such as "docs.example.com", or "*.example.com"',
  );
}

/** @throws TypeError if `base` is not an absolute http(s) URL */
export function readBase(base: unknown): URL {
  const read = typeof base === "string" ? readUrl(base) : undefined;
  if (read !== undefined) return read;
  throw new TypeError(
    'safeRedirect: base must be the absolute URL of your own site, such as "https://example.com"',
  );
}

/** @param url - parsed, with an http or https scheme */
export function isAllowedOrigin(url: URL, allow: readonly AllowEntry[], base: URL | undefined): boolean {
  return allow.some(
    ({ protocol, hostname, subdomains, port }) =>
      url.port === port &&
      (subdomains
        ? url.hostname.endsWith(hostname) && url.hostname.length > hostname.length
        : url.hostname === hostname) &&
      (protocol === undefined
        ? url.protocol === "https:" || url.protocol === base?.protocol
        : url.protocol === protocol),
  );
}

function parseEntry(entry: string): AllowEntry | undefined {
  const [, scheme, star, host] = ENTRY.exec(entry) ?? [];
  const url = host === undefined ? undefined : parseBase(`${scheme ?? "https"}://${host}`);
  if (url === undefined) return undefined;
  const { hostname, port } = url;
  const protocol = scheme === undefined ? undefined : url.protocol;
  if (star === undefined) return { protocol, hostname, subdomains: false, port };
  // `*.com` would trust everyone; `*.localhost` is this machine.
  const isBroad = IP_ADDRESS.test(hostname) || (!hostname.includes(".") && hostname !== "localhost");
  return isBroad ? undefined : { protocol, hostname: `.${hostname}`, subdomains: true, port };
}

function parseBase(base: string): URL | undefined {
  if (!/^https?:\/\//i.test(base)) return undefined;
  try {
    const url = new URL(base);
    return url.username === "" && url.password === "" ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Options are mostly constants, but `base` may come from a request: the memory is bounded and merely a memory. */
function memoize<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (known.has(text)) return known.get(text) as T;
    const value = compute(text);
    if (known.size >= 256) known.clear();
    if (text.length <= 256) known.set(text, value);
    return value;
  };
}
