import type { Framework } from "./types.ts";

export const express: Framework = {
  name: "express",
  packages: ["express", "router"],
  sort: "server",
  usual: true,
  types: {
    app: {
      // those of the same form
      from: ["express#()", "polka#()", "restify#createServer()"],
      annotated: ["express#{Express,Application}"],
      named: ["app", "server"],
      takesMountOff: true,
    },
    router: {
      from: [
        "express#Router()",
        "express#new Router",
        // Express's own, which is a package of its own too
        "router#()",
        "router#new default",
        "{app,router}.route()",
        "router.{get,post,put,patch,delete,all}()",
        "express-promise-router#()",
      ],
      annotated: ["express#{Router,IRouter}"],
      named: ["router"],
      takesMountOff: true,
    },
    request: {
      from: ["response.req"],
      annotated: ["{express,express-serve-static-core}#Request"],
      named: ["req"],
    },
    response: {
      from: [
        "response.{status,type,contentType,set,header,cookie,clearCookie,append,attachment,links,vary}()",
        "request.res",
      ],
      annotated: ["{express,express-serve-static-core}#Response"],
      named: ["res"],
    },
    parameter: {},
    // what a handler reads piece by piece itself
    "node-http/chunk": { from: ["request.(chunk)", "request.read()"] },
  },
  handlers: [
    {
      call: "{app,router}.{get,post,put,patch,delete,head,options,all,use}",
      params: ["request", "response", null],
    },
    // what takes four is called for errors
    { call: "{app,router}.use", takes: 4, params: [null, "request", "response", null] },
    { annotated: "express#{RequestHandler,Handler}", params: ["request", "response"] },
    { annotated: "express#ErrorRequestHandler", params: [null, "request", "response"] },
    { call: "request.{on,once,addListener}", if: { arg: 0, is: ["data"] }, params: ["node-http/chunk"] },
    { call: "{app,router}.param", params: ["request", "response", null, "parameter"] },
    {
      parameterNames: [
        ["req", "request", "_req"],
        ["res", "response", "_res"],
      ],
      params: ["request", "response"],
    },
    {
      parameterNames: [
        ["err", "error", "_err", "e"],
        ["req", "request", "_req"],
        ["res", "response"],
      ],
      params: [null, "request", "response"],
    },
  ],
  sources: [
    {
      read: "request.query",
      kind: "remote",
      what: "the query string",
      flatSince: { package: "express", major: 5 },
    },
    { read: "request.params", kind: "remote", what: "a route parameter", text: true },
    { read: "request.body", kind: "remote", what: "the request body", parsed: true },
    { read: "request.{cookies,signedCookies}", kind: "remote", what: "a cookie" },
    { read: "request.{headers,rawHeaders}", kind: "remote", what: "a request header", text: true },
    { read: "request.{get,header}()", kind: "remote", what: "a request header", text: true },
    { read: "request.param()", kind: "remote", what: "a request parameter" },
    {
      read: "request.{url,originalUrl,path}",
      kind: "remote",
      what: "the requested path",
      form: "path",
      text: true,
    },
    { read: "request.{hostname,host,subdomains}", kind: "remote", what: "the Host header", text: true },
    { read: "request.{file,files}", kind: "remote", what: "an uploaded file" },
    { read: "parameter", kind: "remote", what: "a route parameter", text: true },
  ],
  bodyParsers: [
    { call: "{express,body-parser}#urlencoded", flat: { option: "extended", is: "false" } },
    { call: "{express,body-parser}#json" },
    { call: "body-parser#" },
  ],
  queryParsers: [
    { call: "app.set", if: { arg: 0, is: ["query parser"] }, arg: 1, flat: ["simple", "false"] },
  ],
  contentTypes: [
    { call: "response.attachment", keeps: true },
    { call: "response.{type,contentType}", arg: 0 },
    { call: "response.{set,header,setHeader}", arg: 1, if: { arg: 0, is: ["content-type"] } },
    { call: "response.{set,header}", arg: 0, at: ["Content-Type"] },
    { call: "response.writeHead", arg: 1, at: ["Content-Type"] },
  ],
  views: [{ call: "response.render", name: 0, data: 1, what: "res.render" }],
  sinks: [
    {
      call: "response.send",
      arg: 0,
      kind: "html",
      output: "response",
      defaultType: "html",
      what: "res.send",
    },
    {
      call: "response.{write,end}",
      arg: 0,
      kind: "html",
      output: "response",
      defaultType: "untyped",
      what: "res.write",
    },
    { call: "response.redirect", arg: "last", kind: "redirect", what: "res.redirect" },
    { call: "response.location", arg: 0, kind: "redirect", what: "res.location" },
    {
      call: "response.{set,header,setHeader,append}",
      arg: 1,
      if: { arg: 0, is: ["location"] },
      kind: "redirect",
      what: "the Location header",
    },
    {
      call: "response.{set,header}",
      arg: 0,
      at: ["Location"],
      kind: "redirect",
      what: "the Location header",
    },
    {
      call: "response.writeHead",
      arg: "last",
      at: ["Location"],
      kind: "redirect",
      what: "the Location header",
    },
  ],
};
