/** How handlers read one cookie themselves, where no layer before them does. */
export interface CookieRead {
  /** The callee: the last name, and the one before it where it is a member of something. */
  readonly call: string;
  readonly of?: string;
  /** What it must come from where it is a plain function. */
  readonly from?: string;
  /** Where the cookie's name stands. */
  readonly name: number;
}

export const cookieReads: readonly CookieRead[] = [
  // koa: `ctx.cookies.get("token")`; Next: `(await cookies()).get("token")`, `request.cookies.get("token")`
  { call: "get", of: "cookies", name: 0 },
  { call: "get", of: "cookieStore", name: 0 },
  { call: "getCookie", from: "hono/cookie", name: 1 },
  { call: "getSignedCookie", from: "hono/cookie", name: 2 },
];

/** Packages whose servers these are; others check where forms come from themselves. */
export const cookieReaders: readonly string[] = ["koa", "hono", "next"];

/** Cookies that say who asks. */
export const IDENTITY: RegExp =
  /^(?!.*(?:refresh|csrf|xsrf|state|verifier|nonce))[\w.-]*(?:token|jwt|auth|session|\bsid$)/i;

const NAME = "[\"'`]?(?!\\w*(?:refresh|csrf|state|nonce))[\\w.-]*(?:token|jwt|auth|session|sid\\b)";
const JAR = "(?:\\bcookies(?:\\(\\)\\)?)?|\\bcookieStore)";

/** Code that sets such a cookie, and code that reads one. */
export const SETS_IDENTITY: RegExp = new RegExp(
  `${JAR}\\.set\\(\\s*${NAME}|\\bset(?:Signed)?Cookie\\(\\s*\\w+\\s*,\\s*${NAME}`,
  "i",
);
export const READS_IDENTITY: RegExp = new RegExp(
  `${JAR}\\.get\\(\\s*${NAME}|\\bget(?:Signed)?Cookie\\([\\w\\s,.]*,\\s*${NAME}`,
  "i",
);

/** Files that are routes, and what of them changes something for whom a cookie names. */
export const postsInFiles: { readonly files: RegExp; readonly posts: RegExp; readonly asks: RegExp } = {
  files:
    /[\\/]app[\\/](?!.*(?:log-?(?:in|out)|sign-?(?:in|up|out)|regist|forgot|reset|verify|refresh|callback|webhook|auth[\\/]))(?:.*[\\/])?route\.[cm]?[jt]sx?$/i,
  posts: /\bexport\s+(?:(?:async\s+)?function|const)\s+POST\b/,
  asks: /\bcookies\(\)|\.cookies\.get\(|\b(?:get|require|verify|validate|check)\w*(?:session|user|auth|token)\w*\(/i,
};
