import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";
import { writeProject, type FixtureProject } from "../../project/fixture-project.ts";

let project: FixtureProject | undefined;
afterEach(() => project?.dispose());

/** What the rule says of the file that sets the session up. */
async function messagesOf(
  app: string,
  confidence: "likely" | "proven",
  files: Readonly<Record<string, string>>,
): Promise<string[]> {
  const dependencies = { express: "*", "@nestjs/common": "*" };
  project = writeProject({ "package.json": { name: "app", dependencies }, "app.ts": app, ...files });
  const [language] = await languagesOf("file.ts");
  const filename = project.at("app.ts");
  const rules = { "require-csrf-protection": { confidence } };
  return lint({ code: readFileSync(filename, "utf8"), filename, language: language!, rules }).map(
    ({ message }) => message,
  );
}

const orders =
  'import { Router } from "express"; export const orders = Router(); orders.post("/orders", (req, res) => save(req.session.userId, req.body));';
const forms = (use: string): string =>
  `import csurf from "csurf"; import { Router } from "express"; export const forms = Router(); const csrfProtection = csurf({ cookie: true }); ${use}`;

describe("a session whose routes are in other files", () => {
  const app =
    'import express from "express"; import session from "express-session"; import { orders } from "./orders"; import { forms } from "./forms"; const app = express(); app.use(session({ secret })); app.use(forms); app.use(orders);';
  const files = (use: string): Record<string, string> => ({ "orders.ts": orders, "forms.ts": forms(use) });

  const single = 'forms.get("/form", csrfProtection, (req, res) => res.render("form"));';
  it.each([single, single.replaceAll("csrfProtection", "csurfMiddleware")])(
    "is believed alone where the check stands before single routes of another file: %s",
    async (use) => {
      const named = { ...files(use) };
      named["forms.ts"] = named["forms.ts"]!.replaceAll(
        "csrfProtection",
        /csurfMiddleware/.test(use) ? "csurfMiddleware" : "csrfProtection",
      );
      expect(await messagesOf(app, "proven", named)).toEqual([expect.not.stringContaining("Likely")]);
    },
  );

  it("may be believed alone where no file both changes something and reads the session", async () => {
    const apart = {
      ...files(single),
      "orders.ts":
        'import { Router } from "express"; export const orders = Router(); orders.post("/orders", (req, res) => save(req.body));',
      "user.ts":
        'import { Router } from "express"; export const user = Router(); user.get("/me", (req, res) => res.json(req.session.userId));',
    };
    expect(await messagesOf(app, "likely", apart)).toEqual([expect.stringContaining("Likely")]);
    project?.dispose();
    expect(await messagesOf(app, "proven", apart)).toEqual([]);
  });

  it.each([
    'forms.use(csrfProtection); forms.get("/form", csrfProtection, (req, res) => res.render("form"));',
    'forms.get("/form", csrfProtection, (req, res) => res.render("form")); export { csrfProtection as guard };',
  ])("is not where the check may stand before all: %s", async (use) => {
    expect(await messagesOf(app, "likely", files(use))).toEqual([]);
  });
});

it.each([
  ["routes/orders.js", 1],
  ["routes/login.js", 0],
])("does not count who only signs in: %s", async (name, findings) => {
  const app = `import express from "express"; import session from "express-session"; const app = express(); app.use(session({ secret })); app.use("/x", require("./${name}"));`;
  const router =
    'const router = require("express").Router(); router.post("/", (req, res) => { save(req.session.userId); }); router.post("/register", (req, res) => res.end()); module.exports = router;';
  expect(await messagesOf(app, "likely", { [name]: router })).toHaveLength(findings);
});

