import fastify from "fastify";
import { protect, rateLimitPlugin } from "secure-patterns/fastify";
import { describe, expect, it } from "vitest";
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

declare module "fastify" {
  interface FastifyContextConfig {
    rateLimit?: import("secure-patterns/fastify").RateLimitOptions | false;
  }
}

describe("Fastify's plugin", () => {
  it("limits the routes that say so, HEAD and GET together", async () => {
    const app = fastify();
    await app.register(rateLimitPlugin);
    app.get(
      "/limited",
      { config: { rateLimit: { bucket: "limited", limit: 2, window: "60s" } } },
      async () => "ok",
    );
    app.get("/free", async () => "ok");
    const status = async (method: "GET" | "HEAD", url: string): Promise<number> =>
      (await app.inject({ method, url })).statusCode;
    expect([
      await status("GET", "/limited"),
      await status("HEAD", "/limited"),
      await status("GET", "/limited"),
    ]).toEqual([200, 200, 429]);
    for (let round = 0; round < 5; round++) expect(await status("GET", "/free")).toBe(200);
    await app.close();
  });

  it("limits every route together, except those with a limit of their own or none", async () => {
    const app = fastify();
    await app.register(rateLimitPlugin, { bucket: "all", limit: 2, window: "60s" });
    await app.register(async (scope) => {
      scope.get("/nested", async () => "ok");
    });
    app.get("/a", async () => "ok");
    app.get("/own", { config: { rateLimit: { bucket: "own", limit: 1 } } }, async () => "ok");
    app.get("/health", { config: { rateLimit: false } }, async () => "ok");
    const status = async (url: string): Promise<number> => (await app.inject(url)).statusCode;
    expect([
      await status("/a"),
      await status("/nested"),
      await status("/a"),
      await status("/nested"),
    ]).toEqual([200, 200, 429, 429]);
    expect([await status("/own"), await status("/own")]).toEqual([200, 429]);
    for (let round = 0; round < 5; round++) expect(await status("/health")).toBe(200);
    await app.close();
  });

  it("refuses bad options when the route is added", async () => {
    const app = fastify();
    await app.register(rateLimitPlugin);
    expect(() =>
      app.get("/", { config: { rateLimit: { bucket: "x", limit: 0 } } }, async () => "ok"),
    ).toThrow(/limit/);
    await app.close();
  });
});
