import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";
import { testRule } from "../../../tests/support/test-rule.ts";
import { writeProject, type FixtureProject } from "../../project/fixture-project.ts";
import rule from "./require-rate-limit.ts";

const express = 'import express from "express"; const app = express();';
const compare = "async (req, res) => { res.json({ valid: await bcrypt.compare(req.body.password, hash) }); }";
const bcrypt = 'import bcrypt from "bcrypt";';

testRule("require-rate-limit", rule, {
  valid: [
    `${express} app.post("/forgot", (req, res) => { const { data } = parse(req.body); sendMail(data.resetToken); res.end(); });`,
    `${express} app.post("/giftcard/redeem", signatureCheck, async (req, res) => { if (!(await find(req.body.code))) return res.status(404).send("Invalid voucher code"); res.end(); });`,
    `${express} app.post("/send-invite", async (req, res) => { const found = await find(req.body.slug); if (!found) return res.status(404).json({ error: "Invalid code" }); res.json({ valid: true }); });`,
    `${express} const users = express.Router(); users.use(requireAuth); users.post("/users/create", async (req, res) => { if (await db.user.findUnique({ where: { email: req.body.email } })) return res.status(409).send("User already exists"); res.json(await create(req.body)); }); app.use(users);`,
    `${express} app.patch("/preferences/:id/reset", async (req, res) => { const found = await Preferences.findOne({ username: req.params.id }); res.json({ found: !!found }); });`,
    `${express} app.put("/templates/reset", async (req, res) => { const found = await Provider.findOne({ workspace: req.body.workspaceId }); res.json({ found: !!found }); });`,
    `${express} app.post("/invoices/:id/send-email", async (req, res) => { await sendInvoiceEmail(req.params.id); res.end(); });`,
    `${express} app.post("/invites/redeem", authorizeRedemption, async (req, res) => { res.json({ valid: await invites.exists(req.body.code) }); });`,
    `${express} app.post("/sessions", async (req, res) => { const { user } = await authenticateUser(req, res); res.json(await listSessions(user)); });`,
    `${express} app.post("/invitations/accept", async (req, res) => { const { token, password } = req.body; const found = await find(token); if (!found) return res.status(400).json({ error: "Invalid or expired code" }); res.json({ valid: true }); });`,
    `${express} const loggedIn = (req, res, next) => { if (!req.user) next(new NotLoggedInError()); else next(); }; app.post("/campaign-reset/:id", loggedIn, async (req, res) => { await sendMail(req.body.email); res.end(); });`,
    `${express} app.post("/invitations/accept", async (req, res) => { const { data: { user } } = await supabase.auth.getUser(); if (!user) return res.sendStatus(401); if (!(await find(req.body.id))) return res.status(404).send("Invitation not found"); res.end(); });`,
    `${express} app.post("/referral", async (req, res) => { const userId = await getUserId(); if (!userId) return res.sendStatus(401); if (!(await find(req.body.slug))) return res.status(404).send("Invalid referral code"); res.end(); });`,
    `${express} app.post("/analysis/accounts", async (req, res) => { const rows = await Row.findMany({ where: { username: req.body.username } }); res.json(rows); });`,
    '"use server"; export async function getPartnerUsername(token) { const user = await load(token); if (!user.name) throw new Error("User name not found"); return user.name; }',
    'import { procedure } from "./trpc"; export const users = { updatePassword: procedure.input(schema).mutation(async ({ ctx, input }) => { if (!ctx.me) throw new Error("UNAUTHORIZED"); if (ctx.me.password !== hash(input.password)) throw new Error("Wrong password"); }) };',
    `import fastify from "fastify"; const app = fastify(); app.post("/login", { config: { rateLimit: { max: 5 } }, handler: async (req) => ({ valid: await checkPassword(req.body) }) });`,
    `${express} app.get("/check", async (req, res) => { const user = await User.findOne({ email: req.query.email }); res.json({ credits: user.credits }); });`,
    `${express} app.post("/verify-code", async (req, res) => { const kept = await load(req.body.email); if (kept.code === req.body.code) return res.end(); const left = { ...kept, triesLeft: kept.triesLeft - 1 }; if (left.triesLeft > 0) await save(left); else await forget(left); res.sendStatus(400); });`,
    `${express} ${bcrypt} app.post("/login", async (req, res) => { if (!(await captcha.solved(req.body.captcha))) return res.end(); res.json({ valid: await bcrypt.compare(req.body.password, hash) }); });`,
    `${express} ${bcrypt} app.post("/login", loginLimiter, ${compare});`,
    `${express} ${bcrypt} app.use(throttle); app.post("/login", ${compare});`,
    `${express} ${bcrypt} app.use(throttle); function throttle(req, res, next) { count(req, res, next); } app.post("/login", ${compare});`,
    `${express} app.get("/login", (req, res) => res.render("login"));`,
    `${express} app.post("/articles", (req, res) => res.json({ id: 1 }));`,
    `${express} ${bcrypt} const counted = (req, res, next) => (tooMany(req.ip) ? res.status(429).end() : next()); app.post("/login", counted, ${compare});`,
    `${express} ${bcrypt} app.post("/login", async (req, res) => { const user = await find(req.body.email); if (user.failedAttempts > 5) return res.sendStatus(423); res.json({ valid: await bcrypt.compare(req.body.password, user.hash) }); });`,
    `${express} ${bcrypt} app.post("/password", requireAuth, ${compare});`,
    `${express} app.post("/reset-password/:token", async (req, res) => { await sendMail(req.body.email); res.end(); });`,
    `${express} app.post("/register", async (req, res) => { if (req.body.password !== req.body.passwordAgain) return res.sendStatus(400); res.end(); });`,
    `${express} app.post("/forgot", async (req, res) => { if ((await recent(req.body.email)) > 3) return res.status(400).send("Too many requests"); await sendMail(req.body.email); res.end(); });`,
    `${express} app.post("/auth/verify-email", async (req, res) => { if (!(await find(req.body.token))) return res.status(400).send("Invalid email"); res.end(); });`,
    `${express} app.post("/auth/verify-email-token", async (req, res) => { if (!(await find(req.body.token))) return res.status(400).send("Invalid email"); res.end(); });`,
    `${express} app.get("*", (req, res) => res.sendFile("index.html", { root: "public" }));`,
    `${express} app.post("/reset", async (req, res) => { const { email, resetToken } = req.body; await sendMail(email); res.end(); });`,
    `${express} app.use("/api", requireAuth); app.patch("/api/profile/password", async (req, res) => { const { password, passwordCheck } = req.body; if (password !== passwordCheck) return res.sendStatus(400); res.end(); });`,
    `${express} ${bcrypt} app.use("/api", requireAuth); app.patch("/api/profile/password", ${compare});`,
    `${express} app.post("/login", async (req, res) => { res.redirect(await oauth.authorizationUrl(req.body.provider)); });`,
    `${express} app.post("/users", async (req, res) => { await User.create({ email: req.body.email, password: req.body.password }); res.end(); });`,
    'import { adminSystemProcedure } from "./trpc"; import { checkEmail } from "./users"; export const users = { checkEmail: adminSystemProcedure.input(schema).query(async ({ input }) => ({ exists: await checkEmail(input.email) })) };',
    `${express} app.post("/new-password", async (req, res) => { const { password } = req.body; if (!validatePassword(password).valid) return res.render("form"); await save(password); res.end(); });`,
    `${express} app.post("/customer/create", async (req, res) => { await Customer.create({ email: req.body.email, password: req.body.password }); res.end(); });`,
    `${express} app.post("/checkout/discountcode", requireAuth, async (req, res) => { if (!(await find(req.body.code))) return res.status(400).send("Discount code is invalid"); res.end(); });`,
    `${express} app.post("/validate_permalink", requireAuth, async (req, res) => { if (await count(req.body.permalink)) return res.status(400).send("Permalink already exists"); res.end(); });`,
    `${express} app.post("/search_pass", limiter, async (req, res) => { await mail.sendResetPassMail(req.body.email); res.end(); });`,
    `${express} app.post("/enter", async (req, res) => { res.json(await req.images.compare(req.body.picture, picture)); });`,
    `${express} const admins = (req, res, next) => passport.authenticate("jwt")(req, res, next); app.post("/verify", admins, (req, res) => res.end());`,
    `${express} async function openAccount(req) { const user = await currentUser(req); return req.user; } app.post("/register", async (req, res) => { if (await find(req.body.email)) return res.status(400).send("This email has been used"); await openAccount(req); res.end(); });`,
    `${express} ${bcrypt} app.post("/otp", async (req, res) => { const user = await find(req.body.email); if (user.otpAttempts >= MAX) return res.end(); res.json({ valid: await bcrypt.compare(req.body.otp, user.otp) }); });`,
    // a visitor's proof is looked at, in sight or out of it
    `${express} const verifyUser = async (req, res, next) => { if (!(await User.findOne({ name: req.query.name, key: req.headers["x-key"] }))) return res.sendStatus(404); next(); }; app.get("/check-email", verifyUser, async (req, res) => res.json({ exists: await find(req.query.email) }));`,
    `${express} import { check } from "./check"; const verifyUser = async (req, res, next) => { if (req.query.name) check(req); next(); }; app.get("/check-email", verifyUser, async (req, res) => res.json({ exists: await find(req.query.email) }));`,
    // every public page reads a record, and every server sends browsers to others
    'import mongoose from "mongoose"; import express from "express"; const app = express(); const Post = mongoose.model("Post"); app.get("/posts", async (req, res) => res.json(await Post.find()));',
    `${express} app.get("/auth/github", (req, res, next) => passport.authenticate("github")(req, res, next));`,
    `${express} import fs from "fs"; const settings = () => fs.readFileSync("settings.json"); app.get("/", (req, res) => res.render("page", settings()));`,
    `${express} ${bcrypt} const authModerator = (req, res, next) => { if (!verify(req.cookies.token)) return res.status(400).send("not authenticated"); next(); }; app.put("/password", asyncHandler(authModerator), ${compare});`,
    `${express} const known = (req, res, next) => { if (!verify(req.cookies.token)) return res.status(400).send("Moderator not authenticated"); next(); }; app.get("/check-email", known, async (req, res) => res.json({ exists: await find(req.query.email) }));`,
    `${express} app.put("/profile", async (req, res) => { await User.findOneAndUpdate({ email: req.body.email }, { password: hashed }); res.end(); });`,
    `${express} app.post("/articles", async (req, res) => { if (await Article.findOne({ title: req.body.title })) return res.status(409).send("Article already exists"); res.end(); });`,
    `${express} app.use("/shops", requireAuth); app.post("/shops/open", async (req, res) => { if (await Seller.findOne({ email: req.body.email })) return res.status(409).send("Seller already exists"); res.end(); });`,
    'const routes = [{ method: "GET", path: "/login", handler: async (req) => ({ valid: await checkPassword(req.body) }) }];',
    // no schema language is in use
    `${express} app.use("/users", requireAuth); app.put("/users/:id", async (req, res) => { if (await User.findOne({ email: req.body.email })) return res.status(409).send("Email already exists"); res.end(); });`,
    `${express} const findOneByUsername = async (req, res) => { res.json(await Page.findFirst({ where: { username: req.params.username } })); }; app.get("/public/:username", findOneByUsername);`,
    {
      filename: "account.controller.ts",
      code: 'import { AuthGuard } from "@nestjs/passport"; import { Controller, Patch, UseGuards } from "@nestjs/common"; class TwoFactorGuard extends AuthGuard("two-factor") {} @Controller("account") export class Account { @Patch("password") @UseGuards(TwoFactorGuard) change(@Body() { password }: Dto) { return bcrypt.compare(password, hash); } }',
    },
    "export const words = { Mutation: { login: async (_, { password }) => checkPassword(password) } };",
    'axios.post("/login", { email, password });',
    'const send = async (form) => { const answer = await api.post("/auth/login", form); return answer; };',
    'api.post("/auth/login", form).then(done);',
    `${express} const login = [loginLimiter, validate, ${compare}]; app.post("/login", login);`,
    `${express} app.post("/documents/sign", async (req, res) => { const { token, password } = req.body; res.json(await bcrypt.compare(password, (await holder(token)).hash)); }); ${bcrypt}`,
    `${express} app.post("/files", (req, res) => { if (!req.body.name) throw new Error("Invalid credentials"); res.end(); });`,
    { filename: "login.test.ts", code: `${express} ${bcrypt} app.post("/login", ${compare});` },
    'import request from "supertest"; request(app).post("/login", done);',
    'import fastify from "fastify"; const app = fastify(); app.post("/login", { config: { rateLimit: { max: 5 } } }, async (req) => ({ valid: await argon.verifyPassword(req.body) }));',
    'import { RateLimiterMemory } from "rate-limiter-flexible"; import express from "express"; const app = express(); const points = new RateLimiterMemory({ points: 5 }); app.post("/login", async (req, res) => { await points.consume(req.ip); res.json({ valid: await checkPassword(req.body) }); });',
    {
      filename: "controller.ts",
      code: 'import { Controller, Post, UseGuards } from "@nestjs/common"; import { ThrottlerGuard } from "@nestjs/throttler"; @Controller("auth") @UseGuards(ThrottlerGuard) export class Auth { @Post("login") login(dto: Dto) { return this.service.checkPassword(dto); } }',
    },
    {
      filename: "app/api/login/route.ts",
      code: "export const POST = withRateLimit(async (request) => Response.json({ valid: await checkPassword(await request.json()) }));",
    },
    {
      code: `${express} ${bcrypt} app.post("/login", shield, ${compare});`,
      settings: { limiters: ["shield"] },
    },
    {
      code: `${express} app.get("/file", (req, res) => res.sendFile(req.params.path));`,
      options: { confidence: "proven" },
    },
    {
      name: "a router that was handed in, with what stands before it, proven",
      code: `export const routes = (...args) => { const [router, { users }] = args; router.post("/login", async (ctx) => { ctx.body = await users.checkPassword(ctx.request.body); }); }; export const more = ({ app }) => { const router = app.router; router.post("/login", async (ctx) => { ctx.body = await checkPassword(ctx.request.body); }); };`,
      options: { confidence: "proven" },
    },
    `${express} app.post("/verify-otp", async (req, res) => { const kept = await find(req.body.email); if (!(await compareOtp(req.body.otp, kept.hash))) { kept.retries -= 1; if (kept.retries > 0) await save(kept); else await drop(kept); return res.status(401).send("wrong code"); } res.end(); });`,
    `${express} app.post("/set-password", async (req, res) => { const kept = await db.invite.findUnique({ where: { token: req.body.token } }); if (!kept) return res.sendStatus(404); await save(kept, req.body.password); res.end(); });`,
    // nobody guesses a long token
    {
      name: "an invitation, proven",
      code: `${express} app.get("/invitations/:token", async (req, res) => { const invite = await db.invite.findUnique({ where: { token: req.params.token } }); if (!invite) return res.status(404).json({ message: "Invalid invitation" }); res.json(invite); });`,
      options: { confidence: "proven" },
    },
    // programs call it, and sign what they say
    {
      name: "a webhook, proven",
      code: `${express} app.post("/webhooks/resend", async (req, res) => { await sendMessage(req.body.email); res.end(); });`,
      options: { confidence: "proven" },
    },
    // a store remembers for a while who has asked
    `${express} ${bcrypt} app.post("/login", async (req, res) => { if (await store.getItem(\`login:cd:\${req.ip}\`)) return res.end("wait"); await store.setItem(\`login:cd:\${req.ip}\`, "1", { ttl: 17 }); res.json({ ok: await bcrypt.compare(req.body.password, user.hash) }); });`,
    // administrators add users
    'import { Controller, Post } from "@nestjs/common"; @Controller("admin") export class Admin { @Roles(Role.Admin) @Post("users") async add(@Body() body) { if (await this.users.findOne({ where: { email: body.email } })) throw new ConflictException("User already exists"); return this.users.save(body); } }',
    // an hour, not an account
    `${express} app.get("/rooms/availability", async (req, res) => res.json({ available: await rooms.isFree(req.query.day) }));`,
    // what a list is thinned by is no answer
    `${express} app.post("/has-name", async (req, res) => { const names = req.body.names.filter((name) => !!name); await names.save(); res.end(); });`,
    // who brings the new password asks for no mail
    `${express} app.post("/password/reset", async (req, res) => { const { code, email, password } = uuidSchema.parse(req.body); const user = await db.user.findUnique({ where: { email } }); if (!user || !(await db.mailed.findFirst({ where: { id: code } }))) return res.sendStatus(401); await db.user.update({ where: { id: user.id }, data: { password: await hash(password) } }); res.end(); });`,
    `${express} app.post("/google/enter", async (req, res) => { res.json(await accounts.loginWithGoogle(req.body.signed)); });`,
    `${express} app.post("/google/registration", async (req, res) => { const account = await vouched(req.body.signed); if (await User.findOne({ email: account.email })) return res.sendStatus(409); res.end(); });`,
    `${express} app.post("/send-password-reset", async (req, res) => { await requireOperatorAdmin(req, "users"); await sendPasswordReset(req.body.id); res.end(); });`,
    // nobody guesses what Google has signed
    `${express} app.post("/mobile/google", async (req, res) => { const { idToken } = req.body; const { email } = await verify(idToken); if (await User.findOne({ where: { email } })) return res.status(409).send("An account with this email already exists"); res.end(); });`,
  ],
  invalid: [
    `${express} const users = express.Router(); users.post("/users/create", async (req, res) => { if (await db.user.findUnique({ where: { email: req.body.email } })) return res.status(409).send("User already exists"); res.json(await create(req.body)); }); app.use(users);`,
    `${express} app.post("/account/send-email", async (req, res) => { await sendVerificationEmail(req.body.email); res.end(); });`,
    `${express} app.post("/invitations/accept", async (req, res) => { const found = await find(req.body.code); if (!found) return res.status(400).json({ error: "Invalid or expired code" }); res.json({ valid: true }); });`,
    `${express} app.post("/sessions", async (req, res) => { const user = await authenticateUser(req.body.name, req.body.password); res.json(user); });`,
    // one limit before them all
    `${express} import pg from "pg"; const pool = new pg.Pool(); ${Array.from({ length: 13 }, (_, index) => `app.get("/rows/${index}", (req, res) => pool.query("SELECT 1"));`).join(" ")}`,
    `import fastify from "fastify"; const app = fastify(); app.post("/login", { schema, handler: async (req) => ({ valid: await checkPassword(req.body) }) });`,
    `${express} ${bcrypt} app.postAsync("/login", ${compare});`,
    `${express} app.post("/check", async (req, res) => { const user = await User.findOne({ email: req.body.email }); res.json({ available: !user }); });`,
    // a code of six digits, by another name
    `${express} app.post("/verify-login-code", async (req, res) => { const { email, token } = req.body; if (token.length !== 6) return res.sendStatus(400); const kept = await db.tokens.findFirst({ where: { identifier: email, token } }); res.sendStatus(kept ? 200 : 400); });`,
    `${express} app.post("/send-login-code", async (req, res) => { await sendCodeEmail(req.body.email, code()); res.end(); });`,
    `${express} app.post("/check-password", async (req, res) => { const user = await db.user.findUnique({ where: { id: req.body.id } }); res.json({ hasPassword: !!user.password }); });`,
    `${express} app.post("/set-password", async (req, res) => { const user = await db.user.findUnique({ where: { email: req.body.email } }); if (!user) return res.sendStatus(404); await save(user); res.end(); });`,
    // in the languages of those who use it
    `${express} app.post("/regist", async (req, res) => { if (await searchUser(req.body.name)) return res.json({ msg: "账号已经存在" }); res.end(); });`,
    `${express} app.post("/signup", async (req, res) => { if (await countOf(req.body.name)) return res.json({ message: "用户存在" }); res.end(); });`,
    `${express} app.post("/forgot", (req, res) => { User.findOne({ email: req.body.email }).then((user) => { randomBytes(16).then((token) => keep(user, token)).then((data) => sendMail(user.email, data.resetToken)); res.end(); }); });`,
    `${express} app.post("/login", async (req, res) => { if (!(await same(req.body))) return res.json({ error: "Неверный пароль" }); res.end(); });`,
    `${express} app.post("/register", async (req, res) => { if (await db.user.findUnique({ where: { email_hash: hash(req.body.email) } })) return res.sendStatus(409); res.end(); });`,
    `import Fastify from "fastify"; ${bcrypt} const app = Fastify(); app.post("/login", async (request, reply) => ({ valid: await bcrypt.compare(request.body.password, hash) }));`,
    `import Fastify from "fastify"; ${bcrypt} const app = Fastify(); app.post("/login", { schema }, async (request, reply) => ({ valid: await bcrypt.compare(request.body.password, hash) }));`,
    `import Fastify from "fastify"; ${bcrypt} const app = Fastify(); app.post("/login", { preHandler: note }, async (request, reply) => ({ valid: await bcrypt.compare(request.body.password, hash) }));`,
    `${express} app.post("/auth/request-verification-email", async (req, res) => { const user = await db.user.findUnique({ where: { email: req.body.email } }); if (!user) return res.status(400).json({ error: "Invalid email." }); await sendVerification(user); res.end(); });`,
    // a token of the device proves nothing
    `${express} app.post("/shops/enter", async (req, res) => { await remember(req.body.deviceToken); if (await Seller.findOne({ email: req.body.email })) return res.status(409).send("Seller already exists"); res.end(); });`,
    `${express} ${bcrypt} app.use(throttle); function throttle(req, res, next) { res.set("X-Served-By", "1"); next(); } app.post("/login", ${compare});`,
    'import { Controller, Post, UseGuards } from "@nestjs/common"; @Controller("auth") export class Auth { @UseGuards(LocalGuard) @Post("login") login(@Req() req) { return this.service.tokensOf(req.user); } }',
    // the key of a captcha goes to every page; who solved it is another question
    `${express} ${bcrypt} const show = (res, page) => res.render(page, { captchaSiteKey }); app.post("/login", async (req, res) => { if (!(await bcrypt.compare(req.body.password, hash))) return show(res, "login"); res.end(); });`,
    'import { Resolver, Mutation, Arg } from "type-graphql"; @Resolver() export class Login { @Mutation() async login(@Arg("email") email: string, @Arg("password") password: string) { return checkPassword(email, password); } }',
    `${express} app.post("/shops/open", async (req, res) => { if (await Seller.findOne({ email: req.body.email })) return res.status(409).send("Seller already exists"); res.end(); });`,
    `${express} app.post("/check-username", async (req, res) => res.sendStatus((await users.findByUsername(req.body.name)) ? 200 : 204));`,
    `${express} app.get("/users/availability", async (req, res) => { const user = await User.findOne({ email: req.query.email }); res.json({ available: !user }); });`,
    `${express} app.post("/username-available", async (req, res) => res.json({ available: await service.ask(req.body.name) }));`,
    `${express} app.post("/password/reset", async (req, res) => { const { code, email, newPassword } = req.body; if (!(await verifyResetCode(email, code))) return res.sendStatus(401); await save(email, newPassword); res.end(); });`,
    `${express} app.post("/password/reset", async (req, res) => { const { email } = req.body; const user = await db.user.findUnique({ where: { email } }); if (!user) return res.sendStatus(404); await mailTo(user); res.end(); });`,
    `${express} app.post("/accounts/enter", async (req, res) => { res.json(await accounts.loginWithNameAndPassword(req.body)); });`,
    `${express} app.post("/otp-sender", async (req, res) => { await mailer.sendMail({ to: req.body.email, text: code() }); res.end(); });`,
    `${express} app.post("/check-username", async (req, res) => res.json({ available: await service.checkUsername(req.body.name, req.user?.id) }));`,
    'export const routes = [{ method: "post", path: "/login", handler: [validate, async (req) => ({ valid: await checkPassword(req.body) })] }];',
    'server.route([{ method: "POST", path: "/login", options: { handler: async (request) => ({ valid: await checkPassword(request.payload) }) } }]);',
    {
      filename: "routes/user/login.ts",
      code: 'const postHandler = async (req, res) => res.json({ valid: await checkPassword(req.body) }); export const routes = [{ method: "post", path: "/", handler: [postHandler] }];',
    },
    {
      filename: "pages/api/login.ts",
      code: "export default withHandler({ method: 'POST', handler: async (req, res) => res.json({ valid: await checkPassword(req.body) }) });",
    },
    // a query's limit limits no request; a counter that starts anew refuses nobody
    `${express} ${bcrypt} app.post("/login", async (req, res) => { const [user] = await db.select().from(users).where(eq(users.email, req.body.email)).limit(1); user.loginAttempts = 0; res.json({ valid: await bcrypt.compare(req.body.password, user.hash) }); });`,
    `${express} app.post("/register", async (req, res) => { if (await User.findOne({ $or: [{ email: req.body.email }, { login: req.body.login }] })) return res.redirect("/register"); res.end(); });`,
    `${express} app.post("/signup", (req, res) => { db.get("SELECT * FROM users WHERE email = ?", [req.body.email], (error, row) => res.render("signup", { row })); });`,
    `${express} app.post("/users", async (req, res) => { try { await db.user.create({ data: req.body }); } catch (error) { if (error.code === "P2002") return res.sendStatus(409); } res.end(); });`,
    `${express} const verifyUser = async (req, res, next) => { if (!(await User.findOne({ name: req.query.name }))) return res.sendStatus(404); next(); }; app.get("/check-email", verifyUser, async (req, res) => res.json({ exists: await find(req.query.email) }));`,
    {
      filename: "src/routes/auth/sign-up/+page.server.ts",
      code: 'export const actions = { default: async (event) => { try { await auth.createUser(await event.request.formData()); event.locals.auth.setSession(await open()); } catch { return fail(400, "A user with that email already exists."); } } };',
    },
    `${express} import { execSync } from "child_process"; app.get("/version", (req, res) => res.send(execSync("git describe")));`,
    `${express} import fs from "fs"; app.get("/page", (req, res) => res.send(fs.readFileSync("page.html")));`,
    `${express} app.post("/enter", async (req, res) => { const bcrypt = req.bcrypt; if (bcrypt.compareSync(req.body.secret, hash)) res.end(); });`,
    `${express} app.post("/new-password", async (req, res) => { const user = await find(req.body.name); if (!(await user.validatePassword(req.body.password))) return res.sendStatus(401); res.end(); });`,
    `${express} app.post("/customer/create", async (req, res) => { if (await find(req.body.email)) return res.status(400).send("A customer already exists with that address"); res.end(); });`,
    `${express} app.post("/checkout/adddiscountcode", async (req, res) => { if (!(await find(req.body.code))) return res.status(400).send("Discount code is invalid"); res.end(); });`,
    `${express} app.post("/validate_permalink", async (req, res) => { if (await count(req.body.permalink)) return res.status(400).send("Permalink already exists"); res.end(); });`,
    `${express} app.post("/search_pass", async (req, res) => { await mail.sendResetPassMail(req.body.email); res.end(); });`,
    `${express} const loginUser = (req, res, next) => passport.authenticate("local")(req, res, next); app.post("/login", trim, loginUser, (req, res) => res.end());`,
    `${express} const loginUserOTP = (req, res, next) => passport.authenticate("local2Fa")(req, res, next); app.post(paths.second, loginUserOTP, function afterOTPLogin(req, res) { res.end(); });`,
    `${express} app.post("/auth", passport.authenticate("local"), (req, res) => res.json(req.user));`,
    `${express} async function createUserSession(req, id) { const session = await getSession(req); session.set("id", id); } app.post("/register", async (req, res) => { if (await find(req.body.email)) return res.status(400).send("This email has been used"); await createUserSession(req, 1); res.end(); });`,
    'import { publicProcedure } from "./trpc"; import { checkEmail } from "./users"; export const users = { checkEmail: publicProcedure.input(schema).query(async ({ input }) => ({ exists: await checkEmail(input.email) })) };',
    `import asyncHandler from "express-async-handler"; ${express} const authUser = asyncHandler(${compare}); ${bcrypt} app.post("/session", authUser);`,
    `${express} app.post("/login", async (req, res) => { res.json(await User.findAndGenerateToken(req.body)); });`,
    `${express} app.post("/enter", (req, res) => { User.find({ username: req.body.username, password: req.body.password }, (error, users) => { res.json(users.length); }); });`,
    `${express} app.post("/register", async (req, res) => { if (await find(req.body.email)) return res.status(400).send("This email has been used"); res.end(); });`,
    `${express} app.post("/register", async (req, res) => { if (await find(req.body.email)) return res.status(400).json({ email: "emailAlreadyExists" }); res.end(); });`,
    `${express} app.get("/security-question", async (req, res) => { const found = await find(req.query.email); res.json(found ? { question: found.question } : {}); });`,
    {
      filename: "controller.ts",
      code: 'import { Controller, Post } from "@overnightjs/core"; @Controller("auth") export class Auth { @Post("login") async login(req, res) { const { email, password } = req.body; res.json(await this.service.enter(email, password)); } }',
    },
    `${express} ${bcrypt} app.post("/login", ${compare});`,
    `${express} ${bcrypt} app.post("/login", ${compare}); app.use(throttle);`,
    `${express} ${bcrypt} const login = [validate, ${compare}]; app.post("/login", login);`,
    `${express} const isNew = async (req, res, next) => { if (await find(req.body.email)) return res.status(400).send("Username is already in use"); next(); }; app.post("/signup", [isNew], (req, res) => { save(req.body); res.end(); });`,
    `${express} app.post("/verifyotp", (req, res) => { if (user.confirmOtp === req.body.otp) res.end(); });`,
    `${express} app.post("/forgotpassword", async (req, res) => { if (!(await find(req.body.login))) return res.status(404).send("Invalid username"); res.end(); });`,
    `${express} app.use("/api", apiLimiter); app.post("/signin", passport.authenticate("local"), (req, res) => res.end());`,
    `${express} app.route("/otp/verify").post(async (req, res) => { if (req.body.otp !== user.otp) return res.sendStatus(400); res.end(); });`,
    `${express} const login = asyncHandler(async (req, res) => { const ok = await user.comparePassword(req.body.password); res.json({ ok }); }); app.post("/sessions", validate(schema.login), login);`,
    `${express} app.get("/file", (req, res) => res.sendFile(req.params.path));`,
    'import Router from "@koa/router"; const router = new Router(); router.post("/forgot", async (ctx) => { await sendResetEmail(ctx.request.body.email); });',
    'import fastify from "fastify"; const app = fastify(); app.register(import("@fastify/rate-limit"), { global: false }); app.post("/login", async (req) => ({ valid: await checkPassword(req.body) }));',
    {
      filename: "controller.ts",
      code: 'import { Controller, Post } from "@nestjs/common"; @Controller("auth") export class Auth { @Post("login") login(dto: Dto) { return this.service.checkPassword(dto); } }',
    },
    {
      filename: "app/api/check-email/route.ts",
      code: "export async function POST(request: Request) { const { email } = await request.json(); return Response.json({ exists: await isKnown(email) }); }",
    },
    {
      filename: "router.ts",
      code: "export const auth = router({ login: publicProcedure.input(schema).mutation(async ({ input }) => ({ valid: await checkPassword(input) })) });",
    },
  ],
});

