import { createRedactor, type RedactionOptions } from "../redaction/index.ts";
import { isLogger, isSafe } from "./is-logger.ts";
import { findInternals } from "./logger-internals.ts";
import { isPino, wrapPino } from "./wrap-pino.ts";
import { wrapLogger } from "./wrap-logger.ts";

/**
 * Wraps a logger so that personal data and secrets do not reach its output: by the names of properties at any depth, and by
 * their shape in every text (messages, stacks, headers, nested values).
 *
 * Knows console, pino, winston, bunyan, log4js, consola, loglevel, tslog, Nest's `Logger`, and takes any object with methods such as
 * `info` and `error`. What is logged is copied where something is hidden and never changed. The logger itself is not changed
 * either: what is logged through it directly stays as it is.
 *
 * @param logger - the logger
 * @param options - more names and patterns, what to keep, what stands in place; see {@link RedactionOptions}
 * @returns a logger of the same type; children made from it are wrapped too. Wrapping twice gives the first wrapper.
 * @throws TypeError if `logger` has no log methods, or naming the option that is wrong
 */
export function piiSafeLogger<L extends object>(logger: L, options: RedactionOptions = {}): L {
  if (!isLogger(logger)) {
    throw new TypeError("logger must be an object with log methods such as info, warn and error");
  }
  const redactor = createRedactor(options);
  if (isSafe(logger)) return logger;
  return (
    isPino(logger) ? wrapPino(logger, redactor) : wrapLogger(logger, redactor, findInternals(logger))
  ) as L;
}
