import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeProject, type FixtureProject } from "../../project/fixture-project.ts";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";
import { testProject } from "../../../tests/support/test-project.ts";
import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-pii-in-logs.ts";

const rebuiltBody =
  "import { parse } from 'node:querystring'; import { defineEventHandler, readRawBody } from 'h3'; export default defineEventHandler(async (event) => { const raw = await readRawBody(event, 'utf8'); const text = raw ? String(raw) : ''; const body = {}; for (const [key, value] of Object.entries(parse(text))) { if (value !== undefined) body[key] = Array.isArray(value) ? value[0] || '' : value; }";

testRule("no-pii-in-logs", rule, {
  valid: [
    // flags, counts, comparisons
    "console.log(!!password, typeof password, password.length, password === other, password ? 'set' : 'unset')",
    "console.log(expireInToken, hasPassword, isEmailVerified, tokenCount, tokenType, emailSent, passwordResetEnabled, emailTemplate)",
    "console.log({ hasEmail: Boolean(email), password: '***', token: '[redacted]', secret: undefined })",
    "console.log('Enter your password', `Wrong password`)",
    // what a list of arguments holds is not what is read from one of them
    "async function create({ name }) { console.log({ name }); } const guarded = (run) => async (...args) => { try { return await run(...args); } catch { return undefined; } }; const api = { create: guarded(create), list: guarded(list) }; api.list(accessToken); api.create({ token: accessToken, name: 'a list' });",
    // whoever owns a repository, a person or not
    "app.post('/hook', (req, res) => { const { repository } = req.body; console.log('push', repository.owner.name, repo.owner.name); })",
    "import express from 'express'; express().use((err, req, res, next) => { console.error(JSON.stringify({ url: req.path, body: cutShort(cleanUp(req.body)) })); }); function cutShort(given) { const text = JSON.stringify(given); return text.length < 99 ? given : text.slice(0, 99); } const cleanUp = (given) => redactAll(given);",
    "import express from 'express'; express().use((err, req, res, next) => { console.error(cutShort(sanitizeAll(req.body))); }); function cutShort(given) { const text = JSON.stringify(given); if (text.length < 99) return given; return text.slice(0, 99); } function sanitizeAll(given) { if (!given) return given; return {}; }",
    {
      name: "bodies whose schema names nothing of a person",
      code: "import express from 'express'; import { z } from 'zod'; const Move = z.object({ x: z.number(), to: z.object({ square: z.string().max(2) }) }).strict(); express().post('/', (req, res) => { const move = Move.parse(req.body); console.log('moved', move); const again = Move.safeParse(req.body); console.log(again.data); });",
    },
    {
      name: "bodies of routes whose options and checks name nothing of a person",
      code: "import fastify from 'fastify'; import express from 'express'; import { Type } from '@sinclair/typebox'; import { body } from 'express-validator'; const app = fastify(); app.post('/', { schema: { body: Type.Object({ square: Type.String(), x: Type.Integer() }) } }, async (req) => { req.log.info({ body: req.body }); }); app.put('/', { schema: { body: { type: 'object', properties: { square: { type: 'string' } } } } }, async (req) => { req.log.info({ body: req.body }); }); express().post('/', [body('square').isLength({ max: 2 }), body('note').trim(), (req, res) => { console.log(req.body); }]);",
    },
    "import morgan from 'morgan'; import pinoHttp from 'pino-http'; morgan.token('id', (req) => req.id); morgan((tokens, req, res) => tokens.method(req, res)); pinoHttp({ customProps: (req) => ({ id: req.id }) });",
    {
      name: "what a query of other things gives, by whatever name",
      code: "Color.find().then((docs) => console.log(docs)); User.findOne({ id }).then((found) => found.id).then((it) => console.log(it)); User.findById(id, 'name', (error, found) => console.log(found)); console.log(color.dataValues, err.config.url, error.response.headers)",
      options: { confidence: "proven" },
    },
    // what is no text is no address; addresses that nobody has; what a program was set up with; masks of the project's own
    "export function check(email) { if (typeof email !== 'string') { console.error('no text:', email); return ''; } return email; }",
    "console.log('made', { email: `${random()}@example.com` }); console.log('ask', process.settings.email)",
    "const veil = (address) => { if (!address) return '<none>'; const [name, domain] = address.split('@'); return name.substring(0, 1).concat('*****@').concat(domain); }; const cover = (address) => `${address.slice(0, 2)}***`; console.log({ email: veil(user.email) }); const copy = { ...found }; copy.email = cover(found.email); console.log(copy)",
    "exports.veil = (address) => address.slice(0, 1).concat('****@', address.split('@')[1]); exports.tell = (user) => console.log({ email: exports.veil(user.email) });",
    // what is left of what a function is handed
    "function put({ name: title, ...rest }) { const { url } = rest; keep(url); } function keep(url) { console.log('kept', url); } put({ name: 'a', url: found.url, headers: { authorization: `Bearer ${accessToken}` } });",
    // numbers that are counted
    "let pass = 1; while (go()) { console.log(`pass ${pass}`); pass++; }",
    // which column holds it
    "const columnMap = { email: find(['email', 'e-mail']), phone: find(['phone']) }; console.log(columnMap)",
    // one field of a form, by whatever name it goes on
    "'use server'; export async function move(formData) { await claim(formData.get('post_id')); } async function claim(postId) { console.error('not claimed', { postId }); }",
    // of what is handed over, the error alone is written down
    "app.post('/', (req, res) => { try { go(); } catch (error) { logError(req, error); } }); function logError(req, error) { req.log.error({ error }); }",
    "app.post('/', (req, res) => { console.error({ request: filterLog(req.body) }); }); function filterLog(sent) { delete sent.password; return sent; }",
    {
      name: "where a device is told, proven",
      code: "console.log(pushToken, fcm_token, device.token)",
      options: { confidence: "proven" },
    },
    "app.post('/', (req, res) => { let safeBody; try { safeBody = shorten(deepClean(req.body)); } catch { safeBody = 'none'; } console.error({ body: safeBody }); }); function shorten(given) { return given; } function deepClean(given) { if (typeof given !== 'object') return given; const copy = {}; for (const key of Object.keys(given)) copy[key] = given[key]; return copy; }",
    {
      name: "a profile, which may be one of settings, proven",
      code: "console.log(`switched to ${profile.name}`)",
      options: { confidence: "proven" },
    },
    // what lets somebody into a park
    "for (const pass of passes) { console.log('expiring', pass); if (pass.date < today) end(pass); }",
    // what a program signs in by
    "const { clientEmail, privateKey } = JSON.parse(account); console.log('signing in as', clientEmail)",
    {
      name: "what stands on the door of a shop, proven",
      code: "console.log(`calling ${business.phone}, ${shop.email}`)",
      options: { confidence: "proven" },
    },
    "console.log({ email: account.emailAccountId, token: tokenId })",
    "const NAMES = new Set(['email']); const KNOWN = plain(NAMES); const logger = { info(text, data) { console.log(text, hashSensitiveFields(data)); } }; function hashSensitiveFields(data) { const left = {}; for (const key of Object.keys(data)) left[key] = KNOWN.has(plain(key)) ? digest(data[key]) : data[key]; return left; } logger.info('x', { email });",
    "console.log(_.pick(user, ['id', 'role']), pick(order, FIELDS), _.pick(user, 'id'))",
    // everybody has an id
    "console.log(`signed in: ${profile.id || profile.email}`, user._id ?? user.email)",
    // what the program is set up with
    "console.log({ defaultEmail: config.get('mailFrom') })",
    {
      name: "some fields of a record, and one of a list, proven",
      code: "const found = await User.findById(id).select('name'); console.log(found); const first = users.find((each) => each.id === id); console.log(first); console.log(await prisma.user.findMany({ select: { id: true } }))",
      options: { confidence: "proven" },
    },
    {
      name: "a field of a body that was put together again, proven",
      filename: "server/api/call.post.ts",
      code: `${rebuiltBody} const callId = body.callId; logger.info("called", { callId }); });`,
      options: { confidence: "proven" },
    },
    {
      name: "a body that was cleaned on the way, proven",
      code: "import express from 'express'; express().use((req, res) => { const body = sanitizeData(req.body); const context = { method: req.method, body }; console.log(JSON.stringify(context)); function sanitizeData(data) { const copy = { ...data }; delete copy.password; return copy; } });",
      options: { confidence: "proven" },
    },
    // masked where others can read it
    "const [local, domain] = user.email.split('@'); console.log({ email: local.substring(0, 2) + '***@' + domain, phone: `${phone.slice(0, 3)}****` });",
    {
      name: "what was returned before, and an error that a callback is told",
      code: "import express from 'express'; express().post('/', (req, res, next) => { const token = req.cookies.token; if (token) return token; console.log({ token }); authenticate('local', (err, user) => { if (err) console.error('login', err); })(req, res, next); });",
      options: { confidence: "proven" },
    },
    {
      name: "an error that a callback by name, or one that a function makes, is told",
      code: "import express from 'express'; express().post('/', (req, res, next) => { function after(err, user) { if (err) console.error(err); } function made(req) { return (err, user, info) => { if (err) console.error(err, info); }; } if (req.query.a) return authenticate('local', after)(req, res, next); return authenticate('local', made(req))(req, res, next); });",
      options: { confidence: "proven" },
    },
    {
      name: "an account of money, proven",
      code: "console.warn(`no currency for account '${account.name}'`);",
      options: { confidence: "proven" },
    },
    {
      name: "what stands in for the real one, proven",
      code: "export class FakeMailer { send({ email, token }) { console.log(email, token); } }",
      options: { confidence: "proven" },
    },
    {
      name: "what is not there, and a word of a list, proven",
      code: "const { data: { user }, error } = await client.auth.getUser(); if (error || !user) { console.error('User:', user); throw error; } console.log(RESOURCES.USER);",
      options: { confidence: "proven" },
    },
    "const shown = isDevelopment ? email : maskEmail(email); logger.info({ shown });",
    "const payload = { accountNumber: bank.accountNumber, amount }; logger.info({ payload: { ...payload, accountNumber: '***' } });",
    {
      name: "what somebody may do, proven",
      code: "console.log(licenseCredential, parentAuthorization, spacesWithCredentials)",
      options: { confidence: "proven" },
    },
    // a kind of thing, by the name of what it is done with
    "console.log(NotificationChannel.EMAIL, LoginMethod.PASSWORD)",
    {
      name: "the program's own address, and the code of a booking, proven",
      code: "console.log(FROM_EMAIL, booking.confirmationCode, payment.authorizationCode)",
      options: { confidence: "proven" },
    },
    // what Koa answers
    "export const answer = () => async (ctx, next) => { await next(); console.log(ctx.body); };",
    // what is put there later
    "import express from 'express'; express().use((req, res, next) => { console.log({ state: req.state }); req.state.token = readToken(); next(); });",
    // somebody chose by their keys what may be seen
    "import express from 'express'; express().get('/', (req, res) => { console.log({ headers: Object.fromEntries(Object.entries(req.headers).filter(([key]) => !hidden.includes(key))) }); });",
    // texts under the names of fields
    "console.log(errors.email, labels.password, ErrorCodes.INVALID_PASSWORD)",
    "console.log(nextPageToken, cancelToken, url, data, context, to, identifier)",
    // made unreadable
    "const apiKeyFile = join(root, options.apiKey); console.log(`key read from ${apiKeyFile}`, settings.secretPath)",
    "console.log(maskEmail(user.email), hash(user.email), redact(user), user.email.split('@')[1], card.slice(-4))",
    "console.log(password.replace(/./g, '*'), maskedPassword)",
    "import { createHash } from 'node:crypto'; console.log(createHash('sha256').update(user.email).digest('hex'))",
    "console.log(JSON.stringify(user, (key, value) => key === 'email' ? undefined : value))",
    "console.log(JSON.stringify({ email }, ['id']))",
    // the text in front speaks of something else
    "const p = ask(); const error = f(); const x = g(); console.log('Password:', !!p, 'invalid password:', error); console.log('no password', x); console.log('password:', result.status, 'token sent to', x)",
    {
      name: "what only the text in front says, proven",
      code: "const n = draw(); console.log(`OTP: ${n}`)",
      options: { confidence: "proven" },
    },
    {
      name: "what browsers report, proven",
      code: "import express from 'express'; express().post('/csp', (req, res) => { console.log('CSP violation: ', req.body); });",
      options: { confidence: "proven" },
    },
    {
      name: "a debugger that somebody has to ask for, proven",
      code: "import createDebug from 'debug'; const debug = createDebug('app'); debug('signed in: %s', user.email);",
      options: { confidence: "proven" },
    },
    // in development
    "if (process.env.NODE_ENV !== 'production') console.log(password)",
    "if (process.env.NODE_ENV === 'production') { send(); } else { console.log(password); }",
    "DEBUG && console.log(password)",
    "const send = (to) => { if (!process.env.RESEND_API_KEY) { console.log('would have sent it to', user.email); return; } };",
    "function f(email) { if (isProduction) return; console.log(email); }",
    "const verbose = import.meta.env.DEV; if (verbose && email) console.log(email);",
    // an object in a text shows nothing
    "console.log(`body ${req.body}`, 'user ' + user)",
    // no logger
    "dialog.info(email); catalog.error(email); Math.log(password); res.send(password)",
    "const signature = createHmac('sha256', secret).update(payload).digest('hex'); console.log({ signature }); console.log(createHmac('sha1', secret).digest('hex'))",
    // a wrapper that redacts, also further down
    "function write(entry) { console.log(redactPii(entry)); } const logger = { info(message, data) { write({ message, data }); } }; logger.info('x', { email });",
    "const logger = { info(message, data) { console.log(message, redactPii(data)); } }; logger.info('x', { email });",
    "import { piiSafeLogger } from 'secure-patterns'; const log = piiSafeLogger(console); log.info({ email }); log.info(`in ${email}`);",
    "import pino from 'pino'; const log = pino({ redact: { paths: ['user.email', '*.password'] } }); log.info({ user: { email } }); log.child({ a: 1 }).info({ a: { password } });",
    // names of columns under the names of fields
    "console.log(mapping.phone, columnMap.email)",
    // what went wrong where somebody signed in
    "const { data, error } = await supabase.auth.signUp({ email, password }); console.log(error)",
    // sessions of databases and pages
    "const session = await mongoose.startSession(); console.log(session); const other = driver.session(); console.log(other)",
    // names of functions
    "import { resetPassword } from './a'; console.log(resetPassword); function email() {} console.log(email)",
    { name: "a script", filename: "scripts/a.js", code: "console.log(password)" },
    { name: "a command", code: "#!/usr/bin/env node\nconsole.log(password)" },
    { name: "a test", filename: "a.test.js", code: "console.log(password)" },
    { name: "likely", code: "console.log(ip, username, user)", options: { confidence: "proven" } },
    "if (environment.is('development')) console.log(password); if (isTestEnv()) console.log(token)",
    // made unreadable, by its whole length
    "console.log(password.replace(/\\w/g, '*'), { password: encrypt(password) }, crypt(token))",
    "const secretKey = encryptKey(raw); console.log(secretKey)",
    // what a program is set up with, and words
    "console.log(process.env.SUPPORT_EMAIL, 'moved to', to, strategy.displayName, err.address)",
    "const password = 'short'; console.log(password)",
    "const user = { id: 'a1' }; console.log(user); console.log(getRecipients()[0].id, getCookie(name))",
    "console.log(await User.findOne({ where: { id }, select: { id: true } }))",
    // errors that carry nothing
    "try { await fetch(url, { headers: { authorization } }) } catch (error) { console.error(error) }",
    "try { await axios.get(url) } catch (error) { console.error(error) }",
    "throw redirect(`/sign/${token}`); throw new Error(`no user ${user.id}`)",
    "const log = pino({ serializers: { user: ({ id }) => ({ id }) } }); import pino from 'pino'; log.info({ user: req.user })",
    {
      name: "in a browser",
      code: "document.title = 'x'; console.log(email)",
      options: { confidence: "proven" },
    },
    {
      name: "a command of many",
      filename: "src/commands/add.js",
      code: "console.log(invite.token); process.exit(0)",
    },
    {
      name: "an error, proven",
      code: "throw new Error(`no user ${email}`)",
      options: { confidence: "proven" },
    },
    {
      name: "what has a serializer, proven",
      code: "app.use((req, res) => { logger.warn({ req }, 'late') })",
      options: { confidence: "proven" },
    },
    { name: "a program with arguments", code: "const email = process.argv[2]; console.log(email)" },
    {
      name: "one field of a body",
      filename: "a.ts",
      code: "import { Body, Controller, Post } from '@nestjs/common'; @Controller() class A { @Post() a(@Body('event') event: string) { console.log(event) } }",
    },
    "function log(isAdmin, email: boolean) { console.log(email) }",
    {
      name: "a body whose declared fields are nobody's",
      filename: "a.ts",
      code: "import express from 'express'; type Tick = { group: string; epoch: number }; const app = express(); app.post('/', (req, res) => run(req.body)); function run(params: Tick) { console.log('stale', params) }",
    },
    { name: "a choice, proven", code: "console.log(candidate.name)", options: { confidence: "proven" } },
    // where a program listens, and what it was set up with
    "console.log(`Listening on http://${info.address}:${port}`, 'running at', address)",
    "console.log({ address: server.address() })",
    "import { appendFileSync } from 'node:fs'; appendFileSync('blog.json', JSON.stringify({ email: user.email }))",
    "console.log('ready', settings.ip, server.address, db.username, proxyUrl.username)",
    {
      name: "some fields of a record, proven",
      code: "const user = await User.findOne({ id }).select('name'); console.log(user); const users = await User.find({}, 'name'); console.log(users)",
      options: { confidence: "proven" },
    },
    // what is found by a key
    "console.log(userIdByEmail, CacheKeyEnum.ENVIRONMENT_BY_API_KEY, CREATE_API_TOKEN)",
    {
      name: "what services are told, proven",
      code: "gtag('event', 'login', { user: user.email }); Bugsnag.start({ onError: (event) => event.setUser(user.email) })",
      options: { confidence: "proven" },
    },
    "console.log(repository.full_name, branch.fullName, task.fullName, event.user)",
    {
      name: "events of a queue",
      code: "export const handler = async (event, context) => { console.log(event, event.Records.length); }",
    },
    {
      name: "a list that is gone through, and what an error says",
      code: "const seen = users.find((user) => { console.log(user); return user.id; }); User.findOne({ id }, (user) => { console.log(user); })",
      options: { confidence: "proven" },
    },
    {
      name: "claims of own tokens, proven",
      code: "jwt.verify(token, key, (error, decoded) => { console.log(decoded, verifyPassword(password)); })",
      options: { confidence: "proven" },
    },
  ],
  invalid: [
    "app.post('/hook', (req, res) => { const { repository } = req.body; console.log(repository.owner.email, team.owner.name); })",
    {
      name: "bodies whose schema names something of a person, or anything",
      code: "import express from 'express'; import { z } from 'zod'; const Join = z.object({ at: z.string(), who: z.object({ email: z.string() }) }); const Open = z.object({ at: z.string() }).passthrough(); const Loose = z.object({ at: z.string(), more: z.any() }); const app = express(); app.post('/', (req, res) => { const join = Join.parse(req.body); console.log('a', join); }); app.put('/', (req, res) => { const open = Open.parse(req.body); console.log('b', open); }); app.patch('/', (req, res) => { const loose = Loose.parse(req.body); console.log('c', loose); });",
    },
    {
      name: "bodies of routes whose options and checks name something of a person",
      code: "import fastify from 'fastify'; import express from 'express'; import { Type } from '@sinclair/typebox'; import { body } from 'express-validator'; const app = fastify(); app.post('/', { schema: { body: Type.Object({ email: Type.String() }) } }, async (req) => { req.log.info({ body: req.body }); }); express().post('/', [body('square').trim(), body('password').isLength({ min: 8 }), (req, res) => { console.log(req.body); }]);",
    },
    "import morgan from 'morgan'; import pinoHttp from 'pino-http'; morgan.token('body', (req) => JSON.stringify(req.body)); morgan((tokens, req, res) => [tokens.method(req, res), JSON.stringify(req.body)].join(' ')); pinoHttp({ customProps: (req) => ({ body: req.body }) });",
    "User.find().lean().then((docs) => console.log(docs)); Account.findOne({ id }, (error, found) => console.log(found)); const result = await Member.findOne({ id }); console.log('result', result.dataValues);",
    "export function check(email) { if (typeof email === 'string') console.log('text:', email); } console.log('made', { email: `${name}@${domain}` });",
    "const veil = (address) => { if (address.includes('*')) return address.slice(0, 1) + '***'; return address; }; console.log({ email: veil(user.email) })",
    "function put({ name: title, ...rest }) { const { headers } = rest; keep(headers); } function keep(given) { console.log('kept', given); } put({ name: 'a', url: found.url, headers: { authorization: `Bearer ${accessToken}` } });",
    "logger.error(err.config.headers); logger.error({ headers: error.response?.config.headers })",
    "import express from 'express'; express().post('/', (req, res, next) => { function handle(r, s) { console.error(r); } return asyncHandler(handle)(req, res, next); });",
    "import express from 'express'; express().post('/', (req, res, next) => { function made(asked) { return (err, user) => { if (err) console.error(err, asked); }; } return authenticate('local', made(req))(req, res, next); });",
    "app.post('/', (req, res) => { try { go(); } catch (error) { logError(req.body, error); } }); function logError(sent, error) { logger.error({ sent, error }); }",
    "if (pass.length < 8) console.log('too short', pass)",
    "console.log('told', clientEmail)",
    "const columnMap = { phone: user.phone }; console.log(columnMap)",
    {
      name: "a body whose declared fields are somebody's, or anything",
      filename: "a.ts",
      code: "import express from 'express'; type Mail = { group: string; email: string }; type Any = { group: string; data: unknown }; const app = express(); app.post('/', (req, res) => run(req.body, req.body)); function run(mail: Mail, any: Any) { console.log('stale', mail); console.log('stale', any) }",
    },
    "const session = await getServerSession(options); console.log('session', session); const { data: session2 } = f();",
    "const { data, error } = await supabase.auth.signUp({ email, password }); console.log(data); const { data: { user: who } } = await supabase.auth.getUser(); console.log(who)",
    "io.on('connection', (socket) => { console.log(socket.handshake.auth); }); console.log('reset at', resetLink)",
    {
      name: "forms and parsed texts as a whole",
      filename: "app/actions.ts",
      code: "'use server'; export async function save(formData: FormData) { console.log('saving', Object.fromEntries(formData.entries())); }",
    },
    {
      name: "a body that was parsed by hand",
      filename: "app/api/route.ts",
      code: "export async function POST(request: Request) { const raw = await request.text(); const body = JSON.parse(raw); console.log(body); }",
    },
    "console.log({ apiKey: config.get('mail.apiKey') }, { email: form.get('mailTo') });",
    "const send = (to) => { if (process.env.RESEND_API_KEY) console.log('sent to', user.email); };",
    {
      name: "a secret for a debugger, proven",
      code: "import createDebug from 'debug'; const debug = createDebug('app'); debug('signing in with %s', password);",
      options: { confidence: "proven" },
    },
    "const claims = await auth.verifyIdToken(idToken); console.log('decoded', claims)",
    "jwt.verify(token, key, (error, decoded) => { console.log(decoded); }); const payload = jwt.decode(raw); console.log(payload)",
    "export const handler = async (event, context) => { console.log(event); console.log(JSON.stringify(event)); return event.headers.host; }",
    "const follower = await admin.auth().getUser(uid); console.log('from', follower)",
    {
      name: "a record that a callback is handed",
      code: "User.find().exec((error, users) => { console.log(users); }); User.findOne({ id }).then((user) => { console.log(user); }); User.findOne({ id }, (error, user) => { console.log(user); })",
      options: { confidence: "proven" },
    },
    {
      name: "a record of the session",
      code: "const user = req.user; console.log('in', user); { const { user } = req.session; console.log('in', user); }",
      options: { confidence: "proven" },
    },
    "console.log('at', MONGODB_URL, sessionKey)",
    "console.log(`magic link for ${to}`)",
    "const { code } = req.query; console.log('auth code:', code); console.log('Received auth code: ', req.query.code)",
    "const n = draw(); const p = ask(); console.log(`OTP: ${n}`); console.log('Your password is: ' + p);",
    "const profile = user.email; console.log(profile)",
    "gtag('event', 'login', { user: user.email }); window.dataLayer.push({ email }); ReactGA.event({ value: user.email })",
    "Bugsnag.start({ onError: (event) => { event.setUser(user.id, user.email); event.addMetadata('at', { country }); } })",
    "console.log('SMS sent to', to); console.log(`sending sms to ${message.to}`)",
    {
      name: "a record that was asked for",
      code: "const user = await User.findOne({ email }).lean(); console.log('found', user); const { data: users } = x; console.log(users)",
    },
    {
      name: "what a person logs in by",
      code: "console.log('login', user.username, req.user.userName); console.log(username)",
    },
    "console.log(password)",
    "console.log(`login ${user.email}`)",
    "console.log('login %s', email)",
    "console.log({ email, id })",
    "console.log('x', { user: { accessToken: issued } })",
    "console.log({ ...req.body })",
    "console.log(JSON.stringify(req.headers))",
    "console.log(process.env)",
    "const { password: p } = input; console.log(p)",
    "const fields = {}; fields.x = password; console.log(fields)",
    "function show() { console.log.apply(console, arguments); } show(getPassword())",
    "function show(text) { console.log(text); } show('for ' + user.email)",
    "const logger = { info(message) { console.log(message); } }; logger.info(user.email);",
    "import pino from 'pino'; const log = pino(); log.info({ email });",
    "import pino from 'pino'; const log = pino({ redact: ['password'] }); log.info({ password, email });",
    "console.log('saved', _.pick(user, ['id', 'email']), pick(account, 'password'))",
    "const NAMES = new Set(['from']); const KNOWN = plain(NAMES); const logger = { info(text, data) { console.log(text, hashSensitiveFields(data)); } }; function hashSensitiveFields(data) { const left = {}; for (const key of Object.keys(data)) left[key] = KNOWN.has(plain(key)) ? digest(data[key]) : data[key]; return left; } logger.info('x', { email });",
    "function write(entry) { console.log(entry); } const logger = { info(message, data) { write({ message, data }); } };\nlogger.info('x', { email, password });",
    "const logger = { info(message, data) { console.log(message, redactPii(data)); } };\nfunction redactPii(data) { const copy = { ...data }; for (const key of ['password', 'token']) delete copy[key]; return copy; }\nlogger.info('x', { email, password });",
    "class A { logger = new Logger(); a(user) { this.logger.warn(`no mail to ${user.email}`); return user.id; } }",
    "req.log.info({ cookie: req.headers.cookie }, 'x')",
    "console.log(headers.get('authorization').slice(7))",
    "console.error(err.config)",
    "console.log(hashPassword(password))",
    "try { a() } catch (error) { logger.error('failed', { error, email: user.email }) } export {}",
    "export const a = (user) => logger.info(`in ${user.email}`, { id: user.id })",
    {
      name: "a script, asked for",
      filename: "scripts/a.js",
      code: "console.log(password)",
      options: { scripts: "report" },
    },
    "console[level](token)",
    // no check of the environment, and no mask
    "if (pattern.test(text)) console.log(password)",
    "console.log(password.replace(/\\./g, '*'))",
    "const apiKey = 'k3yOfSomebody77'; console.log(apiKey)",
    "const token = 'SECRET_TOKEN_8f1c20d94be7'; console.log(`token: ${token}`)",
    // whole records, by type, by query, by what they are read from
    "interface Login { email: string; password: string }\nfunction f(login: Login) { console.log(login) }",
    "class A { logger; add(dto: CreateUserDto) { this.logger.log(dto); } }",
    "console.log(await User.findOne({ where: { id } }))",
    "const payload = { accountNumber: bank.accountNumber, amount }; logger.info({ payload: { accountNumber: '***', ...payload } });",
    {
      name: "a body that was put together again",
      filename: "server/api/call.post.ts",
      code: `${rebuiltBody} logger.info("called", { body: body }); });`,
    },
    {
      name: "a record under any name, and that of a session, proven",
      code: "const result = await db.query.profiles.findFirst(where); console.log(JSON.stringify(result)); console.log(request.profile);",
      options: { confidence: "proven" },
    },
    "app.use((req, res) => { console.log(req); log.info({ user: req.user }) })",
    "const { password, ...rest } = req.body; console.log(rest)",
    "const user = { name: 'ann', email: 'ann@example.com' }; Rollbar.error('failed', user)",
    // errors that carry a request, and messages of errors
    "try { await axios.post(url, { password }) } catch (error) { console.error(error) }",
    "if (!user) throw new Error(`no user ${email}`); new Promise((resolve, reject) => reject(new Error('for ' + email)))",
    // the text says what it is
    "logger.info(`mail sent to ${to}`)",
    "logger.child({ id }).info(user.name)",
    "span.setAttribute('x', 1); Sentry.setTag('user', user.email); newrelic.addCustomAttribute('user', user.email)",
    "import winston from 'winston'; const redact = winston.format((info) => { info.password = '***'; return info; });\nconst log = winston.createLogger({ format: winston.format.combine(redact(), winston.format.json()) });\nlog.info({ email, password })",
    { name: "in a browser", code: "document.title = 'x'; console.log(email)" },
    "import { appendFile } from 'node:fs/promises'; await appendFile(`${dir}/access.log`, email)",
    "import { appendFileSync } from 'node:fs'; appendFileSync('access_log.txt', email); appendFileSync('debug.txt', email)",
    "import util, { inspect } from 'node:util'; app.post('/', (req, res) => { console.log(util.inspect(req.body, false, null)); console.log(inspect(user)); })",
  ],
});

