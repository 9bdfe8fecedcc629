import fastify from "fastify";
import express from "express";
import express4 from "express4";
import { Hono } from "hono";
import Koa from "koa";
import Router from "@koa/router";
import { H3, defineHandler } from "h3";
import { defineEventHandler } from "h3v1";
import type { NextRequest } from "next/server.js";
import type { NextApiRequest, NextApiResponse } from "next";
import type { Handle, RequestHandler } from "@sveltejs/kit";
import { sequence } from "@sveltejs/kit/hooks";
import { APP_GUARD } from "@nestjs/core";
import type { CanActivate, Provider } from "@nestjs/common";
import { initTRPC } from "@trpc/server";
import { createMiddleware } from "hono/factory";
import { z } from "zod";
import * as forExpress from "secure-patterns/express";
import * as forFastify from "secure-patterns/fastify";
import * as forFetch from "secure-patterns/fetch";
import * as forH3 from "secure-patterns/h3";
import * as forHono from "secure-patterns/hono";
import * as forKoa from "secure-patterns/koa";
import * as forNest from "secure-patterns/nest";
import * as forNext from "secure-patterns/next";
import * as forSvelteKit from "secure-patterns/sveltekit";
import * as forTrpc from "secure-patterns/trpc";
import { expect, expectTypeOf, it } from "vitest";

const options = { bucket: "login", limit: 10, window: "60s" } as const;

/** These functions are only type-checked: what they hold are the lines that users write. */
const written = {
  express() {
    const app = express();
    app.use(forExpress.rateLimit(options));
    app.post("/users/:id", forExpress.rateLimit(options), (request, response) => {
      expectTypeOf(request.params.id).toEqualTypeOf<string>();
      expectTypeOf(request.body).toBeAny();
      expectTypeOf(request.query).toEqualTypeOf<express.Request["query"]>();
      expectTypeOf(response.locals).toEqualTypeOf<express.Response["locals"]>();
      response.json(request.body.email);
    });
    app.route("/x").post(forExpress.rateLimit(options), (_request, response) => void response.end());
    express.Router().use("/admin", [forExpress.rateLimit(options)]);
    const middleware: express.RequestHandler = forExpress.rateLimit(options);
    return middleware;
  },
  express4() {
    const app = express4();
    app.post("/users/:id", forExpress.rateLimit(options), (request, response) => {
      expectTypeOf(request.params.id).toEqualTypeOf<string>();
      response.json(request.body.email);
    });
  },
  fastify() {
    const app = fastify();
    app.addHook("onRequest", forFastify.rateLimit(options));
    app.post<{ Body: { email: string } }>("/a", { preHandler: forFastify.rateLimit(options) }, (request) => {
      expectTypeOf(request.body.email).toEqualTypeOf<string>();
      return request.body.email;
    });
    app.route({ method: "POST", url: "/b", preHandler: [forFastify.rateLimit(options)], handler: () => 1 });
    return app.register(forFastify.rateLimitPlugin, options);
  },
  hono() {
    const app = new Hono<{ Variables: { user: string } }>();
    app.use("*", forHono.rateLimit(options));
    const own = createMiddleware<{ Variables: { own: number } }>(async (_context, next) => next());
    return app.post("/users/:id", forHono.rateLimit(options), own, (context) => {
      expectTypeOf(context.req.param("id")).toEqualTypeOf<string>();
      expectTypeOf(context.get("user")).toEqualTypeOf<string>();
      return context.json({ ok: true });
    });
  },
  koa() {
    const app = new Koa<{ user: string }>();
    app.use(forKoa.rateLimit(options));
    const router = new Router<{ user: string }>();
    router.post("/users/:id", forKoa.rateLimit(options), (context) => {
      expectTypeOf(context.params["id"]).toEqualTypeOf<string | undefined>();
      context.body = context.state.user;
    });
    return router;
  },
  h3() {
    const limit = forH3.rateLimit(options);
    const app = new H3();
    app.use(limit);
    app.use("/login", limit);
    app.post("/a", () => "ok", { middleware: [limit] });
    app.post("/b", defineHandler({ middleware: [limit], handler: () => "ok" }));
    return defineEventHandler({ onRequest: [limit], handler: () => "ok" });
  },
  next() {
    const limit = forNext.rateLimit({ ...options, clientIp: { trust: 1 } });
    const POST = limit(async (request: NextRequest, context: { params: Promise<{ id: string }> }) =>
      Response.json([request.nextUrl.href, (await context.params).id]),
    );
    const GET = limit(async (request) => new Response(request.url));
    const api = limit(async (request: NextApiRequest, response: NextApiResponse<{ id: string }>) => {
      response.json({ id: String(request.query["id"]) });
    });
    expectTypeOf(POST).returns.resolves.toExtend<Response>();
    expectTypeOf(GET).returns.resolves.toExtend<Response>();
    expectTypeOf(api).parameter(0).toEqualTypeOf<NextApiRequest>();
    return [POST, GET, api];
  },
  sveltekit() {
    const limit = forSvelteKit.rateLimit(options);
    const handle: Handle = limit;
    const both: Handle = sequence(limit, ({ event, resolve }) => resolve(event));
    const POST: RequestHandler = limit(async ({ request, params }) => {
      expectTypeOf(params).toExtend<Partial<Record<string, string>>>();
      return new Response(await request.text());
    });
    return [handle, both, POST];
  },
  nest() {
    const guard: CanActivate = forNest.rateLimit(options);
    const provider: Provider = { provide: APP_GUARD, useValue: guard };

    @forNest.RateLimit(options)
    class Login {
      @forNest.RateLimit(options)
      login(): string {
        return "ok";
      }
    }
    return [provider, Login];
  },
  trpc() {
    const t = initTRPC.context<{ req: Request; user: string }>().create();
    return t.procedure
      .use(forTrpc.rateLimit(options))
      .input(z.object({ email: z.string() }))
      .use(forTrpc.rateLimit<{ req: Request }>(options, { request: ({ req }) => req }))
      .mutation(({ ctx, input }) => {
        expectTypeOf(ctx.user).toEqualTypeOf<string>();
        expectTypeOf(input.email).toEqualTypeOf<string>();
        return input.email;
      });
  },
  fetch() {
    const limit = forFetch.rateLimit(options);
    const handler = limit((request) => new Response(request.url));
    const worker = {
      fetch: limit(
        (request: Request, env: { KEY: string }, _context: { waitUntil(work: Promise<unknown>): void }) =>
          Response.json([request.url, env.KEY]),
      ),
    };
    expectTypeOf(handler).returns.resolves.toExtend<Response>();
    expectTypeOf(worker.fetch).parameter(1).toEqualTypeOf<{ KEY: string }>();
    expectTypeOf(limit(new Request("http://site.test"))).resolves.toEqualTypeOf<Response | undefined>();
  },
};

it("type-checks what users write (by tsc: nothing to run)", () => {
  expect(Object.keys(written)).toHaveLength(11);
});
