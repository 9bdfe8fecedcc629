import { H3, toNodeHandler } from "h3";
import {
  createApp,
  createRouter,
  defineEventHandler,
  readBody,
  sendStream,
  setResponseStatus,
  toNodeListener,
} from "h3v1";
import { protect } from "secure-patterns/h3";
import { adapterContract } from "./contract.ts";
import { listen } from "./listen.ts";
import { nodeStream, streamedBody } from "./streamed.ts";

adapterContract("h3 version 2", {
  start(protection) {
    const app = new H3({ silent: true });
    app.use(protect(protection));
    app.get("/ok", () => "ok");
    app.head("/ok", () => "");
    app.options("/ok", (event) => {
      event.res.status = 204;
      return "";
    });
    app.post("/echo", (event) => event.req.json());
    app.get("/unauthorized", () => new Response(null, { status: 401 }));
    app.get("/stream", () => streamedBody());
    app.get("/throw", () => {
      throw new Error("thrown by the handler");
    });
    return listen(toNodeHandler(app));
  },
  readsBody: true,
  knowsPeer: true,
});

for (const place of ["app", "handler"] as const) {
  adapterContract(`h3 version 1 (Nitro 2, Nuxt), on the ${place}`, {
    start(protection) {
      const app = createApp({ onError: (error) => void (error.unhandled = false) });
      const router = createRouter();
      const limit = protect(protection);
      if (place === "app") app.use(limit);
      const onRequest = place === "handler" ? [limit] : [];
      const route = (
        handler: Parameters<typeof defineEventHandler>[0],
      ): ReturnType<typeof defineEventHandler> =>
        defineEventHandler({ onRequest, handler: handler as () => unknown });
      router.get(
        "/ok",
        route(() => "ok"),
      );
      router.head(
        "/ok",
        route(() => ""),
      );
      router.options(
        "/ok",
        route((event) => setResponseStatus(event, 204) ?? ""),
      );
      router.post(
        "/echo",
        route((event) => readBody(event)),
      );
      router.get(
        "/unauthorized",
        route((event) => setResponseStatus(event, 401) ?? "no"),
      );
      router.get(
        "/stream",
        route((event) => sendStream(event, nodeStream())),
      );
      router.get(
        "/throw",
        route(() => {
          throw new Error("thrown by the handler");
        }),
      );
      app.use(router);
      return listen(toNodeListener(app));
    },
    readsBody: false,
    knowsPeer: true,
  });
}
