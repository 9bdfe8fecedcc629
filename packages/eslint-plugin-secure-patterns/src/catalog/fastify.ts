import type { Framework, HandlerRow } from "./types.ts";

const ROUTES = "app.{get,post,put,patch,delete,head,options,all}";

/** Functions in the options of a route: `app.route({ handler })`, `app.get("/", { preHandler }, …)`. */
const optionHandlers: HandlerRow[] = ["onRequest", "preParsing", "preValidation", "preHandler"].map(
  (key) => ({ call: "app.{route,get,post,put,patch,delete,all}", key, params: ["request", "reply"] }),
);

export const fastify: Framework = {
  name: "fastify",
  packages: ["fastify"],
  sort: "server",
  types: {
    app: {
      from: [
        "fastify#()",
        "fastify#fastify()",
        "app.{register,withTypeProvider,decorate,decorateRequest,setErrorHandler,setNotFoundHandler,addHook}()",
        `${ROUTES}()`,
      ],
      annotated: ["fastify#FastifyInstance"],
      named: ["fastify", "app", "server"],
    },
    request: { annotated: ["fastify#FastifyRequest"] },
    reply: {
      from: ["reply.{code,status,type,header,headers,cookie,setCookie,clearCookie}()"],
      annotated: ["fastify#FastifyReply"],
      named: ["reply"],
    },
    "node-http/request": { from: ["request.raw"] },
    "node-http/response": { from: ["reply.raw"] },
  },
  handlers: [
    { call: ROUTES, params: ["request", "reply"], result: "answer" },
    {
      call: "app.{route,get,post,put,patch,delete,all}",
      key: "handler",
      params: ["request", "reply"],
      result: "answer",
    },
    ...optionHandlers,
    {
      call: "app.addHook",
      if: {
        arg: 0,
        is: ["onRequest", "preParsing", "preValidation", "preHandler", "preSerialization", "onSend"],
      },
      params: ["request", "reply"],
    },
    { call: "app.setErrorHandler", params: [null, "request", "reply"] },
    { call: "app.setNotFoundHandler", params: ["request", "reply"] },
    { call: "app.register", params: ["app"] },
    { call: "fastify-plugin#()", params: ["app"] },
    { annotated: "fastify#{FastifyPluginAsync,FastifyPluginCallback,FastifyPlugin}", params: ["app"] },
    { annotated: "fastify#{RouteHandlerMethod,RouteHandler}", params: ["request", "reply"] },
    {
      parameterNames: [
        ["req", "request", "_req", "_request"],
        ["reply", "rep", "_reply"],
      ],
      params: ["request", "reply"],
    },
  ],
  sources: [
    { read: "request.query", kind: "remote", what: "the query string", flat: true },
    { read: "request.params", kind: "remote", what: "a route parameter", text: true },
    { read: "request.body", kind: "remote", what: "the request body" },
    { read: "request.headers", kind: "remote", what: "a request header", text: true },
    { read: "request.cookies", kind: "remote", what: "a cookie", text: true },
    {
      read: "request.{url,originalUrl}",
      kind: "remote",
      what: "the requested path",
      form: "path",
      text: true,
    },
    { read: "request.{host,hostname}", kind: "remote", what: "the Host header", text: true },
  ],
  contentTypes: [
    { call: "reply.type", arg: 0 },
    { call: "reply.header", arg: 1, if: { arg: 0, is: ["content-type"] } },
    { call: "reply.headers", arg: 0, at: ["Content-Type"] },
  ],
  views: [{ call: "reply.{view,viewAsync}", name: 0, data: 1, what: "reply.view" }],
  sinks: [
    // `redirect(302, url)` up to version 4, `redirect(url, 302)` since
    { call: "reply.redirect", arg: "all", kind: "redirect", what: "reply.redirect" },
    {
      call: "reply.header",
      arg: 1,
      if: { arg: 0, is: ["location"] },
      kind: "redirect",
      what: "the Location header",
    },
    { call: "reply.headers", arg: 0, at: ["Location"], kind: "redirect", what: "the Location header" },
    {
      call: "reply.send",
      arg: 0,
      kind: "html",
      output: "response",
      defaultType: "other",
      what: "reply.send",
    },
    {
      returned: "answer",
      kind: "html",
      output: "response",
      defaultType: "other",
      what: "the handler's answer",
    },
  ],
};
