import type { Framework } from "./types.ts";

export const oak: Framework = {
  name: "oak",
  packages: ["@oak/oak", "oak"],
  sort: "server",
  types: {
    app: { from: ["{@oak/oak,oak}#new Application"] },
    router: {
      from: ["{@oak/oak,oak}#new Router", "router.{get,post,put,patch,delete,all,use}()"],
    },
    context: { annotated: ["{@oak/oak,oak}#{Context,RouterContext}"] },
  },
  handlers: [
    { call: "app.use", params: ["context"] },
    { call: "router.{get,post,put,patch,delete,all,use}", params: ["context"] },
  ],
  sources: [
    { read: "context.params", kind: "remote", what: "a route parameter", flat: true },
    { read: "context.request.url.searchParams.get()", kind: "remote", what: "the query string", text: true },
    { read: "context.request.body.{json,text,form}()", kind: "remote", what: "the request body" },
    { read: "context.request.headers.get()", kind: "remote", what: "a request header", text: true },
  ],
  sinks: [{ call: "context.response.redirect", arg: 0, kind: "redirect", what: "response.redirect" }],
};
