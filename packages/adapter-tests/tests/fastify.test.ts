import fastify from "fastify";
import { protect } from "secure-patterns/fastify";
import { adapterContract } from "./contract.ts";
import { nodeStream } from "./streamed.ts";

for (const place of ["route", "app"] as const) {
  adapterContract(`Fastify, on the ${place}`, {
    async start(protection) {
      const app = fastify({ exposeHeadRoutes: true });
      const hook = protect(protection);
      if (place === "app") app.addHook("preHandler", hook);
      const options = place === "route" ? { preHandler: hook } : {};
      app.get("/ok", options, async () => "ok");
      app.options("/ok", options, (_request, reply) => reply.code(204).send());
      app.post("/echo", options, async (request) => request.body);
      app.get("/unauthorized", options, (_request, reply) => reply.code(401).send());
      app.get("/stream", options, (_request, reply) => reply.send(nodeStream()));
      app.get("/throw", options, async () => {
        throw new Error("thrown by the handler");
      });
      const url = await app.listen({ port: 0, host: "127.0.0.1" });
      return {
        url,
        close: async () => {
          app.server.closeAllConnections();
          await app.close();
        },
      };
    },
    readsBody: true,
    knowsPeer: true,
  });
}
