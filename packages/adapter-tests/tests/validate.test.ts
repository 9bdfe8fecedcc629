import { bodyParser } from "@koa/bodyparser";
import { Body, Controller, Module, Post } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import express from "express";
import express4 from "express4";
import Fastify from "fastify";
import { H3, toNodeHandler } from "h3";
import { Hono } from "hono";
import Koa from "koa";
import type { RequestListener } from "node:http";
import "reflect-metadata";
import { validate } from "secure-patterns/validate";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { RunningApp } from "./contract.ts";
import { listen, serveFetch } from "./listen.ts";

const schema = z.object({ email: z.email() });
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(handler: RequestListener): Promise<string> {
  return track(await listen(handler));
}

function track(app: RunningApp): string {
  closing.push(() => app.close());
  return app.url;
}

function startExpress(module: typeof express): () => Promise<string> {
  return () => {
    const app = module();
    // Otherwise the stack is printed.
    app.set("env", "test");
    app.use(module.json());
    app.post("/", (req, res) => void res.json(validate(schema, req.body)));
    return start(app);
  };
}

async function startKoa(): Promise<string> {
  const app = new Koa();
  app.silent = true;
  app.use(bodyParser());
  app.use((context) => {
    context.body = validate(schema, context.request.body);
  });
  return start(app.callback());
}

async function startFastify(): Promise<string> {
  const app = Fastify();
  app.post("/", (request) => validate(schema, request.body));
  closing.push(() => app.close());
  return app.listen({ port: 0, host: "127.0.0.1" });
}

class Users {
  create(body: unknown): unknown {
    return validate(schema, body);
  }
}
// Written out: decorators need no compiler this way.
Controller()(Users);
Post()(
  Users.prototype,
  "create",
  Object.getOwnPropertyDescriptor(Users.prototype, "create") as PropertyDescriptor,
);
Body()(Users.prototype, "create", 0);

async function startNest(): Promise<string> {
  class App {}
  Module({ controllers: [Users] })(App);
  const app = await NestFactory.create(App, { logger: false });
  await app.listen(0, "127.0.0.1");
  closing.push(() => app.close());
  return app.getUrl();
}

async function startHono(): Promise<string> {
  const app = new Hono();
  app.post("/", async (context) => context.json(validate(schema, await context.req.json())));
  return track(await serveFetch(async (request) => app.fetch(request)));
}

async function startH3(): Promise<string> {
  const app = new H3({ silent: true });
  app.post("/", async (event) => validate(schema, await event.req.json()));
  return start(toNodeHandler(app));
}

describe.each([
  ["Express 5", startExpress(express)],
  ["Express 4", startExpress(express4 as unknown as typeof express)],
  ["Koa", startKoa],
  ["Fastify", startFastify],
  ["Nest", startNest],
  ["Hono", startHono],
  ["h3", startH3],
])("a ValidationError that nobody catches, on %s", (_name, startApp) => {
  const post = (url: string, body: unknown): Promise<Response> =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  test("is answered with 400, and without the value", async () => {
    const url = await startApp();
    const refused = await post(url, { email: "hunter2-top-secret" });
    expect(refused.status).toBe(400);
    expect(await refused.text()).not.toContain("hunter2");
    const accepted = await post(url, { email: "ann@example.com", isAdmin: true });
    expect(accepted.ok).toBe(true);
    expect(await accepted.json()).toEqual({ email: "ann@example.com" });
  });
});