testProject("leaves the packages of a workspace's tools alone", "no-pii-in-logs", {
  "package.json": { name: "shop", private: true, workspaces: ["tools/*", "apps/*"] },
  "tools/fill/package.json": { name: "fill", version: "1.0.0" },
  "tools/fill/src/index.js": "export const fill = (email) => console.log(email);",
  "apps/web/package.json": { name: "web", version: "1.0.0" },
  "apps/web/src/index.js": "export const show = (email) => console.log(email); // !",
});

testProject("looks at the fields of the class that a body is declared by", "no-pii-in-logs", {
  "package.json": { name: "app", version: "1.0.0", dependencies: { "@nestjs/common": "10" } },
  "limit.dto.ts":
    "export class LimitDto { @IsUUID() ownerId: string; @IsOptional() seats?: number; tags: string[]; isFree(): boolean { return false; } }",
  "invite.dto.ts": "export class InviteDto { ownerId: string; @IsEmail() email: string; }",
  "more.dto.ts":
    'import { InviteDto } from "./invite.dto"; export class MoreDto extends InviteDto { note: string; }',
  "teams.controller.ts": `
    import { Body, Controller, Logger, Post } from "@nestjs/common"; import { LimitDto } from "./limit.dto";
    import { InviteDto } from "./invite.dto"; import { MoreDto } from "./more.dto";
    @Controller("teams") export class TeamsController {
      private readonly logger = new Logger();
      @Post("limit") limit(@Body() body: LimitDto) { this.logger.log({ body, category: "LIMIT" }); }
      @Post("invite") invite(@Body() body: InviteDto) { this.logger.log({ body }); } // !
      @Post("more") more(@Body() body: MoreDto) { this.logger.log({ body }); } // !
    }`,
});

