import type { Framework } from "./types.ts";

const ROUTER = "{@koa/router,koa-router}";

export const koa: Framework = {
  name: "koa",
  packages: ["koa", "@koa/router", "koa-router", "koa-route"],
  sort: "server",
  shows: { text: "\\bctx\\.(?:request\\.body|response\\.body|throw|cookies)\\b" },
  types: {
    app: { from: ["koa#{new,()}", "koa#new Koa", "app.use()"], named: ["app"] },
    router: {
      from: [
        `${ROUTER}#{new,()}`,
        `${ROUTER}#new Router`,
        "router.{get,post,put,patch,delete,del,all,use,prefix,param}()",
      ],
      annotated: [`${ROUTER}#Router`],
      named: ["router"],
    },
    context: {
      from: ["{request,response}.ctx"],
      annotated: [
        "koa#{Context,ParameterizedContext,ExtendableContext,DefaultContext}",
        `${ROUTER}#{RouterContext,IRouterContext}`,
      ],
      named: ["ctx"],
    },
    request: { from: ["{context,response}.request"], annotated: ["koa#Request"] },
    response: { from: ["{context,request}.response"], annotated: ["koa#Response"] },
    parameter: {},
    "node-http/request": { from: ["context.req"] },
    "node-http/response": { from: ["context.res"] },
  },
  handlers: [
    { call: "app.use", params: ["context"] },
    { call: "router.{get,post,put,patch,delete,del,head,options,all,use,register}", params: ["context"] },
    { call: "router.param", params: ["parameter", "context"] },
    // the path's groups follow the context
    {
      call: "koa-route#{get,post,put,patch,delete,del,all}",
      params: ["context", "parameter", "parameter", "parameter"],
    },
    { annotated: "koa#Middleware", params: ["context"] },
    { annotated: `${ROUTER}#{Middleware,RouterMiddleware}`, params: ["context"] },
  ],
  sources: [
    { read: "{context,request}.query", kind: "remote", what: "the query string", flat: true },
    { read: "{context,request}.querystring", kind: "remote", what: "the query string", text: true },
    { read: "{context,request}.search", kind: "remote", what: "the query string", before: "?", text: true },
    { read: "{context,request}.params", kind: "remote", what: "a route parameter", text: true },
    { read: "parameter", kind: "remote", what: "a route parameter", text: true },
    { read: "request.{body,rawBody}", kind: "remote", what: "the request body" },
    { read: "request.{files,file}", kind: "remote", what: "an uploaded file" },
    { read: "{context,request}.{headers,header}", kind: "remote", what: "a request header", text: true },
    { read: "{context,request}.get()", kind: "remote", what: "a request header", text: true },
    { read: "context.cookies.get()", kind: "remote", what: "a cookie", text: true },
    {
      read: "{context,request}.{url,originalUrl,path}",
      kind: "remote",
      what: "the requested path",
      form: "path",
      text: true,
    },
    {
      read: "{context,request}.href",
      kind: "remote",
      what: "the requested address",
      form: "url",
      text: true,
    },
    { read: "{context,request}.{host,hostname,origin}", kind: "remote", what: "the Host header", text: true },
  ],
  contentTypes: [
    { call: "{context,response}.attachment", keeps: true },
    { write: "{context,response}.type" },
    { call: "{context,response}.set", arg: 1, if: { arg: 0, is: ["content-type"] } },
    { call: "{context,response}.set", arg: 0, at: ["Content-Type"] },
  ],
  // koa-views, koa-ejs, koa-pug
  views: [{ call: "context.render", name: 0, data: 1, what: "ctx.render" }],
  sinks: [
    { call: "{context,response}.redirect", arg: 0, kind: "redirect", what: "ctx.redirect" },
    {
      call: "{context,response}.set",
      arg: 1,
      if: { arg: 0, is: ["location"] },
      kind: "redirect",
      what: "the Location header",
    },
    {
      call: "{context,response}.set",
      arg: 0,
      at: ["Location"],
      kind: "redirect",
      what: "the Location header",
    },
    // a string that starts with "<" is sent as HTML, others as plain text
    {
      write: "{context,response}.body",
      kind: "html",
      output: "response",
      defaultType: "sniffed",
      what: "ctx.body",
    },
  ],
};