describe("a session in front of routes of other files", () => {
  const app =
    'import express from "express"; import session from "express-session"; import passport from "passport"; import { orders } from "./orders"; const app = express(); app.use(express.urlencoded()); app.use(session({ secret })); app.use(passport.session()); app.use(orders);';
  const json = app.replace("express.urlencoded()", "express.json()");
  const routes = (code: string): string =>
    `import { Router } from "express"; export const orders = Router(); ${code}`;
  const cors = (answer: string): string =>
    `import cors from "cors"; export const layer = cors({ origin: (origin, callback) => { if (list.includes(origin)) callback(null, true); else ${answer}; }, credentials: true });`;

  it.each([
    ["that ask for the user", app, 'orders.post("/orders", (req, res) => save(req.user, req.body));', {}, 1],
    [
      "that hand the session on",
      app,
      'orders.post("/orders", (req, res) => save(userOf(req.session), req.body));',
      {},
      1,
    ],
    [
      "that only sign somebody in",
      app,
      'orders.post("/orders", (req, res) => { req.session.user = find(req.body); });',
      {},
      0,
    ],
    [
      "whose users say who they are with each request",
      app,
      'orders.post("/orders", passport.authenticate("jwt", { session: false }), (req, res) => save(req.user, req.body));',
      {},
      0,
    ],
    [
      "that only end the session",
      app,
      'orders.get("/", (req, res) => res.json(req.user)); orders.post("/logout", leave);',
      {},
      0,
    ],
    [
      "by constants",
      app,
      "const router = orders; router.post(PATHS.ORDERS, (req, res) => save(req.user, req.body));",
      {},
      1,
    ],
    [
      "by constants, to sign in",
      app,
      "orders.get(PATHS.ME, (req, res) => res.json(req.user)); orders.post(PATHS.LOG_IN, enter);",
      {},
      0,
    ],
    [
      "by their path first",
      app,
      'orders.route("/orders").get(show).post((req, res) => save(req.user, req.body));',
      {},
      1,
    ],
    ["that read JSON", json, 'orders.post("/orders", (req, res) => save(req.user, req.body));', {}, 0],
    [
      "that read JSON, or nothing",
      json,
      'orders.post("/orders/:id/cancel", (req, res) => cancel(req.user, req.params.id));',
      {},
      1,
    ],
    [
      "behind a refusal of other origins",
      app,
      'orders.post("/orders", (req, res) => save(req.user, req.body));',
      { "cors.ts": cors('callback(new Error("Not allowed"))') },
      0,
    ],
    [
      "behind headers for some origins",
      app,
      'orders.post("/orders", (req, res) => save(req.user, req.body));',
      { "cors.ts": cors("callback(null, false)") },
      1,
    ],
  ])("%s", async (_name, main, code, files, count) =>
    expect(await messagesOf(main, "likely", { "orders.ts": routes(code), ...files })).toHaveLength(count),
  );

  it.each([
    ["Fastify, which reads JSON", "", 0],
    ["Fastify with a parser of forms", 'import formbody from "@fastify/formbody"; ', 1],
  ])("of %s, in a plugin", async (_name, forms, count) => {
    const plugin = `import fp from "fastify-plugin"; import session from "@fastify/session"; ${forms}export default fp(async (app) => { app.register(session, { secret }); });`;
    const orders =
      'export default async (fastify) => { fastify.post("/orders", async (req) => save(req.session.user, req.body)); };';
    expect(await messagesOf(plugin, "likely", { "routes/orders.ts": orders })).toHaveLength(count);
  });

  it.each([
    ["the origin", "if (req.headers.origin !== site) return res.sendStatus(403); next();", 0],
    [
      "the origin, by a method",
      'if (!sites.has(req.get("origin"))) return res.status(403).end(); next();',
      0,
    ],
    ["a header that forms cannot send", "if (!req.xhr) return res.sendStatus(403); next();", 0],
    ["nothing", 'res.setHeader("Access-Control-Allow-Origin", req.headers.origin); next();', 1],
  ])("behind a layer that asks for %s", async (_name, body, count) => {
    const files = {
      "orders.ts": routes('orders.post("/orders", (req, res) => save(req.user, req.body));'),
      "middleware/gate.ts": `export const gate = (req, res, next) => { ${body} };`,
    };
    expect(await messagesOf(app, "likely", files)).toHaveLength(count);
  });

  it.each([
    ["/register/cancel", 0],
    ["/users/login/forgot", 0],
    ["/mail-verification", 0],
    ["/send-confirmation", 0],
    ["/forget-password", 0],
    ["/auth", 0],
    ["/auth/change-password", 1],
    ["/orders/confirm", 1],
    ["/logins/3", 1],
  ])("at %s", async (path, count) => {
    const code = `orders.get("/me", (req, res) => res.json(req.user)); orders.post("${path}", (req, res) => send(req.body));`;
    expect(await messagesOf(app, "likely", { "orders.ts": routes(code) })).toHaveLength(count);
  });

  it.each([
    ["login", 0],
    ["orders", 1],
  ])("of a controller: %s", async (path, count) => {
    const main = app.replace('"./orders"', '"./orders.controller"');
    const controller = `import { Controller, Post } from "@nestjs/common"; @Controller() export class Orders { @Post("${path}") add(@Req() req) { return this.service.add(req.user); } }`;
    expect(await messagesOf(main, "likely", { "orders.controller.ts": controller })).toHaveLength(count);
  });
});