testProject("asks an object for what it was made with, not others of its class", "no-pii-in-logs", {
  "package.json": { name: "app", version: "1.0.0" },
  "result.js":
    "export class Result { constructor(error) { this.error = error; } getError() { return this.error; } }",
  "missing.js":
    'import { Result } from "./result.js"; export class Missing extends Result { constructor(email) { super({ message: `nobody is ${email}` }); } }',
  "post.js":
    'import { Result } from "./result.js"; export const show = (title) => { const made = new Result(title); console.log(made.getError()); };',
});

describe("packages of pages", () => {
  const invite = 'export const invite = (user) => { console.log("invited", user.email); };';
  let pages: FixtureProject;
  let server: FixtureProject;
  beforeAll(() => {
    const dependencies = { "react-dom": "19", vite: "7" };
    pages = writeProject({
      "package.json": { name: "pages", dependencies },
      "src/invite.js": invite,
      "src/api/invite.js": invite,
      "check-users.js": invite.replace("export ", "") + "invite(first);",
    });
    server = writeProject({
      "package.json": { name: "app", dependencies: { ...dependencies, express: "5" } },
      "src/invite.js": invite,
    });
  });
  afterAll(() => {
    pages.dispose();
    server.dispose();
  });

  it.each([
    ["a page's own code", () => pages.at("src/invite.js"), 0],
    ["what runs elsewhere", () => pages.at("src/api/invite.js"), 1],
    ["what somebody looks into", () => pages.at("check-users.js"), 0],
    ["a package with a server", () => server.at("src/invite.js"), 1],
  ])("%s", async (_name, at, count) => {
    const [language] = await languagesOf("file.ts");
    const found = lint({
      code: readFileSync(at(), "utf8"),
      filename: at(),
      language: language!,
      rules: { "no-pii-in-logs": { confidence: "proven" } },
    });
    expect(found).toHaveLength(count);
  });
});

