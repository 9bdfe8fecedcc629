import { createHmac } from "node:crypto";
import { Writable } from "node:stream";
import bunyan from "bunyan";
import { createConsola } from "consola";
import log4js from "log4js";
import loglevel from "loglevel";
import pino from "pino";
import { Logger as TsLogger } from "tslog";
import { describe, expect, expectTypeOf, test, vi } from "vitest";
import winston from "winston";
import {
  createPiiHasher,
  createRedactor,
  piiPinoHooks,
  piiSafeLogger,
  piiSafeStream,
  piiWinstonFormat,
} from "./index.ts";

const MAIL = "ann@example.com";

function sink(): { lines: () => Record<string, unknown>[]; text: () => string; stream: Writable } {
  let text = "";
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  const lines = (): Record<string, unknown>[] =>
    text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { lines, text: () => text, stream };
}

describe("pino", () => {
  test("the type stays, children are safe, bindings made before and after too", () => {
    const { stream, text, lines } = sink();
    const logger = piiSafeLogger(pino({ base: null }, stream).child({ early: MAIL }));
    expectTypeOf(logger).toEqualTypeOf<pino.Logger>();
    const child = logger
      .child({ user: MAIL })
      .child({ password: "x" }, { level: "debug", msgPrefix: `[${MAIL}] ` });
    child.debug({ phone: "+41446681800" }, "hello %s", MAIL);
    child.setBindings({ token: "abc" });
    child.info("again");
    expect(text()).not.toMatch(/ann@|"x"|abc|\+41/);
    expect(lines()[0]).toMatchObject({
      user: "[redacted:email]",
      password: "[redacted]",
      msg: "[[redacted:email]] hello [redacted:email]",
    });
    expect(lines()[1]).toMatchObject({ token: "[redacted]", msg: "[[redacted:email]] again" });
    expect(piiSafeLogger(child)).toBe(child);
  });

  test("serializers see what they expect, and what they make is redacted", () => {
    const { stream, lines, text } = sink();
    const seen: unknown[] = [];
    const serializers = {
      user: (user: { name: string }) => (seen.push(user), { name: user.name, email: MAIL }),
      err: pino.stdSerializers.err,
    };
    const logger = piiSafeLogger(pino({ serializers }, stream));
    class User {
      name = "Ann";
    }
    const user = new User();
    logger.info({ user }, "x");
    expect(seen[0]).toBe(user);
    logger.error(new TypeError(`no ${MAIL}`));
    logger
      .child({ session: user }, { serializers: { session: () => ({ email: MAIL }) } })
      .info({ session: 1 }, "y");
    expect(text()).not.toContain(MAIL);
    expect(lines()[0]).toMatchObject({
      user: { name: "Ann", email: "[redacted:email]" },
    });
    expect(lines()[1]).toMatchObject({
      err: { type: "TypeError", message: "no [redacted:email]" },
      msg: "no [redacted:email]",
    });
  });

  test("mixins, formatters, message and error keys of one's own, error in a record", () => {
    const { stream, text, lines } = sink();
    const options: pino.LoggerOptions = {
      mixin: () => ({ trace: MAIL }),
      formatters: { log: (record) => ({ ...record, formatted: MAIL }), level: (label) => ({ level: label }) },
      messageKey: "message",
      errorKey: "problem",
      nestedKey: "data",
    };
    const logger = piiSafeLogger(pino(options, stream));
    logger.warn(new Error(MAIL));
    logger.warn({ problem: new Error(MAIL) });
    expect(text()).not.toContain(MAIL);
    expect(lines()[0]).toMatchObject({ level: "warn", message: "[redacted:email]" });
    expect(lines()[1]).toMatchObject({ message: "[redacted:email]" });
  });

  test("levels, custom levels, flush, isLevelEnabled, level-change", () => {
    const { stream, lines } = sink();
    const bare = pino({ customLevels: { audit: 35 }, level: "warn" }, stream);
    const logger = piiSafeLogger(bare);
    logger.info("no");
    logger.level = "debug";
    const changes: string[] = [];
    logger.on("level-change", (label) => changes.push(label));
    logger.debug("yes");
    logger.audit({ email: MAIL }, "yes");
    logger.level = "silent";
    logger.error("no");
    expect(lines().map((line) => line["msg"])).toEqual(["yes", "yes"]);
    expect(lines()[1]).toMatchObject({ level: 35, email: "[redacted:email]" });
    expect(logger.isLevelEnabled("error")).toBe(false);
    expect(changes).toEqual(["silent"]);
    expect(bare.level).toBe("warn");
    logger.flush();
  });

  test("hooks for the whole logger", () => {
    const { stream, text, lines } = sink();
    const logger = pino({ hooks: piiPinoHooks(), base: { host: MAIL } }, stream);
    logger.child({ password: "hunter2" }).info({ nested: { token: ["abc"] } }, MAIL);
    expect(text()).not.toMatch(/hunter2|abc|ann@/);
    expect(lines()[0]).toMatchObject({ nested: { token: "[redacted]" }, msg: "[redacted:email]" });
  });

  test("a redactor as a serializer", () => {
    const { stream, text } = sink();
    pino({ serializers: { user: createRedactor().redact } }, stream).info({ user: { email: MAIL } });
    expect(text()).not.toContain(MAIL);
  });
});