describe("across files", () => {
  let project: FixtureProject;
  beforeAll(() => {
    project = writeProject({
      "package.json": { name: "app", dependencies: { express: "*" } },
      "limited.js":
        'import { Router } from "express"; import { login } from "./auth.js"; export const limited = Router(); limited.post("/login", login);',
      "open.js":
        'import { Router } from "express"; import { login } from "./auth.js"; export const open = Router(); open.post("/login", login);',
      "old.js":
        'const Session = require("./session"); module.exports = (app) => { const session = new Session(); app.post("/login", session.login); };',
      "session.js":
        "module.exports = function Session() { this.login = (req, res) => { if (user.password !== req.body.password) res.end(); }; };",
      "required.js":
        'const { login } = require("./handlers"); const { Router } = require("express"); const router = Router(); router.post("/login", login); module.exports = router;',
      "handlers.js":
        "const login = async (req, res) => { if (user.password !== req.body.password) res.end(); }; const verify = async (req, res) => { if (count > 5) res.status(429).end(); }; module.exports = { login, verify };",
      "auth.js":
        'import { wrap } from "./wrap.js"; import { check } from "./check.js"; export const login = wrap(async (req, res) => { res.json(await check(req.body)); });',
      "wrap.js":
        "export const wrap = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next);",
      "check.js":
        'import bcrypt from "bcrypt"; export async function check(body) { return bcrypt.compare(body.password, await hashOf(body.email)); }',
      "app.js":
        'import express from "express"; import limit from "express-rate-limit"; import { open } from "./open.js"; import { limited } from "./limited.js"; const app = express(); app.use("/v1", limit(), limited); app.use("/v2", open); require("./old")(app); app.use(require("./required"));',
    });
  });
  afterAll(() => project.dispose());

  it.each([
    ["open.js", 1],
    ["limited.js", 0],
    ["old.js", 1],
    ["required.js", 1],
  ])("%s has %i findings", async (file, count) => {
    const { readFileSync } = await import("node:fs");
    const [language] = await languagesOf("file.ts");
    const found = lint({
      code: readFileSync(project.at(file), "utf8"),
      filename: project.at(file),
      language: language!,
      rules: { "require-rate-limit": { confidence: "likely" } },
    });
    expect(found.map(({ message }) => message)).toHaveLength(count);
  });
});

