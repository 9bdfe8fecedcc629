import { Console } from "node:console";
import { Writable } from "node:stream";
import { ConsoleLogger, Logger as NestLogger } from "@nestjs/common";
import bunyan from "bunyan";
import { createConsola } from "consola";
import log4js from "log4js";
import loglevel from "loglevel";
import pino from "pino";
import { Logger as TsLogger } from "tslog";
import { describe, expect, test, vi } from "vitest";
import winston from "winston";
import { piiSafeLogger } from "./index.ts";

/** The calls that every logger has in common. */
interface Levels {
  info(...args: unknown[]): unknown;
  warn(...args: unknown[]): unknown;
  error(...args: unknown[]): unknown;
}
interface Made {
  readonly logger: Levels;
  readonly output: () => string | Promise<string>;
}

function collect(): { stream: Writable; text: () => string } {
  let text = "";
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return { stream, text: () => text };
}

function makeConsole(): Made {
  const { stream, text } = collect();
  return { logger: new Console({ stdout: stream, stderr: stream }), output: text };
}

function makePino(): Made {
  const { stream, text } = collect();
  return { logger: pino({ level: "trace" }, stream), output: text };
}

function makeWinston(): Made {
  const { stream, text } = collect();
  const { combine, splat, json, errors } = winston.format;
  const logger = winston.createLogger({
    format: combine(errors({ stack: true }), splat(), json()),
    transports: [new winston.transports.Stream({ stream })],
  });
  return { logger, output: text };
}

function makeBunyan(): Made {
  const { stream, text } = collect();
  return {
    logger: bunyan.createLogger({ name: "app", stream, serializers: bunyan.stdSerializers }),
    output: text,
  };
}

let category = 0;
function makeLog4js(): Made {
  const events: string[] = [];
  const appender = {
    configure:
      () =>
      (event: {
        data: unknown[];
        context: unknown;
        callStack?: unknown;
        lineNumber?: unknown;
        fileName?: unknown;
      }) =>
        void events.push(JSON.stringify([event.data.map(printable), event.context, event.fileName])),
  };
  log4js.configure({
    appenders: { memory: { type: appender } },
    categories: { default: { appenders: ["memory"], level: "trace", enableCallStack: true } },
  });
  return { logger: log4js.getLogger(`c${category++}`), output: () => events.join("\n") };
}

function makeConsola(): Made {
  const lines: string[] = [];
  const logger = createConsola({
    level: 5,
    reporters: [
      { log: (record) => void lines.push(JSON.stringify({ ...record, args: record.args.map(printable) })) },
    ],
  });
  return { logger, output: () => lines.join("\n") };
}

function makeLoglevel(): Made {
  const lines: string[] = [];
  const logger = loglevel.getLogger(`l${category++}`);
  logger.methodFactory =
    () =>
    (...args) =>
      void lines.push(JSON.stringify(args.map(printable)));
  logger.setLevel("trace");
  return { logger, output: () => lines.join("\n") };
}

function makeTslog(): Made {
  const lines: string[] = [];
  const logger = new TsLogger({ type: "hidden" });
  logger.attachTransport((record) => void lines.push(JSON.stringify(record)));
  return { logger, output: () => lines.join("\n") };
}

function makeNest(): Made {
  const lines: string[] = [];
  const nest = new NestLogger("Users");
  const write = vi
    .spyOn(process.stdout, "write")
    .mockImplementation((chunk) => (lines.push(String(chunk)), true));
  const writeError = vi
    .spyOn(process.stderr, "write")
    .mockImplementation((chunk) => (lines.push(String(chunk)), true));
  const logger = Object.assign(nest, { info: nest.log.bind(nest) });
  return {
    logger,
    output: () => {
      write.mockRestore();
      writeError.mockRestore();
      return lines.join("");
    },
  };
}

function makeNestJson(): Made {
  const made = makeNest();
  const logger = new ConsoleLogger("Users", { json: true, colors: false });
  return { logger: Object.assign(logger, { info: logger.log.bind(logger) }), output: made.output };
}

