import type { StandardIssue } from "./standard-schema.ts";
import type { FieldProblem } from "./validation-error.ts";

/** An array of a million wrong items must not make a response of a million lines. */
const MOST_FIELDS = 20;
const DEEPEST = 16;
/** Keys come from the client too: what does not look like a field's name is not repeated. */
const NAME = /^[A-Za-z_$][\w$-]{0,63}$/;

/** The fields that a schema complains about, each once, without the schema's messages. */
export function readFieldProblems(issues: readonly StandardIssue[], input: unknown): FieldProblem[] {
  const fields = new Map<string, FieldProblem>();
  for (const issue of issues) {
    if (fields.size >= MOST_FIELDS) break;
    const keys = (issue.path ?? []).map((segment) => (typeof segment === "object" ? segment.key : segment));
    const path = writePath(keys);
    if (!fields.has(path)) fields.set(path, { path, problem: isThere(keys, input) ? "invalid" : "missing" });
  }
  return fields.size > 0 ? [...fields.values()] : [{ path: "", problem: "invalid" }];
}

function writePath(keys: readonly PropertyKey[]): string {
  let path = "";
  for (const key of keys.slice(0, DEEPEST)) {
    if (typeof key === "number" || /^\d{1,10}$/.test(String(key))) path += `[${String(key)}]`;
    else path += `${path === "" ? "" : "."}${typeof key === "string" && NAME.test(key) ? key : "*"}`;
  }
  return path;
}

function isThere(keys: readonly PropertyKey[], input: unknown): boolean {
  let value = input;
  for (const key of keys) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value !== undefined;
}