describe("resolvers", () => {
  const resolvers =
    "export const resolvers = { Query: { me: (_, args, { user }) => user }, Mutation: { login: async (_, args) => checkPassword(args), logout: (_, args, { req }) => req.session.destroy() } };";

  it.each([
    ["a schema in use", { graphql: "*" }, "", 1],
    ["no schema in use", { express: "*" }, "", 0],
    ["a limit before them", { graphql: "*" }, "app.use(rateLimit());", 0],
  ])("with %s", async (_, dependencies, layers, count) => {
    const project = writeProject({
      "package.json": { name: "schema", dependencies },
      "resolvers.js": resolvers,
      "app.js": `import rateLimit from "express-rate-limit"; import express from "express"; const app = express(); ${layers} app.listen(80);`,
    });
    const [language] = await languagesOf("file.ts");
    const filename = project.at("resolvers.js");
    const rules = { "require-rate-limit": { confidence: "likely" } };
    expect(lint({ code: resolvers, filename, language: language!, rules })).toHaveLength(count);
    project.dispose();
  });
});

describe("a handler of several methods", () => {
  const handler = (post: string, get: string): string =>
    `export default async function users(req, res) { if (req.method === "POST") { ${post} if (await User.findOne({ email: req.body.email })) return res.status(409).send("User already exists"); res.end(); } else if (req.method === "GET") { ${get} res.json(await User.find()); } }`;
  const ask = "const user = await getServerSession(req, res); if (!user) return res.status(401).end();";

  it.each([
    ["that asks nobody", "", "", 1],
    ["that asks who gets", "", ask, 1],
    ["that asks who posts", ask, "", 0],
  ])("%s", async (_, post, get, count) => {
    const code = handler(post, get);
    const project = writeProject({ "package.json": { name: "site" }, "pages/api/users.js": code });
    const [language] = await languagesOf("file.ts");
    const filename = project.at("pages/api/users.js");
    const rules = { "require-rate-limit": { confidence: "likely" } };
    expect(lint({ code, filename, language: language!, rules })).toHaveLength(count);
    project.dispose();
  });
});

describe("a file of server/routes", () => {
  const login = "async (event) => ({ valid: await checkPassword(await readBody(event)) })";

  it.each([
    [`export default ${login};`, 1],
    [`module.exports = { login: ${login}, other };`, 0],
    [`export default (app) => { app.get("/page", show); app.post("/login", rateLimit(), ${login}); };`, 0],
  ])("that holds %s has %i findings", async (code, count) => {
    const project = writeProject({ "package.json": { name: "site" }, "server/routes/login.js": code });
    const [language] = await languagesOf("file.ts");
    const filename = project.at("server/routes/login.js");
    const rules = { "require-rate-limit": { confidence: "likely" } };
    expect(lint({ code, filename, language: language!, rules })).toHaveLength(count);
    project.dispose();
  });
});