describe("wrappers in other files", () => {
  let project: FixtureProject;
  beforeAll(() => {
    project = writeProject({
      "package.json": { name: "app", type: "module" },
      "log-event.js":
        "export function logEvent(kind, data) { console.log(kind, data); }\nexport function logSafely(kind, data) { console.log(kind, redact(data)); }\nexport function trackVisit(kind, data) { queue.push(kind, data); }\nexport function logMail(email) { console.log(email); }\nexport function login(name) { console.log(name); }",
      "sign-up.js":
        'import { logEvent } from "./log-event.js"; export const signUp = (user) => { logEvent("in", user.email); logEvent(`in ${user.email}`); logEvent("in", user.id); };',
      "attempt.js":
        "export async function attempt(promise) { try { const data = await promise; return [null, data]; } catch (error) { return [error, null]; } }",
      "attempted.js":
        'import { attempt } from "./attempt.js"; export const save = async (user) => { const [, found] = await attempt(Promise.resolve(user.email)); console.log("found", found); };',
      "attempted-elsewhere.js":
        'import { attempt } from "./attempt.js"; export const load = async (id) => { const [, found] = await attempt(Promise.resolve(id)); console.log("found", found); };',
      "told.js":
        'import posthog from "posthog-js"; export const track = (user, event) => posthog.capture({ ...event, distinctId: user.id });',
      "told-of.js":
        'import { track } from "./told.js"; export const signUp = (user) => { track(user, { event: "in", properties: { email: user.email } }); };',
      "development-logger.js":
        'export class Logger { isDevelopment = process.env.NODE_ENV === "development"; info(message, context) { this.output({ level: "info", message, context }); } warn(message, context) { this.output({ level: "warn", message, context }); } output(entry) { const line = JSON.stringify(entry); switch (entry.level) { case "error": case "warn": console.warn(line); break; default: if (this.isDevelopment) console.log(line); } } } export const logger = new Logger(); export const log = { info: (...args) => { if (process.env.NODE_ENV !== "production") console.log(...args); else transport.send(args); }, debug: (...args) => { if (process.env.NODE_ENV !== "production") console.log(...args); } };',
      "development.js":
        'import { log, logger } from "./development-logger.js"; export const signUp = (user) => { logger.info("in", { email: user.email }); log.debug(user.email); };',
      "everywhere.js":
        'import { log, logger } from "./development-logger.js"; export const signUp = (user) => { logger.warn("in", { email: user.email }); log.info(user.email); };',
      "trail.js":
        'import { db } from "./db.js"; const write = (level) => async (message) => save({ level, message }); async function save(line) { try { await db.activity.create({ data: line }); } catch (error) { console.error("not kept", error); } } export const activityLog = { info: (message) => write("info")(message) }; export const printed = { info: (message) => { db.activity.create({ data: message }); console.log(message); } }; export const printedWhenLost = { info: async (message) => { try { await db.activity.create({ data: message }); } catch (error) { console.error(message, error); } } };',
      "in-the-trail.js":
        'import { activityLog } from "./trail.js"; export const signUp = (user) => { activityLog.info(`${user.email} is in`); };',
      "printed-when-lost.js":
        'import { printedWhenLost as log } from "./trail.js"; export const signUp = (user) => { log.info(`${user.email} is in`); };',
      "printed-too.js":
        'import { printed as log } from "./trail.js"; export const signUp = (user) => { log.info(`${user.email} is in`); };',
      "redacted.js":
        'import { login, logMail, logSafely, trackVisit } from "./log-event.js"; export const visit = (user) => { logMail(user.email); logSafely("in", user.email); trackVisit("in", user.email); };',
    });
  });
  afterAll(() => project.dispose());

  it.each([
    ["sign-up.js", 2],
    ["redacted.js", 0],
    ["log-event.js", 1],
    ["development.js", 0],
    ["everywhere.js", 2],
    ["printed-too.js", 1],
    // a helper that many call: what comes back is what was handed in there
    ["attempted.js", 1],
    ["attempted-elsewhere.js", 0],
  ])("%s has %i findings", async (file, count) => {
    const [language] = await languagesOf("file.ts");
    const found = lint({
      code: readFileSync(project.at(file), "utf8"),
      filename: project.at(file),
      language: language!,
      rules: { "no-pii-in-logs": { confidence: "likely" } },
    });
    expect(found.map(({ message }) => message)).toHaveLength(count);
  });

  it.each([
    ["what a service is told that counts users", "told-of.js"],
    ["what becomes a record of the database and is printed nowhere", "in-the-trail.js"],
  ])("%s is likely at best", async (_, name) => {
    const [language] = await languagesOf("file.ts");
    const file = project.at(name);
    const found = (confidence: string): string[] =>
      lint({
        code: readFileSync(file, "utf8"),
        filename: file,
        language: language!,
        rules: { "no-pii-in-logs": { confidence } },
      }).map(({ message }) => message);
    expect(found("likely")).toEqual([expect.stringContaining("Likely: ")]);
    expect(found("proven")).toEqual([]);
  });

  it.each(["printed-too.js", "printed-when-lost.js"])(
    "a record that is printed is proven: %s",
    async (name) => {
      const [language] = await languagesOf("file.ts");
      const filename = project.at(name);
      const rules = { "no-pii-in-logs": { confidence: "proven" } };
      expect(
        lint({ code: readFileSync(filename, "utf8"), filename, language: language!, rules }),
      ).toHaveLength(1);
    },
  );
});

