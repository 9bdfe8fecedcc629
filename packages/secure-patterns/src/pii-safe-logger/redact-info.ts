import type { Redactor } from "../redaction/index.ts";
import { redactArguments } from "./redact-arguments.ts";

/** Where winston keeps the arguments that a message's `%s` stand for (package triple-beam). */
const SPLAT = Symbol.for("splat");

/** Redacts a record of winston, the arguments that wait for their place in the message too. */
export function redactInfo<T>(info: T, redactor: Redactor): T {
  const safe = redactor.redact(info);
  const { message, [SPLAT]: splat } = (info ?? {}) as { message?: unknown; [SPLAT]?: unknown };
  if (typeof message !== "string" || !Array.isArray(splat) || info instanceof Error) return safe;
  const [safeMessage, ...safeSplat] = redactArguments([message, ...(splat as unknown[])], redactor);
  return { ...safe, message: safeMessage, [SPLAT]: safeSplat };
}
