import { createAdaptorServer } from "@hono/node-server";
import express from "express";
import { Hono } from "hono";
import type { Server } from "node:http";
import { csrf, firewall, type Protection } from "secure-patterns";
import * as forExpress from "secure-patterns/express";
import * as forHono from "secure-patterns/hono";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RunningApp } from "./contract.ts";
import { listen } from "./listen.ts";

const tokens = csrf({ secret: "0123456789abcdef0123456789abcdef-adapters" });
const session = "session-of-ada-5f2d";
let current: { firewall: Protection; csrf: Protection };
const guard: Protection = { checkRequest: (request) => current.firewall.checkRequest(request) };
const check: Protection = { checkRequest: (request) => current.csrf.checkRequest(request) };

/** A parsed body and a copied one: the two ways in which a form token reaches the check. */
const apps: [string, () => Promise<RunningApp>][] = [
  [
    "Express",
    () => {
      const app = express();
      app.use(forExpress.protect(guard), express.urlencoded({ extended: false }), forExpress.protect(check));
      app.post("/", (request, response) => void response.send(`saved ${request.body.name}`));
      return listen(app);
    },
  ],
  [
    "Hono",
    () => {
      const app = new Hono();
      app.use(forHono.protect(guard), forHono.protect(check));
      app.post("/", async (context) =>
        context.text(`saved ${String((await context.req.parseBody())["name"])}`),
      );
      return listen(createAdaptorServer({ fetch: app.fetch }) as Server);
    },
  ],
];

describe.each(apps)("CSRF check and firewall on %s", (_name, start) => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await start();
  });
  afterAll(() => app.close());
  beforeEach(() => {
    const fw = firewall({ events: { csrf: { limit: 3, window: "1h" } } });
    current = {
      firewall: fw.check,
      csrf: tokens.protect({
        session: (request) => /sid=([^;]+)/.exec(request.header("cookie") ?? "")?.[1],
        onDenied: fw.onDenied,
      }),
    };
  });

  const post = (fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(app.url, {
      method: "POST",
      body: new URLSearchParams({ name: "Ada", ...fields }),
      headers: { cookie: `sid=${session}`, ...headers },
    });

  it("takes the token from the form, and the handler reads the form", async () => {
    const response = await post({ _csrf: tokens.issue(session, "request") });
    expect([response.status, await response.text()]).toEqual([200, "saved Ada"]);
  });

  it("refuses without saying why, and blocks who goes on", async () => {
    const foreign = { "sec-fetch-site": "cross-site", origin: "https://evil.test" };
    for (const attempt of [post({}), post({ _csrf: "forged" }), post({}, foreign)]) {
      const response = await attempt;
      expect(response.status).toBe(403);
      expect(await response.text()).not.toMatch(/token|origin|evil/i);
    }
    expect((await post({ _csrf: tokens.issue(session, "request") })).status).toBe(403);
  });
});