describe("a session that handlers open themselves", () => {
  const open = (cookie: string): string =>
    `import { useSession } from "h3"; export const useAuth = (event) => useSession(event, { password: secret${cookie} });`;
  const order =
    "export default defineEventHandler(async (event) => save((await useAuth(event)).data.userId));";

  it.each([
    ["", "server/api/orders/index.post.ts", {}, 1],
    [', cookie: { sameSite: "strict" }', "server/api/orders/index.post.ts", {}, 0],
    ["", "server/api/login.post.ts", {}, 0],
    ["", "server/api/orders/index.get.ts", {}, 0],
    ["", "server/api/orders/index.post.ts", { "server/middleware/csrf.ts": "export {};" }, 0],
  ])("is believed alone%s, %s", async (cookie, name, files, findings) =>
    expect(await messagesOf(open(cookie), "likely", { [name]: order, ...files })).toHaveLength(findings),
  );
});

describe("servers of operations that read forms themselves", () => {
  const app = (imports: string, use: string): string =>
    `import express from "express"; import session from "express-session"; ${imports} const app = express(); app.use(express.json()); app.use(session({ secret })); ${use}`;
  const resolvers = {
    "schema.ts": "export const resolvers = { me: (_, __, { req }) => find(req.session.userId) };",
  };

  it.each([
    ['import { createYoga } from "graphql-yoga";', "app.use(createYoga({ schema }));", 1],
    [
      'import { createYoga } from "graphql-yoga"; import { useCSRFPrevention } from "@graphql-yoga/plugin-csrf-prevention";',
      "app.use(createYoga({ schema, plugins: [useCSRFPrevention()] }));",
      0,
    ],
    ['import { ApolloServer } from "@apollo/server";', "app.use(serve(new ApolloServer({ schema })));", 0],
  ])("%s", async (imports, use, count) =>
    expect(await messagesOf(app(imports, use), "likely", resolvers)).toHaveLength(count),
  );
});

it.each([
  ['cookie: { cookieName: "token" }', 1],
  ["sign: { expiresIn: 60 }", 0],
])("looks beyond the sign-in that stands beside the session: %s", async (options, count) => {
  const app = `import Fastify from "fastify"; import cookie from "@fastify/cookie"; import formbody from "@fastify/formbody"; import jwt from "@fastify/jwt"; import { orders } from "./orders"; const app = Fastify(); app.register(formbody); app.register(cookie); app.register(jwt, { secret, ${options} }); app.register(orders); app.post("/login", async (request, reply) => reply.setCookie("token", sign(request.body)));`;
  const orders =
    'export async function orders(app) { app.addHook("onRequest", (request) => request.jwtVerify()); app.post("/orders", async (request) => save(request.user, request.body)); }';
  expect(await messagesOf(app, "likely", { "routes/orders.ts": orders })).toHaveLength(count);
});

