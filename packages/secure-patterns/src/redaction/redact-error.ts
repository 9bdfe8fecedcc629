import {
  readProperty,
  setProperty,
  UNREADABLE,
  type Walk,
  walkProperties,
  walkValue,
} from "./redact-value.ts";

/** What an `Error` holds outside its enumerable properties. */
const HIDDEN_PROPERTIES = ["message", "stack", "cause", "errors"] as const;

/** An error with what is hidden replaced in its message, stack, causes and own properties; still an instance of its class. */
export function redactError(error: Error, depth: number, walk: Walk): Error {
  const changed = new Map<string, unknown>();
  for (const name of HIDDEN_PROPERTIES) {
    const value = readProperty(error, name);
    const next = walkValue(value, depth + 1, walk, name);
    if (next !== value || value === UNREADABLE) changed.set(name, next);
  }
  const properties = walkProperties(error, depth, walk);
  return changed.size === 0 && properties === undefined ? error : copyError(error, changed, properties);
}

function copyError(
  error: Error,
  changed: ReadonlyMap<string, unknown>,
  properties: object | undefined,
): Error {
  const copy = new Error(String(changed.get("message") ?? readProperty(error, "message") ?? ""));
  // A DOMException's own getters work on no copy: its name is kept as a plain property.
  const isHostObject = Object.prototype.toString.call(error) === "[object DOMException]";
  if (isHostObject) defineHidden(copy, "name", readProperty(error, "name"));
  else Object.setPrototypeOf(copy, Object.getPrototypeOf(error) as object);
  for (const name of HIDDEN_PROPERTIES) {
    const value = changed.has(name) ? changed.get(name) : readProperty(error, name);
    if (value !== undefined || name === "stack") defineHidden(copy, name, value);
  }
  const source = properties ?? error;
  for (const key of Object.keys(source))
    if (!changed.has(key)) setProperty(copy, key, readProperty(source, key));
  return copy;
}

function defineHidden(copy: Error, name: string, value: unknown): void {
  Object.defineProperty(copy, name, { value, writable: true, enumerable: false, configurable: true });
}
