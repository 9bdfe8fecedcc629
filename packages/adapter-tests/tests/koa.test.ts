import { bodyParser } from "@koa/bodyparser";
import Router from "@koa/router";
import Koa from "koa";
import { protect } from "secure-patterns/koa";
import { adapterContract } from "./contract.ts";
import { listen } from "./listen.ts";
import { nodeStream } from "./streamed.ts";

adapterContract("Koa", {
  start(protection) {
    const app = new Koa();
    app.silent = true;
    app.use(bodyParser());
    const router = new Router();
    const limit = protect(protection);
    router.get("/ok", limit, (context) => void (context.body = "ok"));
    router.options("/ok", limit, (context) => void (context.status = 204));
    router.post("/echo", limit, (context) => void (context.body = context.request.body));
    router.get("/unauthorized", limit, (context) => void (context.status = 401));
    router.get("/stream", limit, (context) => void (context.body = nodeStream()));
    router.get("/throw", limit, () => {
      throw new Error("thrown by the handler");
    });
    app.use(router.routes());
    return listen(app.callback());
  },
  readsBody: true,
  knowsPeer: true,
});
