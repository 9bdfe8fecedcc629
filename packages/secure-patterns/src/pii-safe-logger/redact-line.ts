import type { Redactor } from "../redaction/index.ts";

/** Redacts one line of a log: as JSON where it is some, else as text. Line ends stay. */
export function redactLine(line: string, redactor: Redactor): string {
  const body = line.trimEnd();
  if (!body.startsWith("{") && !body.startsWith("[")) return redactor.redactText(line);
  let record: unknown;
  try {
    record = JSON.parse(body);
  } catch {
    return redactor.redactText(line);
  }
  const safe = redactor.redact(record);
  return safe === record ? line : JSON.stringify(safe) + line.slice(body.length);
}
