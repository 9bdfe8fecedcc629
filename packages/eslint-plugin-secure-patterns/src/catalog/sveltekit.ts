import type { Framework } from "./types.ts";

export const sveltekit: Framework = {
  name: "sveltekit",
  packages: ["@sveltejs/kit"],
  sort: "server",
  shows: { path: "\\+(?:page|layout|server)(?:\\.server)?\\.[jt]s$" },
  types: {
    event: {
      from: ["hook.event", "$app/server#getRequestEvent()"],
      annotated: ["@sveltejs/kit#{RequestEvent,ServerLoadEvent,LoadEvent}"],
    },
    hook: {},
    "fetch/request": { from: ["event.request"] },
    // the store is read by its name with a `$` in front
    page: { from: ["{$app/state,$app/stores}#page"] },
  },
  handlers: [
    {
      exported: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "fallback"],
      file: "\\+server\\.[jt]s$",
      params: ["event"],
    },
    { exported: ["load"], file: "\\+(?:page|layout)(?:\\.server)?\\.[jt]s$", params: ["event"] },
    { exported: ["actions"], file: "\\+page\\.server\\.[jt]s$", params: ["event"] },
    { exported: ["handle", "handleError"], file: "hooks(?:\\.server)?(?:/.+)?\\.[jt]s$", params: ["hook"] },
    { annotated: "@sveltejs/kit#{RequestHandler,ServerLoad,Load,Action}", params: ["event"] },
    { annotated: "@sveltejs/kit#{Handle,HandleServerError}", params: ["hook"] },
  ],
  sources: [
    { read: "event.url", kind: "remote", what: "the requested address", form: "url" },
    { read: "event.url.searchParams", kind: "remote", what: "the query string", text: true },
    { read: "event.url.search", kind: "remote", what: "the query string", before: "?", text: true },
    { read: "event.url.pathname", kind: "remote", what: "the requested path", form: "path", text: true },
    { read: "event.params", kind: "remote", what: "a route parameter", text: true },
    { read: "event.cookies.get()", kind: "remote", what: "a cookie", text: true },
    { read: "page.url", kind: "browser", what: "the page's address", form: "url" },
    { read: "page.url.searchParams", kind: "browser", what: "the page's query string", text: true },
    { read: "page.params", kind: "browser", what: "a route parameter", text: true },
  ],
  sinks: [
    { attribute: "@html", kind: "html", output: "markup", what: "{@html}" },
    { call: "@sveltejs/kit#redirect", arg: 1, kind: "redirect", what: "redirect" },
  ],
};