describe("a token in a cookie", () => {
  const app =
    'import { NestFactory } from "@nestjs/core"; import * as cookieParser from "cookie-parser"; const app = await NestFactory.create(AppModule); app.use(cookieParser()); await app.listen(80);';
  const controller = (set: string): string =>
    `import { Controller, Post, Put } from "@nestjs/common"; @Controller("users") export class UsersController { @Put("name") rename(dto: Dto) { return this.service.rename(dto); } @Post("login") login(dto: Dto, res: Response) { ${set} } }`;
  const strategy = (from: string): string =>
    `import { ExtractJwt } from "passport-jwt"; export const options = { jwtFromRequest: ExtractJwt.fromExtractors([(req) => ${from}]) };`;
  const set = 'res.cookie("Authentication", token, { httpOnly: true });';

  it.each([set, 'res.cookie("Authentication", token, { sameSite: isProduction ? "none" : "lax" });'])(
    "is all that is asked for: %s",
    async (given) => {
      const files = {
        "users.controller.ts": controller(given),
        "strategy.ts": strategy("req?.cookies?.Authentication"),
      };
      expect(await messagesOf(app, "likely", files)).toEqual([expect.stringContaining("Likely")]);
    },
  );

  it("is it by the name of a session too", async () => {
    const files = {
      "users.controller.ts": controller(set),
      "strategy.ts": strategy("req.cookies.session_id"),
    };
    expect(await messagesOf(app, "likely", files)).toHaveLength(1);
  });

  it.each([
    ["urlencoded", "", 1],
    ["json", "", 0],
    ["urlencoded", ", csrfPrevention: true", 0],
  ])("says who asks for an operation: %s%s", async (parser, options, count) => {
    const main = `import express from "express"; import cookieParser from "cookie-parser"; import { ApolloServer } from "apollo-server-express"; const app = express(); app.use(express.${parser}()); app.use(cookieParser()); new ApolloServer({ context: ({ req }) => ({ user: verify(req.cookies.token) })${options} }).applyMiddleware({ app });`;
    expect(await messagesOf(main, "likely", {})).toHaveLength(count);
  });

  it.each([
    [set, 'req.headers["x-token"]'],
    [set, 'req.cookies["refreshToken"]'],
    ['res.cookie("Authentication", token, { sameSite: "strict" });', "req.cookies.Authentication"],
  ])("is not: %s, %s", async (given, from) => {
    const files = { "users.controller.ts": controller(given), "strategy.ts": strategy(from) };
    expect(await messagesOf(app, "likely", files)).toEqual([]);
  });
});

