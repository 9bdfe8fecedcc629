/** How handlers read one cookie themselves, where no layer before them does. */
export interface CookieRead {
  /** The callee: the last name, and the one before it where it is a member of something. */
  readonly call: string;
  readonly of?: string;
  /** What it must come from where it is a plain function. */
  readonly from?: string;
  /** It may stand for itself, as what frameworks import by themselves. */
  readonly isGlobal?: boolean;
  /** Where the cookie's name stands, and under which option of it. */
  readonly name: number;
  readonly option?: string;
}

export const cookieReads: readonly CookieRead[] = [
  // koa: `ctx.cookies.get("token")`; Next: `(await cookies()).get("token")`, `request.cookies.get("token")`
  { call: "get", of: "cookies", name: 0 },
  { call: "get", of: "cookieStore", name: 0 },
  { call: "getCookie", from: "hono/cookie", name: 1 },
  { call: "getSignedCookie", from: "hono/cookie", name: 2 },
  { call: "jwt", from: "hono/jwt", name: 0, option: "cookie" },
  { call: "getCookie", from: "h3", isGlobal: true, name: 1 },
];

/** `req.cookies.token` of handlers that a framework hands parsed cookies to, by its package. */
export const parsedCookies: { readonly of: string; readonly packages: readonly string[] } = {
  of: "cookies",
  packages: ["next"],
};

/** Packages whose servers these are; others check where forms come from themselves. */
export const cookieReaders: readonly string[] = ["koa", "hono", "next", "nuxt", "nitropack", "h3"];

/** Cookies that say who asks. */
export const IDENTITY: RegExp =
  /^(?!.*(?:refresh|csrf|xsrf|state|verifier|nonce))[\w.-]*(?:token|jwt|auth|session|\bsid$)/i;

const NAME = "[\"'`]?(?!\\w*(?:refresh|csrf|state|nonce))[\\w.-]*(?:token|jwt|auth|session|sid\\b)";
const JAR = "(?:\\bcookies(?:\\(\\)\\)?)?|\\bcookieStore)";

/** Code that sets such a cookie, and code that reads one. */
export const SETS_IDENTITY: RegExp = new RegExp(
  `${JAR}\\.set\\(\\s*${NAME}|\\bset(?:Signed)?Cookie\\(\\s*\\w+\\s*,\\s*${NAME}|\\bserialize\\(\\s*${NAME}`,
  "i",
);
export const READS_IDENTITY: RegExp = new RegExp(
  `${JAR}\\.get\\(\\s*${NAME}|\\bget(?:Signed)?Cookie\\([\\w\\s,.]*,\\s*${NAME}|\\breq\\.cookies(?:\\?\\.|\\.|\\[)${NAME}|\\bjwt\\(\\s*\\{[^}]*\\bcookie\\s*:\\s*${NAME}`,
  "i",
);

/** What tells files that only sign somebody in or out. */
const NOT_OF_STRANGERS =
  "(?!.*(?:log-?(?:in|out)|sign-?(?:in|up|out)|regist|forgot|reset|verify|refresh|callback|webhook|auth[\\\\/]))";

/** Code that asks who sends a request. */
export const ASKS_FOR_USER: RegExp =
  /\bcookies\(\)|\.cookies\.get\(|\breq\.cookies\b|\bevent\.context\.\w*(?:user|session|auth)|\b(?:get|require|verify|validate|check|current)\w*(?:session|user|auth|token)\w*\(/i;

/** Files that are routes, and what of them changes something for whom a cookie names. */
export const postsInFiles: readonly {
  readonly files: RegExp;
  readonly posts: RegExp;
}[] = [
  // Next: `app/orders/route.ts`, `pages/api/orders.ts`
  {
    files: new RegExp(`[\\\\/]app[\\\\/]${NOT_OF_STRANGERS}(?:.*[\\\\/])?route\\.[cm]?[jt]sx?$`, "i"),
    posts: /\bexport\s+(?:(?:async\s+)?function|const)\s+POST\b/,
  },
  {
    files: new RegExp(`[\\\\/]pages[\\\\/]api[\\\\/]${NOT_OF_STRANGERS}.*\\.[cm]?[jt]sx?$`, "i"),
    posts: /\bmethod\s*[!=]==?\s*["'`]POST\b|\bcase\s+["'`]POST\b/,
  },
  // Remix: `app/routes/orders.tsx`
  {
    files: new RegExp(`[\\\\/]routes[\\\\/]${NOT_OF_STRANGERS}.*\\.[cm]?[jt]sx?$`, "i"),
    posts: /\bexport\s+(?:(?:async\s+)?function|const)\s+action\b/,
  },
  // Nitro: `server/api/orders.post.ts`
  {
    files: new RegExp(`[\\\\/](?:api|routes)[\\\\/]${NOT_OF_STRANGERS}.*\\.post\\.[cm]?[jt]s$`, "i"),
    posts: /\b(?:define)?(?:Cached)?EventHandler\(/i,
  },
];

/** Calls that open a session in a cookie where handlers ask for it, and where their options say which requests carry it. */
export const cookieOpeners: readonly {
  readonly call: string;
  readonly from: RegExp;
  readonly sameSite: readonly string[];
  /** What browsers are told where the options say nothing. */
  readonly unsaid: "lax" | "none";
}[] = [
  { call: "getIronSession", from: /^iron-session/, sameSite: ["cookieOptions", "sameSite"], unsaid: "lax" },
  {
    call: "createCookieSessionStorage",
    from: /^@remix-run\//,
    sameSite: ["cookie", "sameSite"],
    unsaid: "none",
  },
];
