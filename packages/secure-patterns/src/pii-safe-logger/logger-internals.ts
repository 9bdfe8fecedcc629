import type { Redactor } from "../redaction/index.ts";
import { redactArguments } from "./redact-arguments.ts";
import { redactInfo } from "./redact-info.ts";

/**
 * A method inside a logger through which everything goes that it logs. To catch it there keeps the logger's own understanding of its
 * arguments, and its call-site detection.
 */
export interface Internals {
  readonly method: string;
  /** What the method gets in place of its arguments. */
  readonly redact?: (args: readonly unknown[], redactor: Redactor) => readonly unknown[];
  /** What the method returns in place of its result. */
  readonly redactResult?: (result: unknown, redactor: Redactor) => unknown;
  /** Properties that the wrapper answers otherwise. */
  readonly properties?: Readonly<Record<string, (value: unknown, redactor: Redactor) => unknown>>;
}

type Members = Readonly<Record<string, unknown>>;

/** `write(info)` gets the record of every winston call, with the format's arguments under a symbol. */
const WINSTON: Internals = {
  method: "write",
  redact: ([info, ...rest], redactor) => [redactInfo(info, redactor), ...rest],
};
/** `_emit(record, isDryRun)`: after bunyan's serializers. */
const BUNYAN: Internals = {
  method: "_emit",
  redact: ([record, ...rest], redactor) => [redactor.redact(record), ...rest],
};
/** `_log(level, data)`; the wrapper is one more frame on the stack that log4js looks for the caller on. */
const LOG4JS: Internals = {
  method: "_log",
  redact: ([level, data, ...rest], redactor) => [
    level,
    redactArguments(data as unknown[], redactor),
    ...rest,
  ],
  properties: { callStackSkipIndex: (value) => Number(value) + 1 },
};
/** `_resolveLogArguments(args)` calls the functions among them; `logObj` is added to every record. */
const TSLOG: Internals = {
  method: "_resolveLogArguments",
  redactResult: (args, redactor) =>
    Array.isArray(args) ? redactArguments(args, redactor) : redactor.redact(args),
  properties: { logObj: (value, redactor) => redactor.redact(value) },
};

/** The inside of a logger that is better caught there than at its public methods. */
export function findInternals(logger: object): Internals | undefined {
  const members = logger as Members;
  const has = (...names: string[]): boolean => names.every((name) => typeof members[name] === "function");
  if (has("write", "configure", "add", "startTimer") && "transports" in logger) return WINSTON;
  if (has("_emit", "_applySerializers", "addStream")) return BUNYAN;
  if (has("_log", "addContext", "setParseCallStackFunction")) return LOG4JS;
  if (has("_resolveLogArguments", "getSubLogger", "attachTransport")) return TSLOG;
  return undefined;
}
