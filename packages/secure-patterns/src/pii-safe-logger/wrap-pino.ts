import type { Redactor } from "../redaction/index.ts";
import { SAFE } from "./is-logger.ts";

type Serializer = (value: unknown) => unknown;
type Serializers = Record<PropertyKey, Serializer>;
type Write = (this: PinoInternals, record: unknown, message: string | undefined, level: number) => void;
type Child = (this: PinoInternals, bindings: object, options?: Record<string, unknown>) => PinoInternals;
type PinoInternals = Record<PropertyKey, unknown>;

/** Public symbols of pino, the same in every copy and version. */
const SERIALIZERS = Symbol.for("pino.serializers");
const FORMATTERS = Symbol.for("pino.formatters");

/** On a wrapper and its children: the names that have a serializer. */
const SERIALIZED = Symbol("secure-patterns.serialized");

/** The private symbols, found by their description: `pino.symbols` is not within reach of a logger. */
interface Symbols {
  readonly write: symbol;
  readonly chindings: symbol;
  readonly mixin: symbol;
  readonly errorKey: symbol;
  readonly messageKey: symbol;
}

/** Whether a logger is pino's, of a version whose inside looks as expected; others are wrapped like any logger. */
export function isPino(logger: object): boolean {
  const symbols = findSymbols(logger);
  const members = logger as PinoInternals;
  return (
    symbols !== undefined &&
    typeof members[symbols.write] === "function" &&
    typeof members["child"] === "function"
  );
}

/**
 * A pino logger made the way pino makes children, with the redaction where every call ends: after message and arguments are
 * formatted, before the record is written. Levels, bindings, serializers, mixins, hooks and transports work as before.
 */
export function wrapPino(logger: object, redactor: Redactor): object {
  const symbols = findSymbols(logger) as Symbols;
  const source = logger as PinoInternals;
  const safe = Object.create(source) as PinoInternals;
  safe[SAFE] = true;
  safe[symbols.write] = createWrite(source[symbols.write] as Write, symbols, redactor);
  safe[symbols.chindings] = redactChindings(String(source[symbols.chindings]), redactor);
  safe[SERIALIZERS] = wrapSerializers(source[SERIALIZERS] as Serializers, redactor);
  safe[SERIALIZED] = Object.keys(safe[SERIALIZERS] as Serializers);
  safe[FORMATTERS] = wrapFormatters(source[FORMATTERS] as Record<string, unknown>, redactor);
  const mixin = source[symbols.mixin];
  if (typeof mixin === "function") {
    safe[symbols.mixin] = (...args: unknown[]) =>
      redactor.redactJson(Reflect.apply(mixin, undefined, args) as unknown);
  }
  safe["child"] = createChild(source["child"] as Child, redactor);
  const setBindings = source["setBindings"] as Serializer;
  safe["setBindings"] = function (this: PinoInternals, bindings: unknown) {
    return setBindings.call(this, redactExcept(bindings, this[SERIALIZED] as string[], redactor));
  };
  return safe;
}

function createWrite(write: Write, symbols: Symbols, redactor: Redactor): Write {
  return function (this: PinoInternals, record, message, level) {
    const serialized = this[SERIALIZED] as string[];
    const errorKey = this[symbols.errorKey] as string;
    const text = message ?? findMessage(record, errorKey, this[symbols.messageKey] as string);
    const safeText = typeof text === "string" ? redactor.redactText(text) : text;
    // pino takes the message from the error by itself: it is handed over only where it had to change.
    const nextText = message === undefined && safeText === text ? undefined : safeText;
    const isSerialized = record instanceof Error && serialized.includes(errorKey);
    write.call(
      this,
      isSerialized ? record : redactExcept(record, serialized, redactor),
      nextText as string | undefined,
      level,
    );
  };
}