describe("winston", () => {
  const make = (format: winston.Logform.Format): { logger: winston.Logger; text: () => string } => {
    const { stream, text } = sink();
    return {
      logger: winston.createLogger({ format, transports: [new winston.transports.Stream({ stream })] }),
      text,
    };
  };

  test("child, log(level), log(record), splat, default meta, profile", () => {
    const { logger, text } = make(winston.format.combine(winston.format.splat(), winston.format.json()));
    const safe = piiSafeLogger(logger);
    expectTypeOf(safe).toEqualTypeOf<winston.Logger>();
    safe.defaultMeta = { tenant: MAIL };
    safe.child({ user: MAIL }).info("x", { password: "hunter2" });
    safe.log("warn", `to ${MAIL}`, { token: "abc" });
    safe.log({ level: "error", message: MAIL, password: "hunter2" });
    safe.info("hi %s %j", MAIL, { email: MAIL });
    safe.startTimer().done({ message: MAIL });
    expect(text().split("\n")).toHaveLength(6);
    expect(text()).not.toMatch(/ann@|hunter2|abc/);
    safe.level = "error";
    expect(logger.level).toBe("error");
    expect(safe.isWarnEnabled()).toBe(false);
  });

  test("as a format", () => {
    const { combine, splat, json } = winston.format;
    const { logger, text } = make(combine(splat(), piiWinstonFormat() as winston.Logform.Format, json()));
    logger.child({ user: MAIL }).info("hi %s", MAIL, { password: "hunter2" });
    expect(JSON.parse(text())).toMatchObject({
      level: "info",
      message: "hi [redacted:email]",
      password: "[redacted]",
    });
  });
});

test("bunyan: child, serializers, level", () => {
  const { stream, text, lines } = sink();
  const logger = piiSafeLogger(
    bunyan.createLogger({ name: "app", stream, serializers: bunyan.stdSerializers }),
  );
  expectTypeOf(logger).toEqualTypeOf<bunyan>();
  logger.child({ user: MAIL }).info({ err: new Error(MAIL), password: "hunter2" }, "to %s", MAIL);
  expect(text()).not.toMatch(/ann@|hunter2/);
  expect(lines()[0]).toMatchObject({ msg: "to [redacted:email]", user: "[redacted:email]" });
  logger.level("error");
  logger.info("no");
  expect(lines()).toHaveLength(1);
  expect(logger.info()).toBe(false);
});

