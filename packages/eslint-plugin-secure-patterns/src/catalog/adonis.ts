import type { SinkKind } from "./sink-types.ts";
import { TYPED_INPUT, type Framework } from "./types.ts";

/** Which fields there are has been chosen: what each of them holds has not. */
const CHOSEN_FIELDS: readonly SinkKind[] = [...TYPED_INPUT, "query-object", "amount"];

const ROUTER = "{@adonisjs/core/services/router,@ioc:Adonis/Core/Route}#";

/** AdonisJS, whose controllers are found by their folder where no type says what they are handed. */
export const adonis: Framework = {
  name: "adonis",
  packages: ["@adonisjs/core"],
  sort: "server",
  types: {
    router: { from: [ROUTER], named: ["Route"] },
    context: {
      annotated: [
        "@adonisjs/core/{http,types/http}#HttpContext",
        "@ioc:Adonis/Core/HttpContext#{HttpContext,HttpContextContract}",
      ],
    },
    request: {
      from: ["context.request"],
      annotated: ["@adonisjs/core/http#{Request,HttpRequest}", "@ioc:Adonis/Core/Request#RequestContract"],
    },
    response: {
      from: ["context.response"],
      annotated: [
        "@adonisjs/core/http#{Response,HttpResponse}",
        "@ioc:Adonis/Core/Response#ResponseContract",
      ],
    },
    redirection: { from: ["response.redirect()"], fluent: true },
    "node-http/request": { from: ["request.request"] },
    "node-http/response": { from: ["response.response"] },
  },
  handlers: [
    { call: "router.{get,post,put,patch,delete,any}", params: ["context"], result: "answer" },
    { call: "router.route", params: ["context"], result: "answer" },
    {
      exported: ["default"],
      methods: true,
      file: "(?:^|/)app/[cC]ontrollers/.+\\.[cm]?[jt]s$",
      params: ["context"],
      result: "answer",
    },
  ],
  sources: [
    { read: "request.input()", kind: "remote", what: "a field of the request", field: true },
    { read: "request.{all,body,post,original,raw}()", kind: "remote", what: "the request body" },
    { read: "request.only()", kind: "remote", what: "the request body", for: CHOSEN_FIELDS },
    // a list of what may not be there forgets the next column
    { read: "request.except()", kind: "remote", what: "the request body", likely: true },
    {
      read: "request.{validateUsing,validate}()",
      kind: "remote",
      what: "what a validator let through",
      for: TYPED_INPUT,
    },
    { read: "request.{qs,get}()", kind: "remote", what: "the query string" },
    { read: "request.{param,params}()", kind: "remote", what: "a route parameter", text: true },
    { read: "context.params", kind: "remote", what: "a route parameter", text: true },
    { read: "request.{header,headers}()", kind: "remote", what: "a request header", text: true },
    { read: "request.{plainCookie,cookiesList}()", kind: "remote", what: "a cookie", text: true },
  ],
  contentTypes: [
    { call: "response.type", arg: 0 },
    { call: "response.{header,safeHeader}", arg: 1, if: { arg: 0, is: ["content-type", "Content-Type"] } },
  ],
  views: [{ call: "context.view.{render,renderSync}", name: 0, data: 1, what: "view.render" }],
  sinks: [
    { call: "response.redirect", arg: 0, kind: "redirect", what: "response.redirect" },
    { call: "redirection.toPath", arg: 0, kind: "redirect", what: "response.redirect().toPath" },
    {
      call: "response.{header,safeHeader}",
      arg: 1,
      if: { arg: 0, is: ["location", "Location"] },
      kind: "redirect",
      what: "the Location header",
    },
    // a string that starts with "<" is sent as HTML, others as plain text
    {
      call: "response.{send,ok,created,badRequest,notFound}",
      arg: 0,
      kind: "html",
      output: "response",
      defaultType: "sniffed",
      what: "response.send",
    },
    {
      returned: "answer",
      kind: "html",
      output: "response",
      defaultType: "sniffed",
      what: "the handler's answer",
    },
  ],
};
