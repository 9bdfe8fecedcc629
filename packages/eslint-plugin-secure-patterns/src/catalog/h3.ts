import { TYPED_INPUT, type Framework } from "./types.ts";

/** Nitro and Nuxt import h3's functions by themselves: they may stand in a file as globals. */
const H3 = "{global,h3,nitro/h3,#imports}";
const NUXT = "{global,#imports,#app,nuxt/app}";

/** h3 1 and 2, Nitro's and Nuxt's server. */
export const h3: Framework = {
  name: "h3",
  packages: ["h3", "nitropack", "nitro", "nuxt"],
  sort: "server",
  types: {
    event: { annotated: ["h3#H3Event"] },
    address: { from: [`${H3}#getRequestURL()`] },
    "node-http/request": { from: ["event.node.req"] },
    "node-http/response": { from: ["event.node.res"] },
    "fetch/request": { from: ["event.req", `${H3}#toWebRequest()`] },
    app: { from: ["h3#new H3"] },
    router: { from: [`${H3}#createRouter()`, "router.{get,post,put,patch,delete,use}()"] },
  },
  handlers: [
    {
      call: `${H3}#{defineEventHandler,eventHandler,defineHandler,defineCachedEventHandler,cachedEventHandler}`,
      params: ["event"],
      result: "answer",
    },
    { call: `${H3}#{defineEventHandler,defineHandler}`, key: "handler", params: ["event"], result: "answer" },
    { call: "{app,router}.{get,post,put,patch,delete,all,use}", params: ["event"], result: "answer" },
    { annotated: "h3#EventHandler", params: ["event"], result: "answer" },
  ],
  sources: [
    { read: `${H3}#getQuery()`, kind: "remote", what: "the query string", flat: true },
    {
      read: `${H3}#{getRouterParam,getRouterParams,getValidatedRouterParams}()`,
      kind: "remote",
      what: "a route parameter",
      text: true,
      encoded: true,
    },
    { read: "event.context.params", kind: "remote", what: "a route parameter", text: true, encoded: true },
    {
      read: `${H3}#{readBody,readRawBody,readFormData,readMultipartFormData}()`,
      kind: "remote",
      what: "the request body",
    },
    {
      read: `${H3}#{getValidatedQuery,readValidatedBody}()`,
      kind: "remote",
      what: "what a validator let through",
      for: TYPED_INPUT,
    },
    { read: `${H3}#{getCookie,parseCookies}()`, kind: "remote", what: "a cookie", text: true },
    {
      read: `${H3}#{getHeader,getHeaders,getRequestHeader,getRequestHeaders}()`,
      kind: "remote",
      what: "a request header",
      text: true,
    },
    { read: "address", kind: "remote", what: "the requested address", form: "url" },
    { read: "address.searchParams", kind: "remote", what: "the query string", text: true },
    { read: "address.pathname", kind: "remote", what: "the requested path", form: "path", text: true },
    { read: "event.path", kind: "remote", what: "the requested path", form: "path", text: true },
  ],
  contentTypes: [
    {
      call: `${H3}#{setHeader,setResponseHeader,appendHeader,appendResponseHeader}`,
      arg: 2,
      if: { arg: 1, is: ["content-type"] },
    },
    { call: `${H3}#{setHeaders,setResponseHeaders}`, arg: 1, at: ["Content-Type"] },
    { call: `${H3}#send`, arg: 2 },
  ],
  sinks: [
    { call: `${H3}#sendRedirect`, arg: 1, kind: "redirect", what: "sendRedirect" },
    { call: "{h3,nitro/h3}#redirect", arg: 0, kind: "redirect", what: "redirect" },
    {
      call: `${NUXT}#navigateTo`,
      arg: 0,
      if: { arg: 1, at: ["external"], is: ["true"] },
      kind: "redirect",
      what: "navigateTo",
    },
    {
      call: `${H3}#{setHeader,setResponseHeader,appendHeader,appendResponseHeader}`,
      arg: 2,
      if: { arg: 1, is: ["location"] },
      kind: "redirect",
      what: "the Location header",
    },
    {
      call: `${H3}#{setHeaders,setResponseHeaders}`,
      arg: 1,
      at: ["Location"],
      kind: "redirect",
      what: "the Location header",
    },
    { call: `${H3}#send`, arg: 1, kind: "html", output: "response", defaultType: "html", what: "send" },
    {
      call: "{h3,nitro/h3}#html",
      arg: 0,
      kind: "html",
      output: "response",
      defaultType: "html",
      what: "html",
    },
    {
      returned: "answer",
      kind: "html",
      output: "response",
      defaultType: "html",
      what: "the handler's answer",
    },
  ],
};

/** The call that opens a cookie session, and what tells it from a hook of React: the option it needs, and where it comes from. */
export const sessionOpener: {
  readonly call: string;
  readonly option: string;
  readonly imports: RegExp;
  readonly packages: readonly string[];
  /** Files that answer to GET alone change nothing. */
  readonly readsOnly: RegExp;
} = {
  call: "useSession",
  option: "password",
  imports: /["'](?:h3|nitro(?:pack)?|#imports)["']/,
  packages: h3.packages,
  readsOnly: /\.get\.[cm]?[jt]s$/,
};
