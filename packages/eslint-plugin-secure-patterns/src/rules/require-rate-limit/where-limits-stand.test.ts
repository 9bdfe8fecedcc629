import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";
import { writeProject, type FixtureProject } from "../../project/fixture-project.ts";

let project: FixtureProject | undefined;
afterEach(() => project?.dispose());

const login = "async (req) => ({ valid: await checkPassword(req.body) })";
const limit = 'import { limiter } from "./limiter";';

/** Which of a project's files have an unlimited login, by what the rule reports in each. */
async function unlimited(files: Readonly<Record<string, string | object>>): Promise<string[]> {
  project = writeProject(files);
  const [language] = await languagesOf("file.ts");
  return Object.keys(files).filter((file) => {
    if (!/\.ts$/.test(file)) return false;
    const filename = project?.at(file) ?? file;
    const code = readFileSync(filename, "utf8");
    const rules = { "require-rate-limit": { confidence: "likely" } };
    return lint({ code, filename, language: language!, rules }).length > 0;
  });
}

/** The same project with the limit in front of the login, and in front of something else. */
describe.each([
  {
    framework: "Express, at the mount",
    dependencies: { express: "*" },
    "auth.ts": `import { Router } from "express"; export const auth = Router(); auth.post("/login", ${login});`,
    "app.ts": `import express from "express"; ${limit} import { auth } from "./auth"; const app = express(); app.use("WHERE", limiter); app.use("/auth", auth);`,
    here: "/auth",
    elsewhere: "/files",
    open: ["auth.ts"],
  },
  {
    framework: "Express, two routers deep",
    dependencies: { express: "*" },
    "auth.ts": `const express = require("express"); const auth = express.Router(); auth.post("/login", ${login}); module.exports = auth;`,
    "api.ts": `const express = require("express"); const api = express.Router(); api.use("WHERE", require("./limiter").limiter); api.use("/auth", require("./auth")); module.exports = api;`,
    "app.ts": `const express = require("express"); const app = express(); app.use("/api", require("./api")); app.listen(80);`,
    here: "/auth",
    elsewhere: "/files",
    open: ["auth.ts"],
  },
  {
    framework: "Nest, by a global guard",
    dependencies: { "@nestjs/common": "*" },
    "auth.controller.ts":
      'import { Controller, Post } from "@nestjs/common"; @Controller("auth") export class Auth { @Post("login") login(dto: Dto) { return this.service.checkPassword(dto); } }',
    "app.module.ts":
      'import { Module } from "@nestjs/common"; import { APP_GUARD } from "@nestjs/core"; import { ThrottlerGuard } from "@nestjs/throttler"; @Module({ providers: [{ provide: WHERE, useClass: ThrottlerGuard }] }) export class AppModule {}',
    here: "APP_GUARD",
    elsewhere: '"SPARE_GUARD"',
    open: ["auth.controller.ts"],
  },
  {
    framework: "Next, by the middleware's matcher",
    dependencies: { next: "*" },
    "app/api/auth/login/route.ts":
      "export async function POST(request: Request) { return Response.json({ valid: await checkPassword(await request.json()) }); }",
    "middleware.ts":
      'import { Ratelimit } from "@upstash/ratelimit"; const limits = new Ratelimit({}); export async function middleware(request) { await limits.limit(request.ip); } export const config = { matcher: ["WHERE"] };',
    here: "/api/auth/:path*",
    elsewhere: "/api/files/:path*",
    open: ["app/api/auth/login/route.ts"],
  },
  {
    framework: "Next, by what the middleware's matcher leaves out",
    dependencies: { next: "*" },
    "app/api/auth/login/route.ts":
      "export async function POST(request: Request) { return Response.json({ valid: await checkPassword(await request.json()) }); }",
    "middleware.ts":
      'import { Ratelimit } from "@upstash/ratelimit"; const limits = new Ratelimit({}); export async function middleware(request) { await limits.limit(request.ip); } export const config = { matcher: ["WHERE"] };',
    here: "/((?!_next/static|favicon.ico|.*\\\\.png$).*)",
    elsewhere: "/((?!api|_next/static|favicon.ico).*)",
    open: ["app/api/auth/login/route.ts"],
  },
  {
    framework: "next-connect, by the router of the file",
    dependencies: { next: "*", "next-connect": "*" },
    "pages/api/login.ts": `import nc from "next-connect"; ${limit.replace("./", "../../")} import { verify } from "./verify"; const handler = nc(); const other = nc(); WHERE.use(limiter); handler.post(passport.authenticate("local"), (req, res) => res.json({ user: req.user })); export default handler;`,
    "pages/api/users/index.ts": `import nc from "next-connect"; ${limit.replace("./", "../../../")} const handler = nc(); const other = nc(); WHERE.use(limiter); handler.get(async (req, res) => res.json([])); handler.post(async (req, res) => { if (await find(req.body.email)) return res.status(403).json({ error: "This email has been used" }); res.end(); }); export default handler;`,
    here: "handler",
    elsewhere: "other",
    open: ["pages/api/login.ts", "pages/api/users/index.ts"],
  },
  {
    framework: "Fastify, by encapsulation",
    dependencies: { fastify: "*" },
    "auth.ts": `export default async function auth(fastify) { fastify.post("/login", ${login}); }`,
    "app.ts":
      'import Fastify from "fastify"; import rateLimit from "@fastify/rate-limit"; import auth from "./auth"; const app = Fastify(); app.register(async (child) => { WHERE; child.register(auth); }); app.register(async (other) => { const one = other; one.register(rateLimit); });',
    here: "child.register(rateLimit)",
    elsewhere: "child.register(cors)",
    open: ["auth.ts"],
  },
  {
    framework: "Nest, by what a controller is left out of",
    dependencies: { "@nestjs/common": "*" },
    "auth.controller.ts":
      'import { Controller, Post } from "@nestjs/common"; import { SkipThrottle, Throttle } from "@nestjs/throttler"; @SkipThrottle() @Controller("auth") export class Auth { @WHERE({ default: { limit: 5 } }) @Post("login") login(dto: Dto) { return this.service.checkPassword(dto); } @SkipThrottle({ default: false }) @Post("sign-in") again(dto: Dto) { return this.service.checkPassword(dto); } }',
    "app.module.ts":
      'import { Module } from "@nestjs/common"; import { APP_GUARD } from "@nestjs/core"; import { ThrottlerGuard } from "@nestjs/throttler"; @Module({ providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }] }) export class AppModule {}',
    here: "Throttle",
    elsewhere: "HttpCode",
    open: ["auth.controller.ts"],
  },
  {
    framework: "Hono, by route()",
    dependencies: { hono: "*" },
    "auth.ts":
      'import { Hono } from "hono"; export const auth = new Hono(); auth.post("/login", async (c) => c.json({ valid: await checkPassword(await c.req.json()) }));',
    "app.ts": `import { Hono } from "hono"; ${limit} import { auth } from "./auth"; const app = new Hono(); app.use("WHERE", limiter); app.route("/auth", auth); export default app;`,
    here: "/auth/*",
    elsewhere: "/files/*",
    open: ["auth.ts"],
  },
  {
    framework: "Koa, by the router",
    dependencies: { koa: "*", "@koa/router": "*" },
    "auth.ts":
      'import Router from "@koa/router"; export const auth = new Router(); auth.post("/login", async (ctx) => { ctx.body = { valid: await checkPassword(ctx.request.body) }; });',
    "app.ts": `import Koa from "koa"; ${limit} import { auth } from "./auth"; const app = new Koa(); const other = new Koa(); WHERE.use(limiter); app.use(auth.routes()); app.listen(80);`,
    here: "app",
    elsewhere: "other",
    open: ["auth.ts"],
  },
  {
    framework: "tRPC, by the procedure",
    dependencies: { "@trpc/server": "*" },
    "auth.ts":
      'import { WHERE } from "./trpc"; export const auth = router({ login: WHERE.input(schema).mutation(async ({ input }) => ({ valid: await checkPassword(input) })) });',
    "trpc.ts":
      'import { initTRPC } from "@trpc/server"; import { rateLimiter } from "./limiter"; const t = initTRPC.create(); export const openProcedure = t.procedure; export const slowProcedure = t.procedure.use(rateLimiter);',
    here: "slowProcedure",
    elsewhere: "openProcedure",
    open: ["auth.ts"],
  },
  {
    framework: "GraphQL, by the set-up of the server",
    dependencies: { express: "*", "@apollo/server": "*" },
    "resolvers.ts":
      "export const resolvers = { Mutation: { login: async (_, args) => ({ valid: await checkPassword(args) }) } };",
    "config/express.ts": `${limit.replace("./", "../")} export default (app) => { app.use(helmet()); const api = Router(); WHERE.use(limiter); };`,
    here: "app",
    elsewhere: "api",
    open: ["resolvers.ts"],
  },
  {
    framework: "GraphQL, where its middleware is made",
    dependencies: { express: "*", "graphql-yoga": "*" },
    "resolvers.ts":
      "export const resolvers = { Mutation: { login: async (_, args) => ({ valid: await checkPassword(args) }) } };",
    "graphql/yoga.ts": `import { createYoga } from "graphql-yoga"; ${limit.replace("./", "../")} export const mount = (app) => { app.use(createYoga({}).graphqlEndpoint, WHERE, createYoga({})); };`,
    here: "limiter",
    elsewhere: "logger",
    open: ["resolvers.ts"],
  },
  {
    framework: "GraphQL, at its path",
    dependencies: { express: "*", "express-graphql": "*" },
    "resolvers.ts":
      "export const resolvers = { Mutation: { login: async (_, args) => ({ valid: await checkPassword(args) }) } };",
    "http/routes.ts": `import { graphqlHTTP } from "express-graphql"; ${limit.replace("./", "../")} import { app } from "./listen"; app.all("/graphql", graphqlHTTP({})); app.all("/WHERE", limiter, (req, res) => res.end());`,
    here: "graphql",
    elsewhere: "health",
    open: ["resolvers.ts"],
  },
  {
    framework: "GraphQL, by a plugin of its server",
    dependencies: { "graphql-yoga": "*", "@envelop/rate-limiter": "*" },
    "resolvers.ts":
      "export const resolvers = { Mutation: { login: async (_, args) => ({ valid: await checkPassword(args) }) } };",
    "graphql/yoga.ts": `import { createYoga } from "graphql-yoga"; import { useRateLimiter } from "@envelop/rate-limiter"; export const yoga = createYoga({ plugins: [WHERE] });`,
    here: "useRateLimiter({})",
    elsewhere: "useLogger({})",
    open: ["resolvers.ts"],
  },
  {
    framework: "GraphQL, by a directive of the schema",
    dependencies: { "@apollo/server": "*", "graphql-rate-limit-directive": "*" },
    "resolvers.ts":
      "export const resolvers = { Mutation: { login: async (_, args) => ({ valid: await checkPassword(args) }) } };",
    "schema.ts":
      "export const typeDefs = `type Mutation {\n WHERE(email: String!, password: String!): Token @rateLimit(limit: 5, duration: 60)\n logIn(email: String!): Token\n }`;",
    "server.ts":
      'import { rateLimitDirective } from "graphql-rate-limit-directive"; import { typeDefs } from "./schema"; const { rateLimitDirectiveTypeDefs, rateLimitDirectiveTransformer } = rateLimitDirective(); export const schema = rateLimitDirectiveTransformer(makeExecutableSchema({ typeDefs: [rateLimitDirectiveTypeDefs, typeDefs] }));',
    here: "login",
    elsewhere: "login(email: String!, password: String!): Token\n upload",
    open: ["resolvers.ts"],
  },
  {
    framework: "GraphQL, by a map of resolvers that another file puts together",
    dependencies: { "@apollo/server": "*", "graphql-rate-limit-directive": "*" },
    "mutations.ts":
      "export const mutations = { login: async (_, args) => ({ valid: await checkPassword(args) }) };",
    "resolvers.ts":
      'import { mutations } from "./mutations"; export const resolvers = { Mutation: mutations };',
    "schema.ts":
      "export const typeDefs = `type Mutation {\n WHERE(email: String!, password: String!): Token @rateLimit(limit: 5, duration: 60)\n logIn(email: String!): Token\n }`;",
    "server.ts":
      'import { rateLimitDirective } from "graphql-rate-limit-directive"; import { typeDefs } from "./schema"; const { rateLimitDirectiveTypeDefs, rateLimitDirectiveTransformer } = rateLimitDirective(); export const schema = rateLimitDirectiveTransformer(makeExecutableSchema({ typeDefs: [rateLimitDirectiveTypeDefs, typeDefs] }));',
    here: "login",
    elsewhere: "login(email: String!, password: String!): Token\n upload",
    open: ["mutations.ts"],
  },
  {
    framework: "GraphQL, around the resolver",
    dependencies: { "@apollo/server": "*", "graphql-rate-limit": "*" },
    "resolvers.ts":
      'import { limitLogins } from "./limits"; export const resolvers = { Mutation: { login: async (parent, args, context, info) => { const refusal = await WHERE({ parent, args, context, info }, { max: 5 }); if (refusal) throw new Error(refusal); return { valid: await checkPassword(args) }; } } };',
    "limits.ts":
      'import { getGraphQLRateLimiter } from "graphql-rate-limit"; export const limitLogins = getGraphQLRateLimiter({});',
    here: "limitLogins",
    elsewhere: "loadLogins",
    open: ["resolvers.ts"],
  },
  {
    framework: "Express, by the set-up of another file",
    dependencies: { express: "*" },
    "auth.ts": `import { Router } from "express"; const router = Router(); router.post("/login", ${login}); export default router;`,
    "loaders/http.ts": `${limit.replace("./", "../")} import fs from "fs"; export default async ({ app }) => { const files = Router(); WHERE.use(limiter); for (const each of fs.readdirSync("routes")) app.use((await import(each)).default); };`,
    here: "app",
    elsewhere: "files",
    open: ["auth.ts"],
  },
  {
    framework: "Express, by files that are loaded from the root",
    dependencies: { express: "*" },
    "server/routes.ts": `const express = require("express"); const { checkPassword } = appRequire("lib/passwords"); const { slowly } = require(path.join(__dirname, "WHERE")); const app = express(); app.post("/login", slowly, async (req, res) => res.json({ ok: await checkPassword(req.body) }));`,
    "server/limits.ts": 'const limit = require("express-rate-limit"); exports.slowly = limit({ max: 5 });',
    "server/others.ts": "exports.slowly = (req, res, next) => next();",
    "lib/passwords.ts": "exports.checkPassword = async (body) => compare(body.password);",
    here: "limits",
    elsewhere: "others",
    open: ["server/routes.ts"],
  },
  {
    framework: "SvelteKit, by its hooks",
    dependencies: { "@sveltejs/kit": "*" },
    "src/routes/login/+server.ts":
      "export async function POST({ request }) { return Response.json({ valid: await checkPassword(await request.json()) }); }",
    "src/WHERE.ts":
      'import { RateLimiter } from "sveltekit-rate-limiter/server"; const limits = new RateLimiter({}); export const handle = async ({ event, resolve }) => { if (await limits.isLimited(event)) return new Response("too many", { status: 429 }); return resolve(event); };',
    here: "hooks.server",
    elsewhere: "hooks.spare",
    open: ["src/routes/login/+server.ts"],
  },
])("$framework", ({ framework: _, dependencies, here, elsewhere, open, ...files }) => {
  const write = (where: string): Record<string, string | object> => ({
    "package.json": { name: "app", dependencies },
    ...Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path.replace("WHERE", where),
        text.replaceAll("WHERE", where),
      ]),
    ),
  });

  it("sees the limit", async () => expect(await unlimited(write(here))).toEqual([]));
  it("is not taken in by one that stands elsewhere", async () =>
    expect(await unlimited(write(elsewhere))).toEqual(open));
});