test("log4js: context", () => {
  const events: unknown[] = [];
  log4js.configure({
    appenders: {
      memory: {
        type: {
          configure: () => (event: { data: unknown; context: unknown }) =>
            events.push([event.data, { ...(event.context as object) }]),
        },
      },
    },
    categories: { default: { appenders: ["memory"], level: "info" } },
  });
  const logger = piiSafeLogger(log4js.getLogger("context"));
  logger.addContext("email", MAIL);
  logger.addContext("note", `to ${MAIL}`);
  logger.info("x");
  expect(events).toEqual([[["x"], { email: "[redacted:email]", note: "to [redacted:email]" }]]);
});

test("consola: raw, withTag, withDefaults, create", () => {
  const lines: string[] = [];
  const logger = piiSafeLogger(
    createConsola({ level: 5, reporters: [{ log: (record) => lines.push(JSON.stringify(record)) }] }),
  );
  logger.info.raw(`to ${MAIL}`);
  logger.withTag("users").success({ message: MAIL, additional: [MAIL] });
  logger.withDefaults({ message: MAIL }).warn("x");
  logger.box(MAIL);
  logger.start(MAIL);
  expect(lines).toHaveLength(5);
  expect(lines.join()).not.toContain(MAIL);
});

test("loglevel: getLogger, methods replaced by setLevel", () => {
  const lines: string[] = [];
  loglevel.methodFactory =
    () =>
    (...args) =>
      void lines.push(JSON.stringify(args));
  loglevel.setLevel("warn");
  const root = piiSafeLogger(loglevel);
  const logger = root.getLogger("users");
  logger.setLevel("trace");
  logger.info("email:", MAIL);
  logger.trace({ password: "x" });
  root.info("no");
  root.error(MAIL);
  expect(lines).toEqual([
    '["email:","[redacted:email]"]',
    '[{"password":"[redacted]"}]',
    '["[redacted:email]"]',
  ]);
});

test("tslog: sub loggers, bound fields, pretty output", () => {
  const lines: string[] = [];
  const logger = piiSafeLogger(new TsLogger({ type: "hidden", maskValuesOfKeys: ["badge"] }, { user: MAIL }));
  logger.attachTransport((record) => lines.push(JSON.stringify(record)));
  logger.getSubLogger({ name: "sub" }).info("to", MAIL, { badge: "77", password: "x" });
  logger.error(new Error(MAIL));
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toMatch(/ann@|"77"|"x"/);
});

