import { afterEach, describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";
import { writeProject, type FixtureProject } from "../../project/fixture-project.ts";

let project: FixtureProject | undefined;
afterEach(() => project?.dispose());

const express = 'import express from "express"; const app = express();';
const compare = "res.json({ valid: await bcrypt.compare(req.body.password, hash) });";
const bcrypt = 'import bcrypt from "bcrypt";';

/** What the rule says of a file, at its noisiest. */
async function messagesOf(
  code: string,
  name = "app.ts",
  files: Readonly<Record<string, string | object>> = {},
): Promise<string[]> {
  project = writeProject({ "package.json": { name: "app" }, [name]: code, ...files });
  const [language] = await languagesOf("file.ts");
  const rules = { "require-rate-limit": { confidence: "likely" } };
  return lint({ code, filename: project.at(name), language: language!, rules }).map(({ message }) => message);
}

const forgot = (code: string): string =>
  `${express} app.post("/forgot-password", async (req, res) => { const user = await User.findOne({ email: req.body.email }); ${code} });`;
const signUp = (code: string): string =>
  `${express} app.post("/api/cares/register", async (req, res) => { ${code} if (await find(req.body.name)) return res.send("This name is already taken"); res.end(); });`;

describe("the user who is signed in", () => {
  it.each([
    "const { user } = req; if (!user) return res.sendStatus(401);",
    "const { viewer, body } = req; if (!viewer) return res.sendStatus(401);",
    "const { session: { userId } } = req; if (!userId) return res.sendStatus(401);",
  ])("may be taken out of the request: %s", async (code) =>
    expect(await messagesOf(signUp(code))).toEqual([]),
  );

  it.each(["const { user } = req.body;", "const { data: { user } } = await load(req.body);"])(
    "is not somebody else: %s",
    async (code) => expect(await messagesOf(signUp(code))).toHaveLength(1),
  );

  it.each(["render", "trackEvent", "handleRouteError", "logRequest"])(
    "is not asked for by %s, which tells who it was",
    async (name) => {
      const tells = `function ${name}(req, res) { write(req.user?.name ?? "guest"); show(req.user); }`;
      const code = forgot(
        `if (!user) return res.status(404).send("No user with this e-mail"); ${name}(req, res);`,
      );
      expect(await messagesOf(`${tells} ${code}`)).toHaveLength(1);
    },
  );

  it.each([
    ["ctx.auth.user.beginRegistration(req.body)", 1],
    ["ctx.auth.requireUser()", 0],
    ["load(ctx.auth.userId)", 0],
    ["checkUser(user)", 1],
    ["checkUser(req)", 0],
  ])("is not who is asked about, and not a service: %s", async (call, count) =>
    expect(await messagesOf(signUp(`await ${call};`))).toHaveLength(count),
  );

  it.each(["requireUser", "logInAgain"])("is asked for by %s", async (name) => {
    const asks = `function ${name}(req, res) { if (!req.user) throw new Error("Unauthorized"); return req.user; }`;
    const code = forgot(
      `${name}(req, res); if (!user) return res.status(404).send("No user with this e-mail");`,
    );
    expect(await messagesOf(`${asks} ${code}`)).toEqual([]);
  });
});

describe("a route for developers", () => {
  const devOnly = (condition: string): string =>
    `const devOnly = (req, res, next) => { if (${condition}) { res.status(404).send("Not found"); return; } next(); };`;

  it.each(['process.env.NODE_ENV === "production"', 'process.env.NODE_ENV !== "development"'])(
    "asks nobody where it goes on in development alone: %s",
    async (condition) => {
      const route = `app.post("/login", devOnly, async (req, res) => { ${compare} });`;
      expect(await messagesOf(`${express} ${bcrypt} ${devOnly(condition)} ${route}`)).toEqual([]);
    },
  );

  it("asks nobody where its handler leaves in production", async () => {
    const leave = 'if (process.env.NODE_ENV === "production") return res.sendStatus(404);';
    const route = `app.post("/login", async (req, res) => { ${leave} ${compare} });`;
    expect(await messagesOf(`${express} ${bcrypt} ${route}`)).toEqual([]);
  });

  it.each([
    'if (process.env.NODE_ENV === "production") { res.set("x-frame-options", "deny"); } next();',
    'if (process.env.NODE_ENV === "development") return res.sendStatus(404); next();',
  ])("is none where others get through: %s", async (body) => {
    const layer = `const layer = (req, res, next) => { ${body} };`;
    const route = `app.post("/login", layer, async (req, res) => { ${compare} });`;
    expect(await messagesOf(`${express} ${bcrypt} ${layer} ${route}`)).toHaveLength(1);
  });
});

describe("a counter", () => {
  const asking = "if (!(await load(req.body.code))) return res.status(400).send('Invalid coupon code');";
  const redeem = `app.post("/coupons/validate", async (req, res) => { ${asking} res.json({ valid: true }); });`;

  it.each([
    "for (let attempt = 0; attempt < maxAttempts; attempt++) { const found = await ask(code); if (found) return found; }",
    "let attempts = 0; while (true) { try { return await ask(code); } catch (error) { attempts += 1; if (attempts >= maxAttempts) throw error; } }",
  ])("of a loop that tries again limits nobody: %s", async (body) =>
    expect(await messagesOf(`${express} async function load(code) { ${body} } ${redeem}`)).toHaveLength(1),
  );

  it("of a function that calls itself limits nobody", async () => {
    const load =
      "async function load(code, attempt = 1) { const found = await ask(code); return !found && attempt < maxAttempts ? load(code, attempt + 1) : found; }";
    expect(await messagesOf(`${express} ${load} ${redeem}`)).toHaveLength(1);
  });

  it.each([
    "const attempts = await count(code); if (attempts > maxAttempts) throw new Error('Locked'); return ask(code);",
    "for (const each of await list(code)) if (each.attempts > maxAttempts) throw new Error('Locked'); return ask(code);",
  ])("that is kept limits who asks: %s", async (body) =>
    expect(await messagesOf(`${express} async function load(code) { ${body} } ${redeem}`)).toEqual([]),
  );
});

describe("a new password", () => {
  const reset = (read: string): string =>
    `${express} app.post("/reset-password", async (req, res) => { const parsed = schema.safeParse(req.body); const entry = await ${read}; if (!entry) return res.send("Invalid code"); await save(entry, parsed.data.password); res.end(); });`;

  it("is given for a code, wherever both are read", async () =>
    expect(await messagesOf(reset("find(parsed.data.code)"))).toEqual([
      expect.stringContaining("guess codes here"),
    ]));
});

describe("a guard of Nest", () => {
  const controller = (guard: string): string =>
    `import { AuthGuard } from "@nestjs/passport"; import { Controller, Get, Param, UseGuards } from "@nestjs/common"; @Injectable() class PartnerGuard extends AuthGuard("jwt") { ${guard} } @Controller("invitation-codes") export class Codes { @UseGuards(PartnerGuard) @Get("verify/:code") async verify(@Param() { code }) { if (!(await this.codes.find(code))) throw new Error("Invalid code"); return { valid: true }; } }`;
  const asksAbove = "canActivate(context) { return super.canActivate(context); }";

  it.each([
    asksAbove,
    `${asksAbove} handleRequest(error, user) { if (error || user?.role !== "partner") throw error || new UnauthorizedException(); return user; }`,
    "constructor(reflector) { super(); } canActivate(context) { return super.canActivate(context) as Promise<boolean>; }",
  ])("lets in whom its class lets in: %s", async (guard) =>
    expect(await messagesOf(controller(guard))).toEqual([]),
  );

  it.each([
    "handleRequest(error, user) { return user ?? null; }",
    "async canActivate(context) { try { await super.canActivate(context); } catch {} return true; }",
  ])("may let in others: %s", async (guard) => expect(await messagesOf(controller(guard))).toHaveLength(1));
});

describe("a sign-in of Auth.js", () => {
  const provider = (authorize: string, more = ""): string =>
    `import Credentials from "next-auth/providers/credentials"; ${bcrypt} export const provider = Credentials({ ${more} credentials: {}, ${authorize} });`;
  const right = "return (await bcrypt.compare(password, user.hash)) ? user : null;";
  const load = "const { email, password } = credentials; const user = await find(email);";

  it("is open to anyone who posts to it", async () =>
    expect(
      await messagesOf(provider(`async authorize(credentials) { ${load} ${right} }`), "auth.ts"),
    ).toEqual([expect.stringMatching(/^Nothing limits .* try passwords here/)]));

  it("may be written elsewhere", async () => {
    const code = provider("authorize: signIn").replace(
      "export",
      `async function signIn(credentials) { ${load} ${right} } export`,
    );
    expect(await messagesOf(code, "auth.ts")).toHaveLength(1);
  });

  it("may be one by a code", async () => {
    const check = 'if (kept.otp !== credentials.otp) throw new Error("Invalid code"); return kept.user;';
    const code = provider(
      `async authorize(credentials) { const kept = await find(credentials.phone); ${check} }`,
      'id: "phone-otp",',
    );
    expect(await messagesOf(code, "auth.ts")).toEqual([expect.stringContaining("guess codes here")]);
  });

  it("may be limited before its form where the project has a limiter", async () => {
    const code = provider(`async authorize(credentials) { ${load} ${right} }`);
    const files = { "package.json": { name: "app", dependencies: { "@upstash/ratelimit": "*" } } };
    expect(await messagesOf(code, "auth.ts", files)).toEqual([expect.stringMatching(/^Likely: /)]);
  });

  it.each([
    `async authorize(credentials, request) { await limiter.consume(request.ip); ${load} ${right} }`,
    'async authorize(credentials) { const answer = await fetch(api + "/login", { method: "POST", body: JSON.stringify(credentials) }); return answer.ok ? answer.json() : null; }',
  ])("is limited, or another server's: %s", async (authorize) =>
    expect(await messagesOf(provider(authorize), "auth.ts")).toEqual([]),
  );

  it.each(["app/api/auth/[...nextauth]/route.ts", "middleware.ts"])("is limited in %s", async (file) => {
    const code = provider(`async authorize(credentials) { ${load} ${right} }`);
    const files = {
      [file]:
        "export async function POST(request) { await rateLimiter.check(request); return handlers.POST(request); }",
    };
    expect(await messagesOf(code, "auth.ts", files)).toEqual([]);
  });
});

describe("a message", () => {
  const send = (client: string): string =>
    `import twilio from "${client}"; const client = twilio(id, token); ${express} app.post("/send-otp", async (req, res) => { await client.messages.create({ to: req.body.phone, body: text }); res.end(); });`;

  it("is sent through the client of a service", async () =>
    expect(await messagesOf(send("twilio"))).toEqual([expect.stringContaining("send mails to others")]));

  it("is not what another client creates", async () => expect(await messagesOf(send("openai"))).toEqual([]));
});

describe("the words of a route", () => {
  const nest = (path: string, body: string): string =>
    `import { Body, Controller, Post } from "@nestjs/common"; @Controller("auth") export class Auth { @Post("${path}") async run(@Body() dto) { ${body} } }`;

  it("ask whether an account exists", async () => {
    const body =
      "const found = await this.users.findOne({ where: { email: dto.email } }); return { emailExists: !!found };";
    expect(await messagesOf(nest("check-existence", body))).toEqual([
      expect.stringContaining("who has an account"),
    ]);
    project?.dispose();
    const other = "return { data: await this.files.findOne({ where: { path: dto.path } }) };";
    expect(await messagesOf(nest("check-existence", other))).toEqual([]);
  });

  it("ask for no password where another service has asked for it", async () => {
    const body =
      "const { phone, firebaseToken } = dto; return this.auth.loginWithFirebase(phone, firebaseToken);";
    expect(await messagesOf(nest("login-with-firebase", body))).toEqual([]);
    project?.dispose();
    const own = "return this.auth.loginWithPhone(dto.phone, dto.password);";
    expect(await messagesOf(nest("login-with-phone", own))).toHaveLength(1);
  });

  it("send mails through a service that keeps the accounts", async () => {
    const route = (call: string): string =>
      `${express} app.post("/forgot-password", async (req, res) => { await ${call}(req.body.email); res.end(); });`;
    expect(await messagesOf(route("supabase.auth.resetPasswordForEmail"))).toHaveLength(1);
    project?.dispose();
    expect(await messagesOf(route("trail.note"))).toEqual([]);
  });
});

describe("an answer", () => {
  const reset = (end: string): string =>
    `${express} app.post("/users/:id/reset-password", async (req, res) => { await save(req.params.id, await hash(req.body.newPassword)); ${end} });`;

  it.each(['res.status(200).send("Password reset");', "sendSuccess(res, {});", "sendResponse(res, 200);"])(
    "is no message to somebody else: %s",
    async (end) => expect(await messagesOf(reset(end))).toEqual([]),
  );

  it.each(["await sendNotice(req.params.id); res.end();", "await client.send(mail); res.end();"])(
    "may come after one: %s",
    async (end) => expect(await messagesOf(reset(end))).toHaveLength(1),
  );
});

describe("a password", () => {
  const action = (check: string): string =>
    `"use server"; export async function loginAction(state, formData) { const password = String(formData.get("password")); ${check} await openSession(); redirect("/admin"); }`;

  it.each([
    "if (!timingSafeEqual(Buffer.from(password), expected)) return { error: true };",
    "if (!secureCompare(password, adminPassword())) return { error: true };",
    'if (!(await isRight(password))) return { error: "Невірний пароль." };',
  ])("may be compared like this: %s", async (check) =>
    expect(await messagesOf(action(check), "app/actions/admin.ts")).toEqual([
      expect.stringContaining("try passwords here"),
    ]),
  );

  it("is not what else is compared in the same time", async () => {
    const check = "if (!timingSafeEqual(signature, expected)) return res.sendStatus(400);";
    const route = `${express} app.post("/partners", async (req, res) => { ${check} res.end(); });`;
    expect(await messagesOf(route)).toEqual([]);
  });
});

describe("an invitation", () => {
  const open = (method: string, path: string, code: string): string =>
    `${express} app.${method}("${path}", async (req, res) => { ${code} res.json({ valid: Boolean(found) }); });`;

  it.each([
    ["get", "/invitations/:id", "const found = await find(req.params.id);"],
    ["post", "/invitations/:invitationId/accept", "const found = await accept(req.params.invitationId);"],
  ])("is not guessed by the key of its record: %s %s", async (method, path, code) =>
    expect(await messagesOf(open(method, path, code))).toEqual([]),
  );

  it.each([
    ["get", "/invitations/:code", "const found = await find(req.params.code);"],
    ["post", "/shops/:id/coupons/validate", "const found = await find(req.params.id, req.body.code);"],
    [
      "post",
      "/shops/:id/coupons/validate",
      "const { couponCode } = req.body; const found = await find(couponCode);",
    ],
  ])("is guessed by its code: %s %s (%s)", async (method, path, code) =>
    expect(await messagesOf(open(method, path, code))).toHaveLength(1),
  );
});

describe("a layer that reads its request by get()", () => {
  const layered = (layer: string): string =>
    `import { Hono } from "hono"; const app = new Hono(); app.use("*", async (c, next) => { ${layer} await next(); }); app.post("/coupons/validate", async (c) => c.json({ valid: await isCoupon(await c.req.json()) }));`;

  it("may turn strangers away", async () =>
    expect(
      await messagesOf(
        layered('if (!c.user) throw new HTTPException(401); const id = c.get("userId"); remember(id);'),
      ),
    ).toEqual([]));
  it("may let everybody pass", async () =>
    expect(await messagesOf(layered('const id = c.get("userId"); remember(id);'))).toHaveLength(1));
});

it("sends a mail to whoever is named where an account is unlocked", async () => {
  const route = (send: string): string =>
    `${express} app.post("/unlock-account", async (req, res) => { const user = await User.findOne({ email: req.body.email }); if (!user) return res.status(400).send("User not found"); ${send} res.end(); });`;
  expect(await messagesOf(route("await sendUnlockEmail(user);"))).toHaveLength(1);
  expect(await messagesOf(`const limiter = rateLimit(); ${route("await limiter.consume(req.ip);")}`)).toEqual(
    [],
  );
});

it.each([
  ["/password/request", 1],
  ["/email/request", 1],
  ["/user/request-login", 1],
  ["/books/request", 0],
  ["/reports/request-refund", 0],
])("sends mails to whoever is named at %s", async (path, count) => {
  const code = `${express} app.post("${path}", async (req, res) => { const user = await find(req.body); if (user) await sendMail(user); res.end(); });`;
  expect(await messagesOf(code)).toHaveLength(count);
});

describe("a decorator that tells a route", () => {
  const log =
    "async login(ctx) { const user = await find(ctx.request.body); return await checkPassword(ctx.request.body, user); }";

  it.each([
    ['import { post } from "./decorators"; export class Sign { @post("/login") LOG }', 1],
    ['import { post } from "./decorators"; export class Sign { @post("login event") LOG }', 0],
    ['import { posted } from "./decorators"; export class Sign { @posted("/login") LOG }', 0],
    [
      'import { Implement } from "@orpc/nest"; @Controller() export class Sign { @Implement(contract.auth.login) LOG }',
      1,
    ],
    [
      'import { Implement } from "./contracts"; @Controller() export class Sign { @Implement(contract.auth.login) LOG }',
      0,
    ],
  ])("may be one of the project or of a contract: %s", async (code, count) =>
    expect(await messagesOf(code.replace("LOG", log))).toHaveLength(count),
  );
});

describe("a login that a client asks a schema for", () => {
  const compare =
    "async login(email, password) { const user = await find(email); return await checkPassword(password, user); }";

  it.each([
    [`import { Query } from "type-graphql"; export class Users { @Query(() => String) ${compare} }`, 1],
    [
      `import { Get } from "@nestjs/common"; @Controller() export class Users { @Get("login") async login() { return render("Wrong password"); } }`,
      0,
    ],
  ])("is one as a query, too", async (code, count) => expect(await messagesOf(code)).toHaveLength(count));
});

it("sends mails in what stands before its handler, too", async () => {
  const layer = (body: string): string =>
    `${express} const start = (models) => async (req, res, next) => { ${body} return next(); }; app.post("/login/iforgot", start(models), (req, res) => res.redirect("/"));`;
  const mail =
    "const user = await models.users.findOne({ email: req.body.email }); if (user) transporter.sendMail(mailFor(user));";
  expect(await messagesOf(layer(mail))).toHaveLength(1);
  project?.dispose();
  expect(await messagesOf(layer("count(req.body);"))).toEqual([]);
});

it.each([
  ["/products/check-slug", "Product.findOne({ slug: req.query.slug })", 0],
  ["/users/check-name", "User.findOne({ username: req.query.name })", 1],
  ["/users/check-email", "load(req.query)", 1],
])("has accounts to tell of: %s", async (path, find, count) => {
  const code = `${express} app.get("${path}", async (req, res) => { const found = await ${find}; res.json({ exists: !!found }); });`;
  expect(await messagesOf(code)).toHaveLength(count);
});

it.each([
  ["(req, res, next) => coupons.createCoupon(req, res, next)", 0],
  ["(req, res) => { return coupons.createCoupon(req, res); }", 0],
  ["(req, res) => coupons.check(req, res)", 1],
  ["(req, res) => createCoupon(check, req, res)", 1],
])("is named by the function that a handler hands its request to: %s", async (handler, count) => {
  const answer = "async (a, b, c) => { b.json({ valid: await find(a.body.code) }); }";
  const code = `${express} const coupons = { createCoupon: ${answer}, check: ${answer} }; const createCoupon = ${answer}; app.post("/coupon", ${handler});`;
  expect(await messagesOf(code)).toHaveLength(count);
});

it.each([
  ["authenticationV2", 0],
  ["authenticate_v2", 0],
  ["metricsV2", 1],
])("asks for the user by any version of a layer: %s", async (name, count) => {
  const code = `${express} import { ${name} } from "./layers"; app.use(${name}); app.post("/coupons/check", async (req, res) => { res.json({ valid: await find(req.body.code) }); });`;
  expect(await messagesOf(code)).toHaveLength(count);
});
