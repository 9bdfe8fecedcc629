import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import type { Server } from "node:http";
import { protect } from "secure-patterns/hono";
import { adapterContract } from "./contract.ts";
import { listen } from "./listen.ts";
import { streamedBody } from "./streamed.ts";

adapterContract("Hono", {
  start(protection) {
    const app = new Hono();
    app.use(protect(protection));
    app.get("/ok", (context) => context.text("ok"));
    app.options("/ok", (context) => context.body(null, 204));
    app.post("/echo", async (context) => context.json(await context.req.json()));
    app.get("/unauthorized", (context) => context.text("who are you?", 401));
    app.get("/stream", (context) => context.body(streamedBody()));
    app.get("/throw", () => {
      throw new Error("thrown by the handler");
    });
    app.onError((_error, context) => context.text("error", 500));
    return listen(createAdaptorServer({ fetch: app.fetch }) as Server);
  },
  readsBody: true,
  knowsPeer: true,
});