describe("any logger", () => {
  const record = (): { calls: unknown[][]; log: (...args: unknown[]) => void } => {
    const calls: unknown[][] = [];
    return { calls, log: (...args) => void calls.push(args) };
  };

  test("levels of one's own, chaining, private fields, getters, functions", () => {
    const { calls, log } = record();
    class Own {
      #level = "info";
      get level(): string {
        return this.#level;
      }
      set level(level: string) {
        this.#level = level;
      }
      info = log;
      warn(...args: unknown[]): this {
        log(this.#level, ...args);
        return this;
      }
      audit(...args: unknown[]): void {
        log(...args);
      }
      with(fields: object): Own {
        log("with", fields);
        return new Own();
      }
    }
    const own = new Own();
    const safe = piiSafeLogger(own);
    expect(safe.warn(MAIL).warn(MAIL)).toBe(safe);
    safe.audit({ password: "x" });
    safe.with({ email: MAIL }).info(MAIL);
    safe.level = "debug";
    expect(own.level).toBe("debug");
    expect(safe).toBeInstanceOf(Own);
    expect(JSON.stringify(calls)).not.toMatch(/ann@|"x"/);
    const debug = piiSafeLogger(Object.assign(log, { enabled: true }));
    debug("to %s", MAIL);
    expect(debug.enabled).toBe(true);
    expect(calls.at(-1)).toEqual(["to %s", "[redacted:email]"]);
  });

  test("labels and formats name the value beside them", () => {
    const { calls, log } = record();
    const logger = piiSafeLogger({ info: log, error: log });
    logger.info("password:", "hunter2", "and", "this");
    logger.info("token=%s for %d%% of %s", "abc", 50, "all");
    logger.info({ a: 1 }, "secret: %s", "abc");
    expect(calls).toEqual([
      ["password:", "[redacted]", "and", "this"],
      ["token=%s for %d%% of %s", "[redacted]", 50, "all"],
      [{ a: 1 }, "secret: %s", "[redacted]"],
    ]);
  });

  test("console: table, dir, group, assert; the same methods each time", () => {
    const calls: unknown[] = [];
    const fake = Object.fromEntries(
      ["log", "info", "warn", "error", "table", "dir", "group", "assert"].map((name) => [
        name,
        (...args: unknown[]) => calls.push(args),
      ]),
    );
    const safe = piiSafeLogger(fake as unknown as Console);
    safe.table([{ email: MAIL }]);
    safe.dir({ email: MAIL }, { depth: 1 });
    safe.group(MAIL);
    safe.assert(false, MAIL);
    expect(JSON.stringify(calls)).not.toContain(MAIL);
    expect(safe.log).toBe(safe.log);
    const { info } = safe;
    info(MAIL);
    expect(calls.at(-1)).toEqual(["[redacted:email]"]);
  });

  test("what is no logger is refused", () => {
    for (const value of [undefined, null, {}, "x", { info: 1 }, { info: () => 1 }]) {
      expect(() => piiSafeLogger(value as never)).toThrow(/logger must be/);
    }
    expect(() => piiSafeLogger(console, { ip: 1 as never })).toThrow(/options\.ip/);
  });
});

test("piiSafeStream: lines, halves of lines, bytes, text", () => {
  const chunks: string[] = [];
  const end = vi.fn();
  const stream = piiSafeStream({ write: (chunk) => chunks.push(chunk), end });
  stream.write(`{"email":"${MAIL}","a":1}\n{"pass`);
  stream.write('word":"x"}\nGET /?token=abc from 192.0.2.1\n');
  stream.write(Buffer.from("caf\u00e9 ann@exam").subarray(0, 4) as never);
  stream.write(Buffer.from("\u00e9 ann@exam").subarray(1) as never);
  stream.write("ple.com");
  stream.end();
  expect(chunks.join("")).toBe(
    '{"email":"[redacted:email]","a":1}\n{"password":"[redacted]"}\nGET /?token=[redacted] from [redacted:ip]\ncaf\u00e9 [redacted:email]',
  );
  expect(end).toHaveBeenCalledOnce();
  expect(() => piiSafeStream({} as never)).toThrow(/write method/);
});

describe("createPiiHasher", () => {
  const key = "0123456789abcdef0123456789abcdef";

  test("is HMAC-SHA256, keyed and stable", () => {
    const hash = createPiiHasher({ key });
    expect(hash(MAIL)).toBe(createHmac("sha256", key).update(MAIL).digest("hex").slice(0, 32));
    expect(hash(MAIL)).toBe(createPiiHasher({ key: Buffer.from(key) })(MAIL));
    expect(hash(MAIL)).not.toBe(createPiiHasher({ key: `${key}2` })(MAIL));
    expect(hash(42)).toBe(hash("42"));
    expect(hash("e\u0301")).toBe(hash("\u00e9"));
  });

  test("serves as a placeholder", () => {
    const hash = createPiiHasher({ key });
    const { redact } = createRedactor({
      placeholder: ({ kind, value }) =>
        typeof value === "string" ? `[${kind}:${hash(value)}]` : "[redacted]",
    });
    expect(redact({ email: MAIL, note: `to ${MAIL}` })).toEqual({
      email: `[email:${hash(MAIL)}]`,
      note: `to [email:${hash(MAIL)}]`,
    });
  });

  test("refuses weak keys and values that have no one text", () => {
    for (const options of [undefined, {}, { key: "short" }, { key: 1 }, { key: new Uint8Array(8) }]) {
      expect(() => createPiiHasher(options as never)).toThrow(/options\.key/);
    }
    for (const value of [null, undefined, {}, true])
      expect(() => createPiiHasher({ key })(value)).toThrow(TypeError);
  });
});
