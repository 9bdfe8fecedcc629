// What files of servers look like, by their paths and texts, where a project is looked over as a whole.

/** `routes/login.js`: what it registers at `/` is mounted at `/login`. */
export const SIGNS_IN: RegExp =
  /(?:log-?in|log-?out|sign-?(?:in|up|out)|regist(?:er|ration))[\w.-]*\.[cm]?[jt]s$/i;
/** `server/api/orders/index.post.ts` */
export const CHANGING_FILE: RegExp =
  /[\\/]server[\\/](?:api|routes)[\\/].*\.(?:post|put|patch|delete)\.[cm]?[jt]s$/;
export const AT_ROOT: RegExp = /\.post\(\s*["'`]\/["'`]/g;

/** Who signs in or up is not yet believed by a cookie, and who is signed out by others has lost little. */
const BEFORE_SESSION = `(?:[\\w-]+/)*(?:${[
  "(?:log-?in|sign-?(?:in|up)|regist(?:er|ration))(?:/[\\w:-]+)*",
  "(?:log|sign)-?out",
  "(?:auth|authenticate)",
  "forg[eo]t[\\w-]*",
  "reset-?password[\\w-]*",
  "(?:[\\w-]*-)?(?:verif(?:y|ication)|confirmation|confirm-(?:e?mail|account))(?:-\\w+)*",
  "re-?send[\\w-]*",
  "refresh[\\w-]*",
].join("|")})(?:/:\\w+)?/?["'\`]`;
const METHODS = "(?:post|put|patch|delete)";
/** Registrations of routes that change something; requests of a page are none. */
export const CHANGES: RegExp = new RegExp(
  [
    `(?<!\\b(?:axios|http|instance|client|agent|\\$))\\.${METHODS}\\(\\s*["'\`]/(?!${BEFORE_SESSION})`,
    // `router.post(ROUTES.ORDERS, …)`, `app.post(\`${base}/orders\`, …)`
    `\\b(?:router|app|server|routes?)\\.${METHODS}\\(\\s*(?:[A-Z]\\w*\\.(?!\\w*(?:LOG_?(?:IN|OUT)|SIGN_?(?:IN|UP|OUT)|REGISTER|FORGOT|RESET|VERIFY|REFRESH))\\w|\`\\$)`,
    // `router.route("/orders").get(…).post(…)`
    `\\.route\\(\\s*["'\`]/(?!${BEFORE_SESSION})[^;]*?\\)\\s*\\.${METHODS}\\(`,
    `@(?:Post|Put|Patch|Delete)\\((?!\\s*["'\`]/?${BEFORE_SESSION})`,
  ].join("|"),
  "i",
);
/** Those that a form can be sent to. */
export const POSTS: RegExp = new RegExp(
  `(?<!\\b(?:axios|http|instance|client|agent|api|\\$))\\.post\\(\\s*["'\`]/(?!${BEFORE_SESSION})`,
  "i",
);
/** `router.post("/posts/:id/like", …)` */
export const NEEDS_NO_BODY: RegExp =
  /\.post\(\s*["'`][^"'`]*:\w+\/[\w-]+["'`]|@Post\(\s*["'`][^"'`]*:\w+\/[\w-]+["'`]/;

export const READS_TOKEN_COOKIE: RegExp =
  /\b(?:req|request)\w*\??\.(?:signedC|c)ookies(?:(?:\?\.|\.|(?:\?\.)?\[["'`])(?!\w*refresh)\w*(?:token|jwt|auth|session|sid\b)|(?:\?\.)?\[(?:\w+\.)*(?!\w*(?:refresh|csrf))\w*(?:token|jwt|auth|session|sid|user)\w*\])|\bcookieName\s*:\s*["'`](?!\w*refresh)\w*(?:token|jwt|auth|session|sid\b)/i;
export const KEPT_AT_HOME: RegExp =
  /\bsameSite\b\s*["'`]?\s*:(?![^,}\n]*["'`]none\b)[^,}\n]*["'`](?:strict|lax)\b|\bsameSite=(?:strict|lax)/i;
/** `origin: (origin, callback) => { … callback(new Error("Not allowed")) }`: a request with a foreign origin goes no further. */
export const REFUSES_ORIGINS: RegExp =
  /\borigin\s*(?::\s*(?:async\s*)?(?:function\b\s*\w*\s*)?)?\(\s*\w+[^,)]*,\s*(\w+)[^)]*\)[^]{0,800}?\b\1\(\s*new \w*Error\b/;

/** `if (req.headers.origin !== site) return res.sendStatus(403)`, `if (!req.xhr) …`: a form of another site gets no further. */
export const CHECKS_SENDER: RegExp =
  /(?:\bheaders\.origin\b|\(\s*["'`](?:origin|x-requested-with)["'`]\s*\)|\bheaders\[\s*["'`](?:origin|x-requested-with)["'`]\s*\]|\breq\.xhr\b)[^]{0,300}?(?:\b403\b|forbidden)/i;