describe("a schema with directives", () => {
  const files = (key: string): Record<string, string | object> => ({
    "package.json": {
      name: "app",
      dependencies: { "@apollo/server": "*", "graphql-rate-limit-directive": "*" },
    },
    "resolvers.ts": `export const resolvers = { Mutation: { ${key}: async (_, args) => ({ valid: await checkPassword(args) }) } };`,
    "schema.ts": "export const typeDefs = `type Mutation {\n login(email: String!): Token\n }`;",
    "server.ts":
      'import { rateLimitDirective } from "graphql-rate-limit-directive"; import { typeDefs } from "./schema"; export const { rateLimitDirectiveTransformer } = rateLimitDirective();',
  });

  it("is asked for the names that it can declare", async () => {
    expect(await unlimited(files("login"))).toEqual(["resolvers.ts"]);
    expect(await unlimited(files('"login("'))).toEqual([]);
    expect(await unlimited(files("$login"))).toEqual([]);
  });
});

describe("the project's own limiter", () => {
  const app = `import express from "express"; const app = express(); app.post("/login", ${login});`;
  const limiter = 'import limit from "express-rate-limit"; export const authLimiter = limit({ max: 5 });';
  const other =
    'import express from "express"; import { authLimiter } from "./limits"; const app = express(); app.post("/forgot", authLimiter, forgot);';

  it.each([
    ["is named where other routes stand behind it", limiter, other, true],
    ["is not where nobody uses it", limiter, "export {};", false],
    [
      "is none where it limits nothing",
      "export const authLimiter = (req, res, next) => next();",
      other,
      false,
    ],
  ])("%s", async (_, limits, routes, isNamed) => {
    const files = { "app.ts": app, "limits.ts": limits, "other.ts": routes };
    project = writeProject({ "package.json": { name: "app", dependencies: { express: "*" } }, ...files });
    const [language] = await languagesOf("file.ts");
    const filename = project.at("app.ts");
    const [found] = lint({
      code: app,
      filename,
      language: language!,
      rules: { "require-rate-limit": { confidence: "likely" } },
    });
    expect(found?.message.includes("`authLimiter` in `limits.ts`, used at 1 other place")).toBe(isNamed);
    const own = found?.suggestions?.find(({ desc }) => desc.includes("authLimiter"));
    expect(own !== undefined).toBe(isNamed);
  });

  it("is no handler of another route", async () => {
    const files = {
      "app.ts": app,
      "limits.ts":
        "export const postCaptcha = (req, res, next) => (isHuman(req) ? next() : res.sendStatus(429));",
      "other.ts":
        'import express from "express"; import { postCaptcha } from "./limits"; const app = express(); app.post("/captcha", postCaptcha);',
    };
    project = writeProject({ "package.json": { name: "app", dependencies: { express: "*" } }, ...files });
    const [language] = await languagesOf("file.ts");
    const rules = { "require-rate-limit": { confidence: "likely" } };
    const [found] = lint({ code: app, filename: project.at("app.ts"), language: language!, rules });
    expect(found?.message).toContain("Put rateLimit(");
  });

  it("is named where other routes of the same file stand behind it, the one for the purpose first", async () => {
    const code = `import express from "express"; import { authLimiter, uploadLimiter } from "./limits"; const app = express(); app.post("/forgot", authLimiter, forgot); app.post("/login", ${login}); app.post("/files", uploadLimiter, upload);`;
    const files = {
      "app.ts": code,
      "limits.ts": `${limiter} export const uploadLimiter = limit({ max: 5 });`,
      "files.ts": 'import { uploadLimiter } from "./limits"; export const layers = [uploadLimiter];',
    };
    project = writeProject({ "package.json": { name: "app", dependencies: { express: "*" } }, ...files });
    const [language] = await languagesOf("file.ts");
    const rules = { "require-rate-limit": { confidence: "likely" } };
    const [found] = lint({ code, filename: project.at("app.ts"), language: language!, rules });
    expect(found?.message).toContain("`authLimiter` in `limits.ts`, used at 1 other place");
  });

  it("is one for another purpose only where there is no other", async () => {
    const code = `import express from "express"; const app = express(); app.post("/coupons/validate", async (req, res) => res.json({ valid: await isCoupon(req.body.code) }));`;
    const files = {
      "app.ts": code,
      "limits.ts": `${limiter} export const strictLimiter = limit({ max: 5 });`,
      "other.ts": 'import { authLimiter } from "./limits"; export const layers = [authLimiter];',
      "more.ts":
        'import { authLimiter, strictLimiter } from "./limits"; export const layers = [authLimiter, strictLimiter];',
    };
    project = writeProject({ "package.json": { name: "app", dependencies: { express: "*" } }, ...files });
    const [language] = await languagesOf("file.ts");
    const rules = { "require-rate-limit": { confidence: "likely" } };
    const [found] = lint({ code, filename: project.at("app.ts"), language: language!, rules });
    expect(found?.message).toContain("`strictLimiter` in `limits.ts`");
  });
});
