import type { Framework } from "./types.ts";

export const elysia: Framework = {
  name: "elysia",
  packages: ["elysia"],
  sort: "server",
  types: {
    app: {
      from: [
        "elysia#new Elysia",
        "app.{get,post,put,patch,delete,options,head,all,use,derive,resolve,decorate,state,model,onError,onBeforeHandle}()",
      ],
      annotated: ["elysia#Elysia"],
    },
    context: { annotated: ["elysia#Context"] },
  },
  handlers: [
    { call: "app.{get,post,put,patch,delete,options,head,all,derive,resolve}", params: ["context"] },
  ],
  sources: [
    { read: "context.query", kind: "remote", what: "the query string", flat: true },
    { read: "context.params", kind: "remote", what: "a route parameter", flat: true },
    { read: "context.body", kind: "remote", what: "the request body" },
    { read: "context.headers", kind: "remote", what: "a request header", flat: true },
    { read: "context.cookie.*.value", kind: "remote", what: "a cookie" },
  ],
  sinks: [{ call: "context.redirect", arg: 0, kind: "redirect", what: "redirect" }],
};
