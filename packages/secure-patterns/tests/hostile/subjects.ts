import sanitizeHtml from "sanitize-html";
import { z } from "zod";
import {
  clientIp,
  consumeToken,
  createHtmlPurifier,
  createPiiHasher,
  createRedactor,
  csrf,
  escapeHtml,
  firewall,
  formTrap,
  html,
  ipKey,
  memory,
  optionalImport,
  optionalRequire,
  peekToken,
  piiPinoHooks,
  piiSafeLogger,
  piiSafeStream,
  piiWinstonFormat,
  randomCode,
  rateLimit,
  type RequestFacts,
  safeRedirect,
  validate,
  validateAsync,
} from "../../src/index.ts";

/** A helper with the hostile value in the place where requests put theirs. */
export type Subject = readonly [name: string, run: (value: unknown) => unknown];

const h = html;
const key = "0123456789abcdef0123456789abcdef";
const store = memory();
const redactor = createRedactor();
const strict = createRedactor({
  ip: "prefix",
  keys: [/^x-/],
  placeholder: ({ kind, value }) => `<${kind} ${typeof value}>`,
});
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined, child: () => quiet };
const logger = piiSafeLogger(
  quiet as { info: (...args: unknown[]) => undefined; warn: () => undefined; error: () => undefined },
);
const stream = piiSafeStream({ write: () => true });
const guard = csrf({ secret: key });
const limiter = rateLimit({ bucket: "hostile", store });
const wall = firewall({ store });
const trap = formTrap({ form: "contact", secret: key });
const purify = createHtmlPurifier(sanitizeHtml);
const hash = createPiiHasher({ key });
const schema = z.object({ a: z.string().optional(), b: z.unknown() }).loose();
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
/** A request whose header, address and body are the value; platforms make texts of the first two. */
const facts = (value: unknown): RequestFacts => ({
  method: "POST",
  url: "/",
  header: () => textOf(value),
  remoteAddress: textOf(value),
  body: value,
  raw: value,
});

export const subjects: readonly Subject[] = [
  ["safeRedirect", (value) => safeRedirect(value, "/")],
  [
    "safeRedirect with a base",
    (value) => safeRedirect(value, { base: "https://app.example", allow: ["*.app.example"] }),
  ],
  [
    "clientIp",
    (value) =>
      clientIp(
        { headers: { "x-forwarded-for": textOf(value) }, socket: { remoteAddress: "192.0.2.1" } } as never,
        {
          trust: 1,
        },
      ),
  ],
  [
    "clientIp, Forwarded",
    (value) =>
      clientIp({ headers: { forwarded: textOf(value) }, socket: { remoteAddress: textOf(value) } } as never, {
        header: "forwarded",
        trust: 1,
      }),
  ],
  ["ipKey", (value) => ipKey(value as never)],
  ["escapeHtml", escapeHtml],
  ["html, text", (value) => h`<p>${value}</p>`],
  ["html, attribute", (value) => h`<p title="${value}" lang=${value}>x</p>`],
  ["html, URL", (value) => h`<a href="${value}">${"x"}</a><a href="/a/${value}?b=${value}#${value}">x</a>`],
  ["html, script", (value) => h`<script>x = ${value}</script>`],
  ["purifyHtml", purify],
  ["createRedactor().redact", (value) => redactor.redact(value)],
  ["createRedactor().redactJson", (value) => redactor.redactJson(value)],
  ["createRedactor().redactText", (value) => redactor.redactText(typeof value === "string" ? value : "")],
  [
    "createRedactor() with options",
    (value) => strict.redact({ value, list: [value], text: typeof value === "string" ? value : "" }),
  ],
  ["piiSafeLogger", (value) => logger.info(value, "message %s", value)],
  ["piiSafeStream", (value) => stream.write(`${typeof value === "string" ? value : ""}\n`)],
  ["piiPinoHooks", (value) => piiPinoHooks().streamWrite(typeof value === "string" ? value : "{}")],
  ["piiWinstonFormat", (value) => piiWinstonFormat().transform(value)],
  ["createPiiHasher", hash],
  ["validate", (value) => validate(schema, value)],
  ["validateAsync", (value) => validateAsync(schema, value)],
  ["validate, the schema", (value) => validate(value as never, {})],
  ["optionalImport, what is thrown", (value) => optionalImport("x", () => Promise.reject(value as Error))],
  [
    "optionalRequire, what is thrown",
    (value) =>
      optionalRequire("x", () => {
        throw value;
      }),
  ],
  ["csrf.verify, token", (value) => guard.verify(value, "session-1", "request")],
  [
    "csrf.verify, session",
    (value) => guard.verify(guard.issue("session-1", "request"), value as never, "request"),
  ],
  [
    "csrf.protect",
    (value) =>
      guard
        .protect({ session: () => "session-1", origins: ["https://app.example"] } as never)
        .checkRequest(facts(value)),
  ],
  ["rateLimit.check", (value) => limiter.check(value as never)],
  ["rateLimit.checkRequest", (value) => limiter.checkRequest(facts(value))],
  ["consumeToken", (value) => consumeToken(store as never, value as never, { purpose: "reset" })],
  ["consumeToken, a driver's answer", (value) => consumeToken(() => Promise.resolve(value))],
  ["peekToken", (value) => peekToken(store as never, value as never, { purpose: "reset" } as never)],
  ["randomCode", (value) => randomCode(value as never)],
  ["formTrap.findSpam", (value) => trap.findSpam(value)],
  [
    "firewall.report",
    (value) => wall.report(facts(undefined), "fraud", { content: value, context: value } as never),
  ],
  ["firewall.isBlocked", (value) => wall.isBlocked(value as never)],
];