describe("a cookie that handlers read themselves", () => {
  /** Which of these files are reported. */
  async function reported(dependency: string, files: Readonly<Record<string, string>>): Promise<string[]> {
    project = writeProject({
      "package.json": { name: "app", dependencies: { [dependency]: "*" } },
      ...files,
    });
    const [language] = await languagesOf("file.ts");
    const rules = { "require-csrf-protection": { confidence: "likely" } };
    return Object.entries(files).flatMap(([name, code]) =>
      lint({ code, filename: project!.at(name), language: language!, rules }).map(() => name),
    );
  }
  const koa = (options: string, route: string): Record<string, string> => ({
    "lib/auth-middleware.ts":
      'export const known = (ctx, next) => { ctx.state.user = verify(ctx.cookies.get("access_token")); return next(); };',
    "routes/users.ts": `import Router from "koa-router"; export const users = new Router(); users.post("/login", (ctx) => { ctx.cookies.set("access_token", sign(), { httpOnly: true${options} }); }); ${route}`,
  });
  const change = 'users.post("/name", (ctx) => save(ctx.state.user, ctx.request.body));';
  const next = (path: string, method: string): Record<string, string> => ({
    "app/login/route.ts":
      'import { cookies } from "next/headers"; export async function POST() { (await cookies()).set("session", sign(), { httpOnly: true }); }',
    [path]: `import { cookies } from "next/headers"; export async function ${method}(request) { const session = (await cookies()).get("session"); return save(session, await request.json()); }`,
  });

  const pages = (options: string, method: string): Record<string, string> => ({
    "pages/api/login.ts": `import { serialize } from "cookie"; export default (req, res) => res.setHeader("Set-Cookie", serialize("token", sign(), { httpOnly: true${options} }));`,
    "pages/api/orders.ts": `export default (req, res) => { if (req.method !== "${method}") return res.status(405).end(); save(verify(req.cookies.token), req.body); };`,
  });
  const nuxt = (options: string, name: string): Record<string, string> => ({
    "server/api/login.post.ts": `export default defineEventHandler((event) => setCookie(event, "session", sign(), { httpOnly: true${options} }));`,
    "server/middleware/auth.ts":
      'export default defineEventHandler((event) => { event.context.user = find(getCookie(event, "session")); });',
    [`server/api/${name}.ts`]:
      "export default defineEventHandler(async (event) => save(event.context.user.id, await readBody(event)));",
  });
  const remix = (options: string, name: string): Record<string, string> => ({
    "app/session.server.ts": `import { createCookieSessionStorage } from "@remix-run/node"; export const storage = createCookieSessionStorage({ cookie: { name: "s", httpOnly: true${options} } });`,
    "app/routes/orders.tsx": `export async function ${name}({ request }) { return save(await requireUserId(request), await request.formData()); }`,
  });
  const sealed = (options: string): Record<string, string> => ({
    "lib/session.ts": `import { getIronSession } from "iron-session"; import { cookies } from "next/headers"; export const getSession = async () => getIronSession(await cookies(), { password, cookieName: "app", cookieOptions: ${options} });`,
    "app/api/orders/route.ts":
      "export async function POST(request) { const session = await getSession(); return save(session.userId, await request.json()); }",
  });

  it.each([
    ["of Koa", "koa", koa("", change), ["lib/auth-middleware.ts"]],
    ["of Koa, that stays at home", "koa", koa(', sameSite: "lax"', change), []],
    [
      "of Koa, where nothing is changed by it",
      "koa",
      koa("", 'users.get("/me", (ctx) => show(ctx.state.user));'),
      [],
    ],
    ["of Koa, beside a check", "koa", { ...koa("", change), "lib/csrf.ts": "export {};" }, []],
    [
      "of Hono",
      "hono",
      {
        "auth.ts":
          'import { getCookie, setCookie } from "hono/cookie"; export const open = (c) => setCookie(c, "session", id()); export const userOf = (c) => find(getCookie(c, "session"));',
        "server.ts":
          'import { Hono } from "hono"; import { userOf } from "./auth"; const app = new Hono(); app.post("/name", async (c) => save(await userOf(c), await c.req.parseBody()));',
      },
      ["auth.ts"],
    ],
    ["of Next", "next", next("app/api/orders/route.ts", "POST"), ["app/api/orders/route.ts"]],
    ["of Next, to read", "next", next("app/api/orders/route.ts", "GET"), []],
    ["of Next, to sign out", "next", next("app/api/logout/route.ts", "POST"), []],
    [
      "of Hono, by its layer for tokens",
      "hono",
      {
        "server.ts":
          'import { Hono } from "hono"; import { setCookie } from "hono/cookie"; import { jwt } from "hono/jwt"; const app = new Hono(); app.post("/login", (c) => setCookie(c, "token", sign())); app.use(jwt({ secret, cookie: "token" })); app.post("/name", async (c) => save(c.get("jwtPayload"), await c.req.json()));',
      },
      ["server.ts"],
    ],
    [
      "of Hono, whose layer reads a header",
      "hono",
      {
        "server.ts":
          'import { Hono } from "hono"; import { jwt } from "hono/jwt"; const app = new Hono(); app.use(jwt({ secret })); app.post("/name", async (c) => save(c.get("jwtPayload"), await c.req.json()));',
      },
      [],
    ],
    ["of Next's pages", "next", pages("", "POST"), ["pages/api/orders.ts"]],
    ["of Next's pages, that stays at home", "next", pages(', sameSite: "strict"', "POST"), []],
    ["of Next's pages, to read", "next", pages("", "GET"), []],
    ["of Nuxt", "nuxt", nuxt("", "orders.post"), ["server/middleware/auth.ts"]],
    ["of Nuxt, that stays at home", "nuxt", nuxt(', sameSite: "lax"', "orders.post"), []],
    ["of Nuxt, to read", "nuxt", nuxt("", "orders.get"), []],
    ["of Remix", "@remix-run/node", remix(', sameSite: "none"', "action"), ["app/session.server.ts"]],
    ["of Remix, by default", "@remix-run/node", remix("", "action"), ["app/session.server.ts"]],
    ["of Remix, that stays at home", "@remix-run/node", remix(', sameSite: "lax"', "action"), []],
    ["of Remix, set up elsewhere", "@remix-run/node", remix(", ...options", "action"), []],
    ["of Remix, to read", "@remix-run/node", remix("", "loader"), []],
    ["of a sealed session", "next", sealed('{ sameSite: "none" }'), ["lib/session.ts"]],
    ["of a sealed session, by default", "next", sealed("{ secure: true }"), []],
    [
      "that says nothing of who asks",
      "koa",
      {
        "theme-middleware.ts": koa("", change)["lib/auth-middleware.ts"]!.replace("access_token", "theme"),
        "routes.ts": koa("", change)["routes/users.ts"]!,
      },
      [],
    ],
  ])("%s", async (_name, dependency, files, found) =>
    expect(await reported(dependency, files)).toEqual(found),
  );
});

