import { createRedactor, type RedactionOptions } from "../redaction/index.ts";
import { redactLine } from "./redact-line.ts";

/**
 * For pino's `hooks` option: redacts each finished line, bindings and mixins included. Choose it where the logger is made in one place but
 * handed out in many; `piiSafeLogger(pino())` does the same with less work.
 *
 * @example pino({ hooks: piiPinoHooks() })
 * @throws TypeError naming the option and the expected form
 */
export function piiPinoHooks(options: RedactionOptions = {}): { streamWrite: (line: string) => string } {
  const redactor = createRedactor(options);
  return { streamWrite: (line) => redactLine(line, redactor) };
}
