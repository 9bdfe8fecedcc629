import type { Framework } from "./types.ts";

/** Workers at the edge and in runtimes that serve a module's `fetch`: Cloudflare and its Pages Functions, Deno, Bun. */
export const workers: Framework = {
  name: "workers",
  packages: [],
  sort: "server",
  types: {
    event: {},
    context: { annotated: ["@cloudflare/workers-types#EventContext"] },
    bindings: { from: ["context.env", "hono/context.env"] },
    statement: { from: ["bindings.*.prepare()", "statement.bind()"] },
    "fetch/request": { from: ["event.request", "context.request"] },
  },
  handlers: [
    // `export default { async fetch(request, env) { … } }`
    { exported: ["fetch"], key: "fetch", file: "\\.[cm]?[jt]sx?$", params: ["fetch/request", "bindings"] },
    {
      call: "global#{addEventListener,self.addEventListener}",
      position: 1,
      if: { arg: 0, is: ["fetch"] },
      params: ["event"],
    },
    { call: "global#{Bun.serve,Deno.serve}", key: "fetch", params: ["fetch/request"] },
    { call: "global#Deno.serve", params: ["fetch/request"] },
    {
      exported: [
        "onRequest",
        "onRequestGet",
        "onRequestPost",
        "onRequestPut",
        "onRequestPatch",
        "onRequestDelete",
      ],
      file: "(?:^|/)functions/.+\\.[cm]?[jt]sx?$",
      params: ["context"],
    },
  ],
  sources: [
    { read: "context.params", kind: "remote", what: "a route parameter", text: true },
    { read: "bindings.*.get()", kind: "stored", what: "a stored value", for: ["html"] },
    {
      read: "statement.{first,raw}()",
      kind: "stored",
      what: "a record of the database",
      mixed: true,
      for: ["html"],
    },
    {
      read: "statement.{all,run}().results",
      kind: "stored",
      what: "a record of the database",
      mixed: true,
      for: ["html"],
    },
  ],
};
