import { readProperty, UNREADABLE, type Walk, walkKeyed, walkProperties, walkValue } from "./redact-value.ts";

const INSPECT = Symbol.for("nodejs.util.inspect.custom");
/** Web types whose content shows through their entries only. */
const ENTRY_TYPES: ReadonlySet<string> = new Set(["Headers", "URLSearchParams", "FormData"]);
const MOST_BYTES = 65_536;

/** Redacts what is neither a plain object, an array nor an error. */
export function redactSpecial(object: object, depth: number, walk: Walk): unknown {
  if (object instanceof Date || object instanceof RegExp) return object;
  if (object instanceof String) return walkValue(String(object), depth, walk);
  if (ArrayBuffer.isView(object)) return redactBytes(object, walk);
  if (object instanceof Map) return redactMap(object, depth, walk);
  if (object instanceof Set) return redactSet(object, depth, walk);
  const tag = Object.prototype.toString.call(object).slice(8, -1);
  if (ENTRY_TYPES.has(tag)) return redactEntries(object as Iterable<[string, unknown]>, depth, walk);
  return redactInstance(object, depth, walk);
}

/** Text in bytes is text: `Buffer` is printed by console and written by JSON as it is. */
function redactBytes(bytes: ArrayBufferView, walk: Walk): unknown {
  if (!(bytes instanceof Uint8Array)) return bytes;
  const text = new TextDecoder("latin1").decode(bytes.subarray(0, MOST_BYTES));
  return walk.rules.text(text) === text ? bytes : `[redacted: ${bytes.length} bytes]`;
}

function redactMap(map: Map<unknown, unknown>, depth: number, walk: Walk): unknown {
  let isChanged = false;
  const copy = new Map<unknown, unknown>();
  for (const [key, value] of map) {
    if (--walk.entriesLeft < 0) return copy.set("[truncated]", `${map.size - copy.size} more`);
    const plan = typeof key === "string" ? walk.rules.planKey(key).plan : null;
    const nextKey = plan?.name ?? walkValue(key, depth + 1, walk);
    const next = walkKeyed(value, String(key), plan, depth + 1, walk);
    isChanged ||= nextKey !== key || next !== value;
    copy.set(nextKey, next);
  }
  return isChanged ? copy : map;
}

function redactSet(set: Set<unknown>, depth: number, walk: Walk): unknown {
  let isChanged = false;
  const copy = new Set<unknown>();
  for (const value of set) {
    if (--walk.entriesLeft < 0) return copy.add(`[truncated: ${set.size - copy.size} more]`);
    const next = walkValue(value, depth + 1, walk);
    isChanged ||= next !== value;
    copy.add(next);
  }
  return isChanged ? copy : set;
}

function redactEntries(entries: Iterable<[string, unknown]>, depth: number, walk: Walk): unknown {
  const plain = Object.fromEntries(entries);
  return walkProperties(plain, depth, walk) ?? entries;
}

/** An instance of a class: what `toJSON` shows and what its own properties show. */
function redactInstance(object: object, depth: number, walk: Walk): unknown {
  const toJSON = readProperty(object, "toJSON");
  if (toJSON === UNREADABLE) throw new Error(UNREADABLE);
  if (typeof toJSON === "function") {
    const json: unknown = toJSON.call(object, "");
    // An object that answers itself is looked at as any other.
    const next = json === object ? json : walkValue(json, depth + 1, walk);
    if (next !== json) return next;
  }
  const properties = walkProperties(object, depth, walk);
  if (properties === undefined) return object;
  const keepsPrototype = typeof toJSON !== "function" && !(INSPECT in object);
  return keepsPrototype
    ? Object.assign(Object.create(Object.getPrototypeOf(object) as object) as object, properties)
    : properties;
}
