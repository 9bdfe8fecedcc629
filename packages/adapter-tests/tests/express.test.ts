import connect from "connect";
import express from "express";
import express4 from "express4";
import { protect } from "secure-patterns/express";
import type { Protection } from "secure-patterns";
import { adapterContract, type RunningApp } from "./contract.ts";
import { listen } from "./listen.ts";
import { nodeStream } from "./streamed.ts";

function startExpress(create: typeof express, protection: Protection): Promise<RunningApp> {
  const app = create();
  const router = create.Router();
  router.use(create.json());
  router.get("/ok", protect(protection), (_request, response) => void response.send("ok"));
  router.options("/ok", protect(protection), (_request, response) => void response.status(204).end());
  router.post("/echo", protect(protection), (request, response) => void response.json(request.body));
  router.get("/unauthorized", protect(protection), (_request, response) => void response.sendStatus(401));
  router.get("/stream", protect(protection), (_request, response) => void nodeStream().pipe(response));
  router.get("/throw", protect(protection), () => {
    throw new Error("thrown by the handler");
  });
  app.use("/api", router);
  app.use(silence);
  return listen(app).then((running) => ({ ...running, url: `${running.url}/api` }));
}

/** Express prints errors outside tests; this is its error handling without the print. */
const silence: express.ErrorRequestHandler = (_error, _request, response, _next) =>
  void response.sendStatus(500);

adapterContract("Express 5", {
  start: (protection) => startExpress(express, protection),
  readsBody: true,
  knowsPeer: true,
});

adapterContract("Express 4", {
  start: (protection) => startExpress(express4 as unknown as typeof express, protection),
  readsBody: true,
  knowsPeer: true,
});

adapterContract("Connect", {
  start(protection) {
    const app = connect();
    app.use(express.json());
    app.use(protect(protection));
    app.use("/ok", (request, response) => {
      if (request.method === "OPTIONS") response.statusCode = 204;
      response.end(request.method === "OPTIONS" ? undefined : "ok");
    });
    app.use("/echo", (request, response) => {
      response.end(JSON.stringify((request as { body?: unknown }).body));
    });
    app.use("/unauthorized", (_request, response) => {
      response.statusCode = 401;
      response.end();
    });
    app.use("/stream", (_request, response) => void nodeStream().pipe(response));
    app.use("/throw", () => {
      throw new Error("thrown by the handler");
    });
    app.use(((
      _error: unknown,
      _request: unknown,
      response: { statusCode: number; end(): void },
      _next: unknown,
    ) => {
      response.statusCode = 500;
      response.end();
    }) as connect.ErrorHandleFunction);
    return listen(app);
  },
  readsBody: true,
  knowsPeer: true,
});
