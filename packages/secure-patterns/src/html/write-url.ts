/** Schemes that open a page, a file of the site, a mail or a call, and never run code. */
const SAFE_SCHEMES = /^(?:https?|mailto|tel|sms|ftp|geo|webcal):/i;
/** Pictures and sound inside the page; not SVG, which is a document with scripts. */
const SAFE_DATA =
  /^data:(?:image\/(?:png|gif|jpe?g|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+|font\/[\w.+-]+);base64,/i;
/** Browsers drop control characters and spaces at the start, and tabs and line ends anywhere (WHATWG URL, section 4.4). */
const DROPPED = /^[\u0000-\u0020]+|[\t\n\r]+/g;
/** A colon before any slash makes what stands before it a scheme, or something that must not be guessed about. */
const HAS_SCHEME = /^[^/?#]*:/;
const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/[^/\\?#]*$|^\/\/[^/\\?#]*$/i;
const HOST_GOES_ON = /(?:\/\/|[.:@-])$/;
const NO_PATH = /^[a-z][a-z0-9+.-]*:(?!\/)/i;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
export const BLOCKED = "about:invalid#blocked";

/**
 * A URL that runs nothing when it is followed, or one that leads nowhere.
 *
 * @param rest - the literal text that follows and could complete a scheme
 */
export function checkUrl(url: string, rest: string): string {
  const read = (url + rest).replace(DROPPED, "");
  const isSafe = !HAS_SCHEME.test(read) || SAFE_SCHEMES.test(read) || SAFE_DATA.test(read);
  return isSafe ? url : BLOCKED;
}

/** A value inside a URL whose beginning stands: it fills its place and cannot leave it. */
export function encodeUrlPart(value: string, before: string): string {
  if (/[?#]/.test(before)) return encode(value);
  if (NO_PATH.test(before)) return encode(value).replace(/%40/g, "@").replace(/%2B/g, "+");
  if (AUTHORITY.test(before) && HOST_GOES_ON.test(before)) return encode(value);
  const path = value
    .replace(/^[/\\]+/, "")
    .split("/")
    .map(encode)
    .join("/");
  // Behind `https://example.com` the value must not go on with the host: `.evil.example`.
  return AUTHORITY.test(before) || (/^[/\\]/.test(value) && !before.endsWith("/")) ? `/${path}` : path;
}

function encode(value: string): string {
  return encodeURIComponent(value.replace(LONE_SURROGATE, "\ufffd"));
}
