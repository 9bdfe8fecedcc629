/** A call with which a page sends a request itself. */
export interface AjaxRow {
  /** For messages, and to tell which global set-up covers it: `"axios"`. */
  readonly client: string;
  /** The callee as code spells it: a regular expression. */
  readonly call: RegExp;
  /** The modules that its first name may be imported from; it may always be a global. */
  readonly modules: readonly string[];
  /** Names that other scopes hand in: `(function ($) { … })(jQuery)`. */
  readonly isAnyBinding?: true;
  /** Where the last name is the method: `axios.post`. */
  readonly verb?: true;
  readonly url?: number;
  readonly body?: number;
  readonly options?: number;
  /** What the options call these things. */
  readonly keys: {
    readonly url: readonly string[];
    readonly method: readonly string[];
    readonly body: readonly string[];
  };
}

/** What tells that the client as a whole was set up to send the token. */
export interface AjaxSetup {
  readonly clients: readonly string[];
  readonly text: RegExp;
}

const AXIOS_KEYS = { url: ["url"], method: ["method"], body: ["data"] };
const JQUERY_KEYS = { url: ["url"], method: ["type", "method"], body: ["data"] };

/** What a page's script mentions if any of the clients is in it. */
export const SENDS_REQUESTS: RegExp = /\b(?:fetch|ajax|axios|XMLHttpRequest|ky|post)\b/;

export const ajaxClients: readonly AjaxRow[] = [
  {
    client: "fetch",
    call: /^(?:(?:window|globalThis|self)\.)?fetch$/,
    modules: [],
    url: 0,
    options: 1,
    keys: { url: [], method: ["method"], body: ["body"] },
  },
  {
    client: "axios",
    call: /^axios\.(?:post|put|patch)$/,
    modules: ["axios"],
    verb: true,
    url: 0,
    body: 1,
    options: 2,
    keys: AXIOS_KEYS,
  },
  {
    client: "axios",
    call: /^axios\.delete$/,
    modules: ["axios"],
    verb: true,
    url: 0,
    options: 1,
    keys: AXIOS_KEYS,
  },
  { client: "axios", call: /^axios(?:\.request)?$/, modules: ["axios"], options: 0, keys: AXIOS_KEYS },
  {
    client: "ky",
    call: /^ky\.(?:post|put|patch|delete)$/,
    modules: ["ky"],
    verb: true,
    url: 0,
    options: 1,
    keys: { url: [], method: [], body: ["json", "body"] },
  },
  {
    client: "jQuery",
    call: /^(?:window\.)?(?:\$|jQuery)\.ajax$/,
    modules: ["jquery"],
    isAnyBinding: true,
    options: 0,
    keys: JQUERY_KEYS,
  },
  {
    client: "jQuery",
    call: /^(?:window\.)?(?:\$|jQuery)\.post$/,
    modules: ["jquery"],
    isAnyBinding: true,
    verb: true,
    url: 0,
    body: 1,
    keys: JQUERY_KEYS,
  },
  {
    client: "XMLHttpRequest",
    call: /^\w*(?:xhr|xmlhttp|request|req|http)\w*\.open$/i,
    modules: [],
    isAnyBinding: true,
    url: 1,
    keys: { url: [], method: [], body: [] },
  },
];

/** Calls of what a client makes: `const api = axios.create({ baseURL: "/api" }); api.post("/orders", order)`. */
export const madeClients: readonly (Pick<AjaxRow, "client" | "modules"> & {
  readonly made: string;
  readonly calls: Readonly<Record<string, AjaxRow>>;
})[] = [
  {
    client: "axios",
    modules: ["axios"],
    made: "create",
    calls: Object.fromEntries(
      ["post", "put", "patch", "delete"].map((method): [string, AjaxRow] => [
        method,
        {
          client: "axios",
          call: /^$/,
          modules: ["axios"],
          verb: true,
          url: 0,
          ...(method === "delete" ? { options: 1 } : { body: 1, options: 2 }),
          keys: AXIOS_KEYS,
        },
      ]),
    ),
  },
];

/** `axios.defaults.headers.common["X-Locale"] = …` and `axios.defaults.baseURL` say nothing of a token. */
const AXIOS_SETUP =
  "(?:interceptors\\.request|defaults\\.headers\\b(?!(?:\\.\\w+)*\\[[\"'](?!x-(?:csrf|xsrf|requested)|[cx]srf|authorization)))";

