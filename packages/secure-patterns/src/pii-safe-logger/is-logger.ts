/** On every wrapper; shared by copies of this package, so that wrapping with two of them is free too. */
export const SAFE: unique symbol = Symbol.for("secure-patterns.pii-safe");

const LEVELS = ["info", "warn", "error", "debug", "log", "trace", "fatal", "verbose"];

/** Whether something has at least two methods named as log levels, or is a function such as `debug("app")`. */
export function isLogger(value: unknown): value is object {
  if (typeof value === "function") return true;
  if (typeof value !== "object" || value === null) return false;
  return (
    LEVELS.filter((level) => typeof (value as Record<string, unknown>)[level] === "function").length >= 2
  );
}

export function isSafe(logger: object): boolean {
  return (logger as { [SAFE]?: unknown })[SAFE] === true;
}
