import type { Redactor } from "../redaction/index.ts";
import { isLogger, isSafe, SAFE } from "./is-logger.ts";
import type { Internals } from "./logger-internals.ts";
import { redactArguments } from "./redact-arguments.ts";

type Method = (...args: unknown[]) => unknown;
type Members = Record<PropertyKey, unknown>;

/** Methods that make another logger; what they bind is logged later. */
const MAKERS =
  /^(?:child|with|with[A-Z]\w*|getLogger|getSubLogger|create|extend|scope|clone|tag|fork|sub|namespace)$/;
/** Methods that set something up: what they get is no log record and must arrive as it is. */
const SETTERS =
  /^(?:(?:add|remove|set|get|is|has|on|off|un|use|create|make|register|configure|init|restore|wrap|mock|pause|resume|reset|enable|disable|clear|list)(?:[A-Z_].*)?|once|emit|listeners|listenerCount|eventNames|rawListeners|prependListener|pipe|unpipe|end|close|flush|flushSync|destroy|cork|uncork|query|stream|start|stop|toString|valueOf|toJSON|constructor|then|inspect|rebuild|noConflict|prompt|methodFactory|reopenFileStreams|dispose|options|profile|startTimer)$/;
/** These begin like a setter but log. */
const LOGGING = /^(?:start|success)$/;
/** `addContext(key, value)` of log4js and others: the value is logged by name later. */
const CONTEXT = /^(?:addContext|setContext|setTag|setExtra|setBindings)$/;

/** A logger whose log methods get redacted arguments. Everything else is the wrapped logger's own. */
export function wrapLogger(logger: object, redactor: Redactor, internals: Internals | undefined): object {
  const members = logger as Members;
  const wrappers = new Map<PropertyKey, { readonly original: unknown; readonly wrapper: unknown }>();
  const wrapResult = (result: unknown): unknown => {
    if (result === logger) return proxy;
    const isNewLogger = typeof result === "object" && isLogger(result) && !isSafe(result);
    return isNewLogger ? wrapLogger(result, redactor, internals) : result;
  };
  const wrapMember = (name: PropertyKey, original: Method): unknown => {
    const redact = chooseRedaction(String(name), internals, redactor);
    if (internals?.method === name && internals.redactResult !== undefined) {
      return wrapFunction(original, redact, keepThis, (result) => internals.redactResult?.(result, redactor));
    }
    // Called on the wrapper, it meets the redaction further inside.
    if (redact === undefined && internals !== undefined) return original;
    return wrapFunction(
      original,
      redact,
      (self) => (self === proxy && internals === undefined ? logger : self),
      wrapResult,
    );
  };
  // A stand-in as the target: a frozen logger's own properties would forbid the wrapper to answer otherwise.
  const target = typeof logger === "function" ? (): void => undefined : {};
  const proxy: object = new Proxy(target, {
    get(_target, name) {
      if (name === SAFE) return true;
      const value = Reflect.get(logger, name, logger) as unknown;
      if (value === logger) return proxy;
      if (typeof value !== "function") return readProperty(name, value, internals, redactor);
      if (name === "constructor") return value;
      const known = wrappers.get(name);
      if (known?.original === value) return known.wrapper;
      const wrapper = wrapMember(name, value as Method);
      wrappers.set(name, { original: value, wrapper });
      return wrapper;
    },
    set: (_target, name, value, receiver: object) =>
      receiver === proxy
        ? Reflect.set(logger, name, value, logger)
        : Reflect.defineProperty(receiver, name, {
            value,
            writable: true,
            enumerable: true,
            configurable: true,
          }),
    has: (_target, name) => name in logger,
    deleteProperty: (_target, name) => Reflect.deleteProperty(members, name),
    ownKeys: () => Reflect.ownKeys(logger),
    getOwnPropertyDescriptor: (_target, name) => describe(logger, name),
    defineProperty: (_target, name, descriptor) => Reflect.defineProperty(logger, name, descriptor),
    getPrototypeOf: () => Reflect.getPrototypeOf(logger),
    apply: (_target, self, args: unknown[]) =>
      Reflect.apply(logger as Method, self, redactArguments(args, redactor)) as unknown,
  });
  return proxy;
}

const keepThis = (self: unknown): unknown => self;

type Redaction = ((args: readonly unknown[]) => readonly unknown[]) | undefined;

function chooseRedaction(name: string, internals: Internals | undefined, redactor: Redactor): Redaction {
  if (CONTEXT.test(name)) return (args) => redactContext(args, redactor);
  if (MAKERS.test(name)) return (args) => redactArguments(args, redactor);
  if (internals !== undefined) {
    const { method, redact } = internals;
    return name === method && redact !== undefined ? (args) => redact(args, redactor) : undefined;
  }
  if (SETTERS.test(name) && !LOGGING.test(name)) return undefined;
  return (args) => redactArguments(args, redactor);
}

/** Keeps the function's own properties (`consola.info.raw`), which log as well. */
function wrapFunction(
  original: Method,
  redact: Redaction,
  chooseThis: (self: unknown) => unknown,
  wrapResult: (result: unknown) => unknown,
): unknown {
  const call = function (this: unknown, ...args: unknown[]): unknown {
    const redacted = redact === undefined ? args : redact(args);
    return wrapResult(Reflect.apply(original, chooseThis(this), redacted));
  };
  return Object.keys(original).length === 0 && original.prototype === undefined
    ? call
    : withMembers(original, call, redact);
}

function withMembers(original: Method, call: Method, redact: Redaction): unknown {
  return new Proxy(original, {
    apply: (_target, self, args: unknown[]) => Reflect.apply(call, self, args) as unknown,
    get(target, name, receiver) {
      const value = Reflect.get(target, name, receiver) as unknown;
      const isOwnMethod =
        typeof value === "function" && redact !== undefined && Object.keys(target).includes(String(name));
      return isOwnMethod
        ? (...args: unknown[]) => Reflect.apply(value, target, redact(args)) as unknown
        : value;
    },
  });
}

function redactContext(args: readonly unknown[], redactor: Redactor): readonly unknown[] {
  const [name, value, ...rest] = args;
  return typeof name === "string" && args.length > 1
    ? [name, redactor.redactEntry(name, value), ...rest]
    : redactArguments(args, redactor);
}

function readProperty(
  name: PropertyKey,
  value: unknown,
  internals: Internals | undefined,
  redactor: Redactor,
): unknown {
  const answer = internals?.properties?.[String(name)];
  return answer === undefined ? value : answer(value, redactor);
}

/** The wrapper's stand-in has no properties of its own, so it may only report configurable ones. */
function describe(logger: object, name: PropertyKey): PropertyDescriptor | undefined {
  const descriptor = Reflect.getOwnPropertyDescriptor(logger, name);
  return descriptor && { ...descriptor, configurable: true };
}