export const ajaxSetups: readonly AjaxSetup[] = [
  {
    clients: ["jQuery"],
    text: /\.ajaxSetup\s*\(|\.ajaxPrefilter\s*\(|\bajaxSend\b|jquery[_-]ujs|["']@?rails[/-]ujs["']/,
  },
  {
    clients: ["axios"],
    text: new RegExp(
      [
        `\\b\\$?axios(?:\\.default)?\\.${AXIOS_SETUP}`,
        `\\bimport\\s+(\\w+)\\s+from\\s+["']axios["'][^]*\\b\\1\\.${AXIOS_SETUP}`,
        "\\bxsrf(?:Cookie|Header)Name\\b",
        "\\bwithXSRFToken\\b",
        "XSRF-TOKEN",
        "\\bsanctum/csrf-cookie\\b",
      ].join("|"),
      "i",
    ),
  },
  { clients: ["fetch"], text: /\b(?:window|globalThis|self)\.fetch\s*=(?!=)/ },
  {
    clients: ["fetch", "axios", "jQuery", "XMLHttpRequest", "ky"],
    text: /\bXMLHttpRequest\.prototype\b|["']fetch-intercept["']/,
  },
];

/** Files that answer a path which is theirs: those of Next, of SvelteKit, and of Nuxt and Nitro. */
export const routeFiles: RegExp =
  /\/(?:app\/(api\/[\w/-]+)\/route|(?:pages|server)\/(api\/[\w/-]+?)(?:\/index)?(?:\.(?:post|put|patch|delete))?|routes\/([\w/-]+)\/\+server)\.[cm]?[jt]sx?$/;

export const csrfNames: {
  readonly mention: RegExp;
  readonly sent: RegExp;
  readonly issued: RegExp;
  readonly instead: RegExp;
  readonly form: RegExp;
  readonly formOfPage: RegExp;
  readonly beforeSession: RegExp;
} = {
  /** Any word of it. */
  mention: /csrf|xsrf|authenticity_?token|forgery/i,
  /** A page hands it over: `"X-CSRF-Token": token`, `headers.set("x-xsrf-token", …)`, `_csrf: token`, `meta[name="csrf-token"]`. */
  sent: /["'`]x-(?:csrf|xsrf)-?token["'`]\s*[:,\]]|["'`]?\b(?:_csrf|csrf_?token|csrfmiddlewaretoken|authenticity_token)["'`]?\s*:(?!\s*\{)|meta\[name=\\?["']?(?:csrf|xsrf|_csrf)|\bheaders?\b[^;\n]{0,60}csrf/i,
  /** A server makes tokens for its pages: `req.csrfToken()`, a package that checks them, a form that holds one. */
  issued:
    /\{%-?\s*csrf_token\b|<input[^>]*\bname=["'](?:_csrf|csrfmiddlewaretoken|authenticity_token)["']|\.csrfToken\s*\(|\blocals\.\w*csrf\w*\s*=|["'](?:csurf|csrf-csrf|csrf-sync|lusca|tiny-csrf|koa-csrf|@fastify\/csrf-protection|secure-patterns\/csrf)["']/i,
  /** What says who asks in another way, or what another site's form cannot send. */
  instead: /authorization|api-?key|x-auth|bearer|x-requested-with|\bnonce\b|["']_token["']|\b_token\b/i,
  /** A body that takes along the hidden fields of a form. */
  form: /\bnew FormData\b|\.serialize(?:Array|Object)?\s*\(|\bformData\b/i,
  /** The same without the name that any object may have. */
  formOfPage: /\bnew FormData\b|\.serialize(?:Array|Object)?\s*\(/,
  /** An address that is asked before there is a session, or that does no more than go on with one: many servers exempt these. */
  beforeSession:
    /[/_-](?:log-?in|sign-?(?:in|up)|register|registration|forgot\w*|(?:forgot|reset)-?password|password-?(?:reset|forgot)|resend-\w+|(?:auth|session|token)s?\/(?:[\w-]+\/)?(?:refresh|init)|refresh[-_]?tokens?)\b/i,
};
