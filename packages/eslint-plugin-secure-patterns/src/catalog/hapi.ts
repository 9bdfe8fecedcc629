import type { Framework } from "./types.ts";

export const hapi: Framework = {
  name: "hapi",
  packages: ["@hapi/hapi", "hapi"],
  sort: "server",
  types: {
    server: {
      from: ["{@hapi/hapi,hapi}#{server,Server}()", "{@hapi/hapi,hapi}#new Server"],
      annotated: ["@hapi/hapi#Server"],
      named: ["server"],
    },
    request: { annotated: ["@hapi/hapi#Request"] },
    toolkit: { annotated: ["@hapi/hapi#ResponseToolkit"] },
    reply: {
      from: ["toolkit.{response,redirect}()"],
      annotated: ["@hapi/hapi#ResponseObject"],
      fluent: true,
    },
    "node-http/request": { from: ["request.raw.req"] },
    "node-http/response": { from: ["request.raw.res"] },
  },
  handlers: [
    { call: "server.route", key: "handler", params: ["request", "toolkit"], result: "answer" },
    { call: "server.ext", params: ["request", "toolkit"] },
    { annotated: "@hapi/hapi#Lifecycle.Method", params: ["request", "toolkit"], result: "answer" },
    {
      parameterNames: [
        ["req", "request", "_request"],
        ["h", "toolkit"],
      ],
      params: ["request", "toolkit"],
    },
  ],
  sources: [
    { read: "request.query", kind: "remote", what: "the query string", flat: true },
    { read: "request.params", kind: "remote", what: "a route parameter", text: true },
    { read: "request.payload", kind: "remote", what: "the request body" },
    { read: "request.headers", kind: "remote", what: "a request header", text: true },
    { read: "request.state", kind: "remote", what: "a cookie" },
    { read: "request.path", kind: "remote", what: "the requested path", form: "path", text: true },
    { read: "request.url", kind: "remote", what: "the requested address", form: "url" },
    { read: "request.url.searchParams", kind: "remote", what: "the query string", text: true },
    { read: "request.info.referrer", kind: "remote", what: "the referring page's address", text: true },
  ],
  contentTypes: [
    { call: "reply.type", arg: 0 },
    { call: "reply.header", arg: 1, if: { arg: 0, is: ["content-type"] } },
  ],
  views: [{ call: "toolkit.view", name: 0, data: 1, what: "h.view" }],
  sinks: [
    { call: "toolkit.redirect", arg: 0, kind: "redirect", what: "h.redirect" },
    { call: "reply.{redirect,location}", arg: 0, kind: "redirect", what: "h.response().redirect" },
    {
      call: "reply.header",
      arg: 1,
      if: { arg: 0, is: ["location"] },
      kind: "redirect",
      what: "the Location header",
    },
    {
      call: "toolkit.response",
      arg: 0,
      kind: "html",
      output: "response",
      defaultType: "html",
      what: "h.response",
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
