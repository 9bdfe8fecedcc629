import { afterEach, describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";
import { writeProject, type FixtureProject } from "../../project/fixture-project.ts";

let project: FixtureProject | undefined;
afterEach(() => project?.dispose());

async function isReported(files: Readonly<Record<string, string>>): Promise<boolean> {
  const dependencies = {
    express: "*",
    "@nestjs/common": "*",
    "@nestjs/throttler": "*",
    "express-rate-limit": "*",
  };
  project = writeProject({ "package.json": { name: "app", dependencies }, ...files });
  const [language] = await languagesOf("file.ts");
  const rules = { "require-rate-limit": { confidence: "likely" } };
  const code = files["route.ts"]!;
  return lint({ code, filename: project.at("route.ts"), language: language!, rules }).length > 0;
}

const login = `app.post("/auth/login", async (req, res) => { res.json({ valid: await checkPassword(req.body) }); });`;
const express = (layer: string): Record<string, string> => ({
  "route.ts": `import express from "express"; import rateLimit from "express-rate-limit"; const app = express(); const strict = rateLimit({ max: 5 }); ${layer} ${login}`,
});
const nest = (
  members: string,
  provider = "{ provide: APP_GUARD, useClass: PathThrottlerGuard }",
): Record<string, string> => ({
  "route.ts": `import { Controller, Post } from "@nestjs/common"; @Controller("auth") export class AuthController { @Post("login") login(dto: LoginDto) { return this.users.checkPassword(dto); } }`,
  "path-throttler.guard.ts": `import { ThrottlerGuard } from "@nestjs/throttler"; const OPEN = ["/health", "/auth/login"]; @Injectable() export class PathThrottlerGuard extends ThrottlerGuard { private readonly paths = ["/auth/login"]; ${members} }`,
  "app.module.ts": `import { PathThrottlerGuard } from "./path-throttler.guard"; @Module({ providers: [${provider}] }) export class AppModule {}`,
});
const request = "const request = context.switchToHttp().getRequest();";

describe("a limit that lets some requests pass", () => {
  it.each([
    [
      "a guard that skips it",
      nest(`async shouldSkip(context) { ${request} return request.url.startsWith("/auth/login"); }`),
    ],
    [
      "a guard that skips all but others",
      nest(`async shouldSkip(context) { ${request} return !request.path.startsWith("/uploads"); }`),
    ],
    [
      "a guard with a list",
      nest(`async shouldSkip(context) { ${request} const { path } = request; return OPEN.includes(path); }`),
    ],
    [
      "a guard with a list of its own",
      nest(
        `async shouldSkip(context) { ${request} return this.paths.some((each) => request.url.startsWith(each)); }`,
      ),
    ],
    [
      "a guard that hands on",
      nest(
        `async canActivate(context) { ${request} if (!request.url.includes("/uploads")) return true; return super.canActivate(context); }`,
      ),
    ],
    [
      "a guard of another method",
      nest(
        `async canActivate(context) { ${request} if (request.method !== "GET") { return true; } return super.canActivate(context); }`,
      ),
    ],
    ["skip", express(`app.use(rateLimit({ max: 5, skip: (req) => req.path !== "/upload" }));`)],
    ["skip of a pattern", express(`app.use(rateLimit({ max: 5, skip: (req) => /login$/.test(req.path) }));`)],
    [
      "a middleware around it",
      express(
        `app.use((req, res, next) => { if (req.path !== "/upload") return next(); return strict(req, res, next); });`,
      ),
    ],
    [
      "a middleware for another method",
      express(
        `app.use((req, res, next) => { if (req.method === "POST") { next(); return; } strict(req, res, next); });`,
      ),
    ],
    [
      "one that names another route",
      express(
        `const limiter = require("express-limiter")(app, client); limiter({ path: "/upload", method: "post", total: 10 });`,
      ),
    ],
    [
      "one that names another method",
      express(
        `const limiter = require("express-limiter")(app, client); limiter({ path: "/auth/login", method: "get", total: 10 });`,
      ),
    ],
  ])("is none for what it skips: %s", async (_, files) => expect(await isReported(files)).toBe(true));

  it.each([
    [
      "a guard that skips another",
      nest(`async shouldSkip(context) { ${request} return request.url.startsWith("/uploads"); }`),
    ],
    [
      "a guard that skips all but it",
      nest(`async shouldSkip(context) { ${request} return !request.path.startsWith("/auth"); }`),
    ],
    [
      "a guard behind a prefix",
      nest(`async shouldSkip(context) { ${request} return request.path !== "/api/auth/login"; }`),
    ],
    [
      "a guard with a list of others",
      nest(`async shouldSkip(context) { ${request} return ["/health"].includes(request.path); }`),
    ],
    [
      "a guard that asks for a role",
      nest(`async shouldSkip(context) { ${request} return request.user?.isAdmin === true; }`),
    ],
    [
      "a guard that hands on others",
      nest(
        `async canActivate(context) { ${request} if (request.url.includes("/uploads")) return true; return super.canActivate(context); }`,
      ),
    ],
    ["skip", express(`app.use(rateLimit({ max: 5, skip: (req) => req.path === "/upload" }));`)],
    [
      "skip in tests",
      express(`app.use(rateLimit({ max: 5, skip: () => process.env.NODE_ENV === "test" }));`),
    ],
    [
      "a middleware around it",
      express(
        `app.use((req, res, next) => { if (req.path === "/upload") return next(); return strict(req, res, next); });`,
      ),
    ],
    [
      "a middleware that picks a limit",
      express(
        `app.use((req, res, next) => { if (req.path !== "/upload") return strict(req, res, next); next(); });`,
      ),
    ],
    [
      "one that names it",
      express(
        `const limiter = require("express-limiter")(app, client); limiter({ path: "/auth/login", method: "post", total: 10 });`,
      ),
    ],
    [
      "one that names all",
      express(
        `const limiter = require("express-limiter")(app, client); limiter({ path: "*", method: "all", total: 10 });`,
      ),
    ],
    [
      "one in a set-up of another file",
      {
        ...express(`require("./security")(app);`),
        "security.ts": `const limit = require("express-rate-limit"); module.exports = (app) => { app.use(limit({ max: 5 })); };`,
      },
    ],
    [
      "one in a set-up by name",
      {
        "route.ts": `import express from "express"; import * as security from "./security"; const app = express(); security.apply({ app }); ${login}`,
        "security.ts": `import limit from "express-rate-limit"; export function apply({ app }) { app.use(limit({ max: 5 })); }`,
      },
    ],
  ])("stays one for the others: %s", async (_, files) => expect(await isReported(files)).toBe(false));

  it("is none for what stands beside a handler that is told of the application", async () => {
    const other = `app.post("/mail", (req, res) => sendLimited(req, res, app)); function sendLimited(req, res, app) { if (tooMany(req.ip)) return res.sendStatus(429); send(app, req.body); }`;
    expect(await isReported(express(other))).toBe(true);
  });

  it("is none for what comes before a set-up", async () => {
    const code = `import express from "express"; const app = express(); ${login} require("./security")(app);`;
    const security = `const limit = require("express-rate-limit"); module.exports = (app) => { app.use(limit({ max: 5 })); };`;
    expect(await isReported({ "route.ts": code, "security.ts": security })).toBe(true);
  });
});
