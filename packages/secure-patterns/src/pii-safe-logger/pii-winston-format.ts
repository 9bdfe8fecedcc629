import { createRedactor, type RedactionOptions } from "../redaction/index.ts";
import { redactInfo } from "./redact-info.ts";

/**
 * A winston format that redacts the record: put it behind `errors()`, before `json()`, `printf()` or another that writes text.
 *
 * @example createLogger({ format: format.combine(format.splat(), piiWinstonFormat(), format.json()) })
 * @throws TypeError naming the option and the expected form
 */
export function piiWinstonFormat(options: RedactionOptions = {}): { transform: <T>(info: T) => T } {
  const redactor = createRedactor(options);
  return { transform: (info) => redactInfo(info, redactor) };
}