it("believes that a check is turned off in favour of an own one", async () => {
  const config = "export default { kit: { csrf: { checkOrigin: false } } };";
  const hook = (answer: string): string =>
    `export const handle = ({ event, resolve }) => event.request.headers.get("origin") === site ? resolve(event) : ${answer};`;
  const own = { "hooks.server.ts": hook("new Response(null, { status: 403 })") };
  expect(await messagesOf(config, "likely", own)).toEqual([expect.stringContaining("Likely")]);
  project?.dispose();
  expect(await messagesOf(config, "proven", own)).toEqual([]);
  project?.dispose();
  const told = { "hooks.server.ts": hook("resolve({ ...event, isOther: true })") };
  expect(await messagesOf(config, "proven", told)).toHaveLength(1);
});

describe("cookies that routes read beside a session of another file", () => {
  const routes =
    'import { Router } from "express"; import cookieParser from "cookie-parser"; export const orders = Router(); orders.post("/orders", cookieParser(), (req, res) => save(req.cookies.list, req.body));';
  const session = 'import session from "express-session"; export const layer = session({ secret });';

  it("are not what says who asks", async () =>
    expect(await messagesOf(routes, "likely", { "session.ts": session })).toEqual([]));
  it("are it where there is no session", async () =>
    expect(await messagesOf(routes, "likely", { "session.ts": "export const layer = 1;" })).toHaveLength(1));
});

describe("a session for signing in elsewhere, and a token in a cookie", () => {
  const app =
    'import express from "express"; import session from "express-session"; import passport from "passport"; import { api } from "./api"; const app = express(); app.use(session({ secret })); app.use(passport.session()); app.use(api);';
  const api =
    'import { Router } from "express"; export const api = Router(); api.post("/orders", (req, res) => save(verify(req.cookies.token), req.body));';
  const set = (sameSite: string): string =>
    `export const setToken = (res, token) => res.cookie("token", token, { sameSite: "${sameSite}" });`;

  it("may be sent by other sites", async () =>
    expect(await messagesOf(app, "likely", { "api.ts": api, "server-cookie.ts": set("none") })).toHaveLength(
      1,
    ));
  it("stays at home", async () =>
    expect(await messagesOf(app, "likely", { "api.ts": api, "server-cookie.ts": set("strict") })).toEqual(
      [],
    ));
});

