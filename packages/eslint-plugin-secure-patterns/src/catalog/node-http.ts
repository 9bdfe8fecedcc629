import type { Framework } from "./types.ts";

export const nodeHttp: Framework = {
  name: "node-http",
  packages: ["http", "https", "http2"],
  types: {
    chunk: { from: ["request.(chunk)", "request.read()"] },
    request: { annotated: ["{http,https}#IncomingMessage"], named: ["req"] },
    response: { from: ["response.{writeHead,setHeader}()"], annotated: ["{http,https}#ServerResponse"] },
    server: { from: ["{http,https,http2}#{createServer,createSecureServer}()", "{http,https}#new Server"] },
  },
  handlers: [
    { call: "{http,https,http2}#{createServer,createSecureServer}", params: ["request", "response"] },
    { call: "server.on", if: { arg: 0, is: ["request"] }, params: ["request", "response"] },
    { call: "request.{on,once,addListener}", if: { arg: 0, is: ["data"] }, params: ["chunk"] },
    {
      parameterNames: [
        ["req", "request"],
        ["res", "response"],
      ],
      params: ["request", "response"],
    },
  ],
  sources: [
    { read: "request.url", kind: "remote", what: "the requested path", form: "path", text: true },
    { read: "chunk", kind: "remote", what: "the request body", text: true },
    {
      read: "request.{headers,headersDistinct,rawHeaders,trailers}",
      kind: "remote",
      what: "a request header",
      text: true,
    },
  ],
  contentTypes: [
    { call: "response.setHeader", arg: 1, if: { arg: 0, is: ["content-type"] } },
    { call: "response.writeHead", arg: 1, at: ["Content-Type"] },
    { call: "response.writeHead", arg: 2, at: ["Content-Type"] },
  ],
  sinks: [
    {
      call: "response.{write,end}",
      arg: 0,
      kind: "html",
      output: "response",
      defaultType: "untyped",
      what: "res.write",
    },
    {
      call: "response.{setHeader,appendHeader}",
      arg: 1,
      if: { arg: 0, is: ["location"] },
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
