import { bodyParser } from "@koa/bodyparser";
import Router from "@koa/router";
import { Body, Controller, HttpCode, Module, Post } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import express from "express";
import fastify from "fastify";
import Koa from "koa";
import "reflect-metadata";
import * as forExpress from "secure-patterns/express";
import * as forFastify from "secure-patterns/fastify";
import * as forKoa from "secure-patterns/koa";
import * as forNest from "secure-patterns/nest";
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import type { RunningApp } from "./contract.ts";
import { listen } from "./listen.ts";

const User = z.object({ email: z.email(), age: z.coerce.number().int() });
type User = z.infer<typeof User>;

const reasons: string[] = [];
const onDenied = ({ reason }: { reason: string }): void => void reasons.push(reason);

const apps: Record<string, () => Promise<RunningApp>> = {
  Express() {
    const app = express();
    app.use(express.json());
    app.post("/", forExpress.validate(User, { onDenied }), (request, response) => {
      expectTypeOf(request.body).toEqualTypeOf<User>();
      response.json(request.body);
    });
    return listen(app);
  },
  async Fastify() {
    const app = fastify();
    app.post("/", { preHandler: forFastify.validate(User, { onDenied }) }, async (request) => request.body);
    return { url: await app.listen({ port: 0, host: "127.0.0.1" }), close: () => app.close() };
  },
  Koa() {
    const router = new Router();
    router.post("/", forKoa.validate(User, { onDenied }), (context) => {
      context.body = context.request.body;
    });
    return listen(new Koa().use(bodyParser()).use(router.routes()).callback());
  },
  async NestJS() {
    @Controller()
    class Users {
      @Post()
      @HttpCode(200)
      create(@Body(forNest.validate(User, { onDenied })) user: User): User {
        return user;
      }
    }
    @Module({ controllers: [Users] })
    class AppModule {
      readonly name = "app";
    }
    const app = await NestFactory.create(AppModule, { logger: false });
    await app.listen(0, "127.0.0.1");
    return { url: await app.getUrl(), close: () => app.close() };
  },
};

describe.each(Object.entries(apps))("validate on %s", (_name, start) => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await start();
  });
  afterAll(() => app.close());
  beforeEach(() => void (reasons.length = 0));

  const post = (body: unknown): Promise<Response> =>
    fetch(app.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  it("hands on what the schema makes of the body", async () => {
    const response = await post({ email: "ada@example.com", age: "36", isAdmin: true });
    expect([response.status, await response.json()]).toEqual([200, { email: "ada@example.com", age: 36 }]);
    expect(reasons).toEqual([]);
  });

  it.each([{ email: { $ne: null }, age: 36 }, { email: "hostile-value@", age: 36 }, []])(
    "answers %j with 400, the fields, and none of the values",
    async (body) => {
      const response = await post(body);
      const text = await response.text();
      expect(response.status).toBe(400);
      expect(JSON.parse(text)).toMatchObject({ error: "Invalid input", fields: expect.any(Array) });
      expect(text).not.toMatch(/hostile-value|\$ne/);
      expect(reasons).toHaveLength(1);
    },
  );
});

it("hands errors of the schema itself to the framework", async () => {
  const broken = z.string().transform(() => {
    throw new Error("thrown by the schema");
  });
  const app = express();
  app.use(express.json({ strict: false }), forExpress.validate(broken));
  app.use(((error: Error, _request, response, _next) => {
    response.status(500).send(error.message);
  }) satisfies express.ErrorRequestHandler);
  const running = await listen(app);
  const headers = { "content-type": "application/json" };
  const response = await fetch(running.url, { method: "POST", headers, body: '"x"' });
  expect([response.status, await response.text()]).toEqual([500, "thrown by the schema"]);
  await running.close();
});