function makeOwn(): Made {
  const lines: string[] = [];
  const write = (...args: unknown[]): number => lines.push(JSON.stringify(args.map(printable)));
  return {
    logger: Object.freeze({ info: write, warn: write, error: write }),
    output: () => lines.join("\n"),
  };
}

function printable(value: unknown): unknown {
  return value instanceof Error
    ? { message: value.message, stack: value.stack, cause: printable(value.cause) }
    : value;
}

const MAKERS: readonly [string, () => Made][] = [
  ["console", makeConsole],
  ["pino", makePino],
  ["winston", makeWinston],
  ["bunyan", makeBunyan],
  ["log4js", makeLog4js],
  ["consola", makeConsola],
  ["loglevel", makeLoglevel],
  ["tslog", makeTslog],
  ["Nest Logger", makeNest],
  ["Nest ConsoleLogger, JSON", makeNestJson],
  ["an own frozen object", makeOwn],
];

const CALLS: readonly [string, readonly unknown[]][] = [
  ["(msg)", ["mail from ann@example.com"]],
  ["(obj, msg)", [{ user: { email: "ann@example.com", password: "hunter2", id: 7 } }, "signed up"]],
  ["(msg, obj)", ["signed up", { user: { email: "ann@example.com", password: "hunter2", id: 7 } }]],
  ["(module, msg)", ["users", "mail to ann@example.com"]],
  ["(format, value)", ["user %s signed up", "ann@example.com"]],
  ["(format with a name, value)", ["password=%s", "hunter2"]],
  ["(msg, number)", ["card 4111111111111111 declined"]],
  ["(error)", [new Error("no such user ann@example.com", { cause: new Error("hunter2: password=hunter2") })]],
  ["(msg, error)", ["failed", new Error("no such user ann@example.com")]],
  ["(obj with error, msg)", [{ err: new Error("no such user ann@example.com") }, "failed"]],
  ["(array)", [["ann@example.com"]]],
];
const SECRETS = /ann@example|password":"hunter2|password=hunter2|4111111111111111|password: 'hunter2/;

describe.each(MAKERS)("%s", (_name, make) => {
  test.each(CALLS)("%s: nothing secret comes out, the rest does", async (_form, args) => {
    const bare = make();
    bare.logger.info(...args);
    const plain = await bare.output();
    const { logger, output } = make();
    const safe = piiSafeLogger(logger);
    safe.info(...args);
    safe.warn(...args);
    safe.error(...args);
    const text = await output();
    expect(text).not.toMatch(SECRETS);
    if (SECRETS.test(plain)) expect(text).toContain("[redacted");
    for (const word of ["signed up", "failed", "declined", "users"]) {
      if (plain.includes(word)) expect(text).toContain(word);
    }
  });

  test("clean records come out as they would without the wrapper", async () => {
    const record = {
      id: 7,
      name: "Ann",
      tags: ["a", "b"],
      nested: { deep: { count: 3, at: "2024-01-15T10:30:00.000Z" } },
    };
    const bare = make();
    bare.logger.info(record, "signed up");
    const plain = await bare.output();
    const wrapped = make();
    piiSafeLogger(wrapped.logger).info(record, "signed up");
    const strip = (text: string): string =>
      text.replace(/\d{2,}|"(?:c|l)\d+"/g, "").replace(/[A-Z][a-z]{2} \w+ \S+/g, "");
    const text = await wrapped.output();
    expect(strip(text)).toBe(strip(plain));
    expect(text).toContain("Ann");
  });

  test("wrapping twice gives the same wrapper, which passes for the logger", () => {
    const { logger, output } = make();
    const safe = piiSafeLogger(logger);
    expect(piiSafeLogger(safe)).toBe(safe);
    expect(
      Object.getPrototypeOf(safe) === Object.getPrototypeOf(logger) || Object.getPrototypeOf(safe) === logger,
    ).toBe(true);
    void output();
  });
});
