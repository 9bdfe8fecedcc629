import { TYPED_INPUT, type Framework } from "./types.ts";

export const hono: Framework = {
  name: "hono",
  packages: ["hono"],
  sort: "server",
  shows: { text: "\\bc\\.req\\.(?:json|param|query|parseBody|valid)\\(" },
  types: {
    app: {
      from: [
        "{hono,hono/tiny,hono/quick}#new Hono",
        "@hono/zod-openapi#new OpenAPIHono",
        "app.{get,post,put,patch,delete,options,all,on,use,route,basePath,notFound,onError,openapi}()",
      ],
      annotated: ["hono#Hono"],
      named: ["app"],
    },
    factory: { from: ["hono/factory#createFactory()"] },
    context: { annotated: ["hono#Context"], named: ["c"] },
    request: { from: ["context.req"], annotated: ["hono#HonoRequest"] },
    "fetch/request": { from: ["request.raw"] },
  },
  handlers: [
    { call: "app.{get,post,put,patch,delete,options,all,on,use,notFound,openapi}", params: ["context"] },
    { call: "app.onError", params: [null, "context"] },
    { call: "hono/factory#createMiddleware", params: ["context"] },
    { call: "factory.{createHandlers,createMiddleware}", params: ["context"] },
    { annotated: "hono#{Handler,MiddlewareHandler,NotFoundHandler}", params: ["context"] },
    { annotated: "hono#ErrorHandler", params: [null, "context"] },
  ],
  sources: [
    { read: "request.{query,queries}()", kind: "remote", what: "the query string", text: true },
    { read: "request.param()", kind: "remote", what: "a route parameter", text: true },
    { read: "request.{json,parseBody,formData,text}()", kind: "remote", what: "the request body" },
    {
      read: "request.valid()",
      kind: "remote",
      what: "what a validator let through",
      for: TYPED_INPUT,
    },
    { read: "request.header()", kind: "remote", what: "a request header", text: true },
    { read: "request.url", kind: "remote", what: "the requested address", form: "url", text: true },
    { read: "request.path", kind: "remote", what: "the requested path", form: "path", text: true },
    { read: "hono/cookie#{getCookie,getSignedCookie}()", kind: "remote", what: "a cookie", text: true },
  ],
  contentTypes: [
    { call: "context.header", arg: 1, if: { arg: 0, is: ["content-type"] } },
    { call: "context.{body,newResponse}", arg: 2, at: ["Content-Type"] },
  ],
  sinks: [
    { call: "context.redirect", arg: 0, kind: "redirect", what: "c.redirect" },
    {
      call: "context.header",
      arg: 1,
      if: { arg: 0, is: ["location"] },
      kind: "redirect",
      what: "the Location header",
    },
    {
      call: "context.{body,html,text,newResponse}",
      arg: 2,
      at: ["Location"],
      kind: "redirect",
      what: "the Location header",
    },
    { call: "context.html", arg: 0, kind: "html", output: "response", defaultType: "html", what: "c.html" },
    {
      call: "context.{body,newResponse}",
      arg: 0,
      kind: "html",
      output: "response",
      defaultType: "other",
      what: "c.body",
    },
    { call: "hono/html#raw", arg: 0, kind: "html", output: "markup", what: "raw" },
  ],
};