/** As pino: the message of a logged error, where none is given. */
function findMessage(record: unknown, errorKey: string, messageKey: string): unknown {
  if (record instanceof Error) return record.message;
  if (typeof record !== "object" || record === null) return undefined;
  const members = record as Record<string, { message?: unknown } | undefined>;
  return members[messageKey] === undefined ? members[errorKey]?.message : undefined;
}

/** Redacts a record but for what a serializer will turn into something else first: that is redacted after it. */
function redactExcept(record: unknown, serialized: readonly string[], redactor: Redactor): unknown {
  if (typeof record !== "object" || record === null) return redactor.redactJson(record);
  let held: Record<string, unknown> | undefined;
  for (const key of serialized) {
    if (Object.prototype.hasOwnProperty.call(record, key))
      (held ??= {})[key] = (record as Record<string, unknown>)[key];
  }
  if (held === undefined) return redactor.redactJson(record);
  const rest: Record<string, unknown> = { ...record };
  for (const key in held) rest[key] = undefined;
  return { ...redactor.redactJson(rest), ...held };
}

function wrapSerializers(serializers: Serializers, redactor: Redactor): Serializers {
  const wrapped = Object.create(null) as Serializers;
  for (const key of Reflect.ownKeys(serializers ?? {})) {
    const serializer = serializers[key];
    if (typeof serializer !== "function") continue;
    wrapped[key] =
      typeof key === "string"
        ? (value) => redactor.redactEntry(key, serializer(value))
        : (value) => redactor.redactJson(serializer(value));
  }
  return wrapped;
}

function wrapFormatters(formatters: Record<string, unknown>, redactor: Redactor): Record<string, unknown> {
  const log = formatters?.["log"];
  if (typeof log !== "function") return formatters;
  return {
    ...formatters,
    log: (record: unknown) => redactor.redactJson(Reflect.apply(log, undefined, [record]) as unknown),
  };
}

function createChild(child: Child, redactor: Redactor): Child {
  return function (this: PinoInternals, bindings, options) {
    if (typeof bindings !== "object" || bindings === null) return child.call(this, bindings, options);
    const own = options?.["serializers"] as Serializers | undefined;
    const serialized = [...(this[SERIALIZED] as string[]), ...Object.keys(own ?? {})];
    const safeOptions = options && { ...options };
    if (safeOptions !== undefined && own !== undefined)
      safeOptions["serializers"] = wrapSerializers(own, redactor);
    if (safeOptions?.["formatters"] !== undefined) {
      safeOptions["formatters"] = wrapFormatters(
        safeOptions["formatters"] as Record<string, unknown>,
        redactor,
      );
    }
    const made = child.call(this, redactExcept(bindings, serialized, redactor) as object, safeOptions);
    if (own !== undefined) made[SERIALIZED] = serialized;
    return made;
  };
}

/** Bindings made before the logger was wrapped are text by then: `,"user":"ann@example.com"`. */
function redactChindings(chindings: string, redactor: Redactor): string {
  if (chindings === "") return chindings;
  try {
    const bindings = JSON.parse(`{${chindings.slice(1)}}`) as object;
    const safe = redactor.redactJson(bindings);
    return safe === bindings ? chindings : `,${JSON.stringify(safe).slice(1, -1)}`;
  } catch {
    return redactor.redactText(chindings);
  }
}

function findSymbols(logger: object): Symbols | undefined {
  const found = new Map<string | undefined, symbol>();
  for (
    let level: object | null = logger;
    level !== null;
    level = Object.getPrototypeOf(level) as object | null
  ) {
    for (const symbol of Object.getOwnPropertySymbols(level)) found.set(symbol.description, symbol);
  }
  const [write, chindings, errorKey, messageKey] = ["write", "chindings", "errorKey", "messageKey"].map(
    (name) => found.get(`pino.${name}`),
  );
  if (write === undefined || chindings === undefined || errorKey === undefined || messageKey === undefined)
    return undefined;
  return { write, chindings, errorKey, messageKey, mixin: found.get("pino.mixin") ?? Symbol("none") };
}