describe("a session beside guards that read tokens", () => {
  const app =
    'import session from "express-session"; import { NestFactory } from "@nestjs/core"; const app = await NestFactory.create(AppModule); app.use(session({ secret })); await app.listen(80);';
  const controller = (read: string): string =>
    `import { Controller, Post } from "@nestjs/common"; @Controller("orders") export class OrdersController { @Post() create(@Req() req) { return save(${read}); } }`;
  const guard = (strategy: string): string =>
    `import { AuthGuard } from "@nestjs/passport"; export class UserGuard extends AuthGuard("${strategy}") {}`;

  it.each([
    ["jwt", "req.user.id", false],
    ["jwt", "req.session.userId", true],
    ["session", "req.user.id", true],
  ])("whose strategy is %s, in front of what reads %s", async (strategy, read, isBelieved) => {
    const files = { "orders.controller.ts": controller(read), "user.guard.ts": guard(strategy) };
    expect(await messagesOf(app, "proven", files)).toHaveLength(isBelieved ? 1 : 0);
  });

  it("is told from the guard, however many controllers there are", async () => {
    const many = Array.from({ length: 90 }, (_, at) => [`a${at}.controller.ts`, controller("req.user.id")]);
    const files = { ...Object.fromEntries(many), "user.guard.ts": guard("jwt") };
    expect(await messagesOf(app, "proven", files)).toEqual([]);
  });
});

describe("an exemption", () => {
  const wrapped = (test: string): string =>
    `const send = window.fetch; window.fetch = function csrfFetch(input, init) { const request = new Request(input, init); if (${test}) { request.headers.set("x-csrf-token", csrfToken()); } return send(request); };`;

  it("is none where a page tells its own requests from others", async () =>
    expect(await messagesOf(wrapped("request.url.startsWith(location.origin)"), "likely", {})).toEqual([]));
});

describe("a route behind the session of another file, beside routes with a check", () => {
  const files = (own: string, options = ""): Record<string, string> => ({
    "server.ts": `import express from "express"; import session from "express-session"; import { builds } from "./builds"; import { forms } from "./forms"; const app = express(); app.use(express.urlencoded()); app.use(session({ secret${options} })); app.use(forms); app.use(builds);`,
    "check.ts": 'import csurf from "csurf"; export const csrfProtection = csurf();',
    "forms.ts":
      'import { Router } from "express"; import { csrfProtection } from "./check"; export const forms = Router(); forms.post("/form", csrfProtection, (req, res) => save(req.session.userId));',
    "builds.ts": builds(own),
  });
  const builds = (own: string): string =>
    `import { Router } from "express"; import { csrfProtection } from "./check"; export const builds = Router(); ${own}`;
  const handler = "(req, res) => save(req.session.userId, req.body)";

  /** What the rule says of the file with the routes. */
  async function saidOf(
    own: string,
    confidence: "likely" | "proven" = "likely",
    options = "",
  ): Promise<string[]> {
    project = writeProject({
      "package.json": { name: "app", dependencies: { express: "*", csurf: "*" } },
      ...files(own, options),
    });
    const [language] = await languagesOf("file.ts");
    const rules = { "require-csrf-protection": { confidence } };
    return lint({ code: builds(own), filename: project.at("builds.ts"), language: language!, rules }).map(
      ({ message }) => message,
    );
  }

  it("is forgotten", async () => {
    expect(await saidOf(`builds.post("/builds", ${handler});`)).toEqual([
      expect.stringContaining("nothing asks for the token"),
    ]);
    project?.dispose();
    expect(await saidOf(`builds.post("/builds", ${handler});`, "proven")).toEqual([]);
  });

  it.each([
    `builds.post("/builds", csrfProtection, ${handler});`,
    `builds.use(csrfProtection); builds.post("/builds", ${handler});`,
    `builds.put("/builds", ${handler});`,
    `builds.post("/login", ${handler});`,
    `builds.post("/builds/:id/:token", ${handler});`,
    `builds.post("/builds", verifySignature, ${handler});`,
    'builds.post("/builds", (req, res) => save(req.body));',
  ])("is not where it needs none: %s", async (own) => expect(await saidOf(own)).toEqual([]));

  it("is not where the cookie stays on its site", async () =>
    expect(
      await saidOf(`builds.post("/builds", ${handler});`, "likely", ', cookie: { sameSite: "strict" }'),
    ).toEqual([]));
});

