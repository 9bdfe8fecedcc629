import { TYPED_INPUT, type Framework } from "./types.ts";

export const astro: Framework = {
  name: "astro",
  packages: ["astro"],
  sort: "server",
  types: {
    context: { from: ["global#Astro"], annotated: ["astro#APIContext"] },
    "fetch/request": { from: ["context.request"] },
    input: {},
  },
  handlers: [
    {
      exported: ["GET", "POST", "PUT", "PATCH", "DELETE", "ALL"],
      file: "(?:^|/)pages/.+\\.[cm]?[jt]s$",
      params: ["context"],
    },
    { exported: ["onRequest"], file: "(?:^|/)middleware(?:/.+)?\\.[cm]?[jt]s$", params: ["context"] },
    { call: "astro:middleware#defineMiddleware", params: ["context"] },
    { call: "astro:actions#defineAction", key: "handler", params: ["input", "context"] },
    { annotated: "astro#{APIRoute,MiddlewareHandler}", params: ["context"] },
  ],
  sources: [
    { read: "context.url", kind: "remote", what: "the requested address", form: "url" },
    { read: "context.url.searchParams", kind: "remote", what: "the query string", text: true },
    { read: "context.url.pathname", kind: "remote", what: "the requested path", form: "path", text: true },
    { read: "context.params", kind: "remote", what: "a route parameter", text: true },
    { read: "context.cookies.get()", kind: "remote", what: "a cookie", text: true },
    { read: "input", kind: "remote", what: "an action's input", for: TYPED_INPUT },
  ],
  sinks: [
    { attribute: "set:html", kind: "html", output: "markup", what: "set:html" },
    { call: "context.redirect", arg: 0, kind: "redirect", what: "Astro.redirect" },
  ],
};
