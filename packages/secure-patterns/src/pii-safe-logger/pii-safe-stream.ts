import { createRedactor, type RedactionOptions, type Redactor } from "../redaction/index.ts";
import { redactLine } from "./redact-line.ts";

/** Where lines go: `process.stdout`, a file stream, `pino.destination()`, an object with `write`. */
export interface LogDestination {
  write(chunk: string): unknown;
  end?(): unknown;
}

/** A longer line is passed on in pieces rather than kept in memory. */
const LONGEST_LINE = 1_000_000;

/**
 * A destination that redacts each line before it passes it on: for pino's second argument, morgan's and bunyan's `stream`, a winston stream
 * transport, or text of another process. Lines of JSON are redacted by key and value, others as text.
 *
 * @param destination - anything with `write`
 * @returns an object with `write(chunk)`; an unfinished line waits for its end or for `end()`, which also ends the destination
 * @throws TypeError if the destination has no `write`, or naming the option that is wrong
 */
export function piiSafeStream(
  destination: LogDestination,
  options: RedactionOptions = {},
): Required<LogDestination> {
  if (typeof (destination as LogDestination | undefined)?.write !== "function") {
    throw new TypeError("destination must be an object with a write method");
  }
  const redactor = createRedactor(options);
  const decoder = new TextDecoder();
  let rest = "";
  return {
    write(chunk: unknown) {
      rest += typeof chunk === "string" ? chunk : decoder.decode(chunk as Uint8Array, { stream: true });
      const end = rest.length > LONGEST_LINE ? rest.length : rest.lastIndexOf("\n") + 1;
      if (end === 0) return true;
      const lines = rest.slice(0, end);
      rest = rest.slice(end);
      return destination.write(redactLines(lines, redactor));
    },
    end() {
      if (rest !== "") destination.write(redactLines(rest, redactor));
      rest = "";
      return destination.end?.();
    },
  };
}

function redactLines(lines: string, redactor: Redactor): string {
  return lines.replace(/[^\n]*\n|[^\n]+$/g, (line) => redactLine(line, redactor));
}