it("looks for the cookie of a token where the project keeps what it does with tokens", async () => {
  const app =
    'import express from "express"; import cookieParser from "cookie-parser"; import { users } from "./jwt"; import { orders } from "./orders"; const app = express(); app.use(express.urlencoded()); app.use(cookieParser()); app.use(users); app.use(orders);';
  const jwt = (options: string): string =>
    `import { decode } from "jwt-simple"; export const users = (req, res, next) => { req.user = decode(req.cookies.token); next(); }; export const keep = (res, token) => res.cookie("token", token, { ${options} });`;
  const posts =
    'import { Router } from "express"; export const orders = Router(); orders.post("/orders", (req, res) => save(req.user, req.body));';
  const saved = { "orders.ts": posts, "jwt/index.ts": jwt("httpOnly: true") };
  expect(await messagesOf(app, "likely", saved)).toHaveLength(1);
  project?.dispose();
  expect(await messagesOf(app, "likely", { ...saved, "jwt/index.ts": jwt('sameSite: "strict"') })).toEqual(
    [],
  );
  project?.dispose();
  const named = (name: string): string =>
    jwt("httpOnly: true").replace(".cookies.token", `.cookies[${name}]`);
  expect(await messagesOf(app, "likely", { ...saved, "jwt/index.ts": named("LOGGED_USER") })).toHaveLength(1);
  project?.dispose();
  expect(await messagesOf(app, "likely", { ...saved, "jwt/index.ts": named("THEME") })).toEqual([]);
});

describe("a session that is set up elsewhere than it is read", () => {
  const app =
    'import express from "express"; import session from "express-session"; import { ApolloServer } from "apollo-server-express"; const app = express(); app.use(session({ secret })); new ApolloServer({ schema }).applyMiddleware({ app });';

  it("is read by resolvers", async () => {
    const read = "export class Me { me(ctx) { return User.findOne(ctx.req.session.userId); } }";
    expect(await messagesOf(app, "likely", { "modules/Me.resolver.ts": read })).toHaveLength(1);
    project?.dispose();
    const none = "export class Me { me(ctx) { return User.findOne(ctx.id); } }";
    expect(await messagesOf(app, "likely", { "modules/Me.resolver.ts": none })).toEqual([]);
  });

  it.each([
    ["const session = req.session;", 1],
    ["const session = req.query;", 0],
  ])("is read as a whole: %s", async (read, count) => {
    const main =
      'import express from "express"; import session from "express-session"; import { orders } from "./routes/orders"; const app = express(); app.use(session({ secret })); app.use(orders);';
    const orders = `import { Router } from "express"; export const orders = Router(); orders.post("/orders", (req, res) => { ${read} save(session.cart, req.body); });`;
    expect(await messagesOf(main, "likely", { "routes/orders.ts": orders })).toHaveLength(count);
  });
});

it.each([
  ["/renew-token", 0],
  ["/refresh_access_token", 0],
  ["/renew-subscription", 1],
])("changes nothing where a token is made anew: %s", async (path, count) => {
  const main = `import express from "express"; import cookieParser from "cookie-parser"; const app = express(); app.use(express.urlencoded()); app.use(cookieParser()); app.post("${path}", (req, res) => res.json(make(req.cookies.jid)));`;
  expect(await messagesOf(main, "likely", {})).toHaveLength(count);
});
