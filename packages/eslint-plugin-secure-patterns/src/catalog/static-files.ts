import type { Framework } from "./types.ts";

/** What hands out every file of a folder to whoever asks. */
export const staticFiles: Framework = {
  name: "static-files",
  packages: [],
  sinks: [
    { call: "express#static", arg: 0, kind: "served-folder", constant: true, what: "express.static" },
    { call: "serve-static#", arg: 0, kind: "served-folder", constant: true, what: "serve-static" },
    { call: "serve-index#", arg: 0, kind: "served-folder", constant: true, what: "serve-index" },
    { call: "koa-static#", arg: 0, kind: "served-folder", constant: true, what: "koa-static" },
    {
      named: "\\.register$",
      arg: 1,
      at: ["root"],
      if: { arg: 0, from: "@fastify/static" },
      kind: "served-folder",
      constant: true,
      what: "@fastify/static",
    },
    {
      call: "@nestjs/serve-static#ServeStaticModule.forRoot",
      arg: "all",
      at: ["rootPath"],
      kind: "served-folder",
      constant: true,
      what: "ServeStaticModule",
    },
    {
      call: "{@hono/node-server/serve-static,hono/bun,hono/deno}#serveStatic",
      arg: 0,
      at: ["root"],
      kind: "served-folder",
      constant: true,
      what: "serveStatic",
    },
  ],
};
