import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./no-pii-in-logs.ts";

testRule("no-pii-in-logs", rule, {
  valid: [
    // flags, counts, comparisons
    "console.log(!!password, typeof password, password.length, password === other, password ? 'set' : 'unset')",
    "console.log(hasPassword, isEmailVerified, tokenCount, tokenType, emailSent, passwordResetEnabled, emailTemplate)",
    "console.log({ hasEmail: Boolean(email), password: '***', token: '[redacted]', secret: undefined })",
    "console.log('Enter your password', `Wrong password`)",
    // texts under the names of fields
    "console.log(errors.email, labels.password, ErrorCodes.INVALID_PASSWORD)",
    "console.log(nextPageToken, cancelToken, url, data, context, to, identifier)",
    // made unreadable
    "console.log(maskEmail(user.email), hash(user.email), redact(user), user.email.split('@')[1], card.slice(-4))",
    "console.log(password.replace(/./g, '*'), maskedPassword)",
    "import { createHash } from 'node:crypto'; console.log(createHash('sha256').update(user.email).digest('hex'))",
    "console.log(JSON.stringify(user, (key, value) => key === 'email' ? undefined : value))",
    "console.log(JSON.stringify({ email }, ['id']))",
    // in development
    "if (process.env.NODE_ENV !== 'production') console.log(password)",
    "if (process.env.NODE_ENV === 'production') { send(); } else { console.log(password); }",
    "DEBUG && console.log(password)",
    "function f(email) { if (isProduction) return; console.log(email); }",
    "const verbose = import.meta.env.DEV; if (verbose && email) console.log(email);",
    // an object in a text shows nothing
    "console.log(`body ${req.body}`, 'user ' + user)",
    // no logger
    "dialog.info(email); catalog.error(email); Math.log(password); res.send(password)",
    // a wrapper that redacts
    "const logger = { info(message, data) { console.log(message, redactPii(data)); } }; logger.info('x', { email });",
    "import { piiSafeLogger } from 'secure-patterns'; const log = piiSafeLogger(console); log.info({ email }); log.info(`in ${email}`);",
    "import pino from 'pino'; const log = pino({ redact: { paths: ['user.email', '*.password'] } }); log.info({ user: { email } }); log.child({ a: 1 }).info({ a: { password } });",
    // names of functions
    "import { resetPassword } from './a'; console.log(resetPassword); function email() {} console.log(email)",
    { name: "a script", filename: "scripts/a.js", code: "console.log(password)" },
    { name: "a command", code: "#!/usr/bin/env node\nconsole.log(password)" },
    { name: "a test", filename: "a.test.js", code: "console.log(password)" },
    { name: "likely", code: "console.log(ip, username, user)", options: { confidence: "proven" } },
    "function log(isAdmin, email: boolean) { console.log(email) }",
  ],
  invalid: [
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
    "import { appendFile } from 'node:fs/promises'; await appendFile(`${dir}/access.log`, email)",
  ],
});