describe("what only scripts use", () => {
  let project: FixtureProject;
  const imports =
    "export async function fill(rows) { for (const row of rows) console.log('filled', row.email); }";

  beforeAll(() => {
    project = writeProject({
      "package.json": { name: "app" },
      "src/lib/import-people.js": imports,
      "src/lib/import-shops.js": imports,
      "src/lib/watch-people.js": imports,
      "src/lib/tried-people.js": imports,
      "scripts/test-people.js": "import { fill } from '../src/lib/tried-people.js'; await fill([]);",
      "scripts/people.js":
        "import { fill } from '../src/lib/import-people.js'; import { fill as shops } from '../src/lib/import-shops.js'; await fill([]); await shops([]);",
      "scripts/watch.js":
        "import { fill } from '../src/lib/watch-people.js'; setInterval(() => fill([]), 1000);",
      "src/server.js": "import { fill } from './lib/import-shops.js'; export const run = () => fill([]);",
    });
  });
  afterAll(() => project.dispose());

  const found = async (file: string): Promise<number> => {
    const [language] = await languagesOf(file);
    const rules = { "no-pii-in-logs": {} };
    return lint({ code: imports, filename: project.at(file), language: language!, rules }).length;
  };

  it("is seen by its developers, on their screens", async () => {
    expect(await found("src/lib/import-people.js")).toBe(0);
  });

  it("is a program's where a program uses it too, or where a script goes on running", async () => {
    expect(await found("src/lib/import-shops.js")).toBe(1);
    expect(await found("src/lib/tried-people.js")).toBe(1);
    expect(await found("src/lib/watch-people.js")).toBe(1);
  });
});
