import { isCardNumber } from "./card-number.ts";
import type { KeyEntry, KeyPlan, PlanKey } from "./key-cache.ts";
import type { PiiKind } from "./kind.ts";
import { redactError } from "./redact-error.ts";
import { redactSpecial } from "./redact-special.ts";

export interface ValueRules {
  readonly planKey: PlanKey;
  readonly text: (text: string, key?: string, isVersion?: boolean) => string;
  readonly hide: (kind: PiiKind, value: unknown, key: string | undefined) => unknown;
  readonly isOn: (kind: PiiKind) => boolean;
  readonly maxDepth: number;
  readonly maxEntries: number;
}

/** One call's state: a getter or `toJSON` may log, so nothing of it is shared between calls. */
export interface Walk {
  readonly rules: ValueRules;
  /** The objects from the root to here, by depth: one that is met again is a cycle. */
  readonly path: object[];
  /** Symbol keys are looked at too: `console` prints them, JSON does not. */
  readonly symbols: boolean;
  entriesLeft: number;
}

const SMALLEST_CARD = 1e12;
const LONGEST_CLEAN = 256;
export const CIRCULAR = "[Circular]";
export const UNREADABLE = "[unreadable]";
export const TRUNCATED = "[truncated]";

/** Redacts a value of any type; the same reference comes back where nothing is hidden. Never throws, never changes its argument. */
export function redactValue(value: unknown, rules: ValueRules, symbols: boolean): unknown {
  return walkValue(value, 0, { rules, path: [], symbols, entriesLeft: rules.maxEntries });
}

/** Redacts the value of one property, as its key and then its content say. */
export function redactEntry(key: string, value: unknown, rules: ValueRules, symbols: boolean): unknown {
  const walk: Walk = { rules, path: [], symbols, entriesLeft: rules.maxEntries };
  return walkKeyed(value, key, rules.planKey(key).plan, 0, walk);
}

export function walkValue(value: unknown, depth: number, walk: Walk, key?: string): unknown {
  if (typeof value === "string") return walk.rules.text(value, key);
  if (typeof value === "object" && value !== null) return walkObject(value, depth, walk);
  if (typeof value === "number") return value >= SMALLEST_CARD ? walkNumber(value, walk, key) : value;
  if (typeof value === "bigint") return walkNumber(value, walk, key);
  return value;
}

/** What a property becomes, as its key's plan says. */
export function walkKeyed(
  value: unknown,
  key: string,
  plan: KeyPlan | null,
  depth: number,
  walk: Walk,
): unknown {
  return plan === null ? walkValue(value, depth, walk, key) : walkPlanned(value, key, plan, depth, walk);
}

function walkPlanned(value: unknown, key: string, plan: KeyPlan, depth: number, walk: Walk): unknown {
  if (plan.kind !== undefined && holdsKind(value, plan.kind)) return walk.rules.hide(plan.kind, value, key);
  if (plan.isVersion && typeof value === "string") return walk.rules.text(value, key, true);
  return walkValue(value, depth, walk, key);
}

/** Walks the own enumerable properties of an object; `undefined` where none changes. */
export function walkProperties(
  object: object,
  depth: number,
  walk: Walk,
): Record<string, unknown> | undefined {
  const source = object as Record<string, unknown>;
  const { planKey } = walk.rules;
  let copy: Record<string, unknown> | undefined;
  let entry: KeyEntry | undefined;
  // In objects of data everything enumerable is its own; `for in` allocates nothing.
  for (const key in source) {
    if (--walk.entriesLeft < 0) return truncateProperties(copy ?? source, key);
    const value = source[key];
    entry = entry?.next?.key === key ? entry.next : follow(entry, planKey(key));
    const { plan } = entry;
    if (plan === null) {
      if (typeof value === "number" ? value < SMALLEST_CARD : typeof value === "boolean") continue;
      if (typeof value === "string" && value === entry.clean) continue;
      const next = walkValue(value, depth + 1, walk, key);
      if (next !== value) setProperty((copy ??= { ...source }), key, next);
      else if (typeof value === "string" && value.length <= LONGEST_CLEAN) entry.clean = value;
    } else {
      const next = walkPlanned(value, key, plan, depth + 1, walk);
      if (next !== value || plan.name !== key) copy = replaceProperty(copy ?? source, key, plan.name, next);
    }
  }
  return walk.symbols ? walkSymbols(source, copy, depth, walk) : copy;
}

export function setProperty(object: object, key: PropertyKey, value: unknown): void {
  if (key !== "__proto__") (object as Record<PropertyKey, unknown>)[key] = value;
  // Assigning to it would change the prototype.
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

function follow(previous: KeyEntry | undefined, entry: KeyEntry): KeyEntry {
  if (previous !== undefined) previous.next = entry;
  return entry;
}

function walkObject(object: object, depth: number, walk: Walk): unknown {
  const { path } = walk;
  for (let index = 0; index < depth; index++) if (path[index] === object) return CIRCULAR;
  if (depth > walk.rules.maxDepth) return TRUNCATED;
  path[depth] = object;
  try {
    const prototype: unknown = Object.getPrototypeOf(object);
    if (prototype === Object.prototype || prototype === null) return walkPlain(object, depth, walk);
    if (Array.isArray(object)) return walkArray(object, depth, walk);
    if (object instanceof Error) return redactError(object, depth, walk);
    return redactSpecial(object, depth, walk);
  } catch {
    return recover(object, depth, walk);
  }
}

function walkPlain(object: object, depth: number, walk: Walk): unknown {
  if (typeof (object as { toJSON?: unknown }).toJSON === "function")
    return redactSpecial(object, depth, walk);
  return walkProperties(object, depth, walk) ?? object;
}

function walkArray(array: readonly unknown[], depth: number, walk: Walk): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < array.length; index++) {
    if (--walk.entriesLeft < 0)
      return [...(copy ?? array).slice(0, index), `[truncated: ${array.length - index} more]`];
    const value = array[index];
    const next = walkValue(value, depth + 1, walk);
    if (next !== value) (copy ??= array.slice())[index] = next;
  }
  return copy ?? array;
}

function walkNumber(value: number | bigint, walk: Walk, key: string | undefined): unknown {
  const digits = String(value);
  return walk.rules.isOn("credit_card") && isCardNumber(digits)
    ? walk.rules.hide("credit_card", digits, key)
    : value;
}

/** What cannot hold the kind stays visible: `emailVerified: true`, `emails: 3`. */
function holdsKind(value: unknown, kind: PiiKind): boolean {
  if (typeof value === "string") return value !== "";
  if (typeof value === "object") return value !== null;
  if (typeof value !== "number" && typeof value !== "bigint") return false;
  return kind !== "email" && kind !== "ip" && kind !== "person" && kind !== "iban";
}

function walkSymbols(
  source: Record<string, unknown>,
  copy: Record<string, unknown> | undefined,
  depth: number,
  walk: Walk,
): Record<string, unknown> | undefined {
  let result = copy;
  for (const symbol of Object.getOwnPropertySymbols(source)) {
    const value = (source as Record<symbol, unknown>)[symbol];
    const next = Object.prototype.propertyIsEnumerable.call(source, symbol)
      ? walkValue(value, depth + 1, walk)
      : value;
    if (next !== value) setProperty((result ??= { ...source }), symbol, next);
  }
  return result;
}

/** The same properties in the same order, one of them replaced. */
function replaceProperty(
  source: Record<string, unknown>,
  key: string,
  name: string,
  value: unknown,
): Record<string, unknown> {
  const copy: Record<string, unknown> = { ...source };
  if (name !== key) Reflect.deleteProperty(copy, key);
  setProperty(copy, name in copy && name !== key ? `${name} ${Object.keys(copy).length}` : name, value);
  return copy;
}

function truncateProperties(source: Record<string, unknown>, from: string): Record<string, unknown> {
  const keys = Object.keys(source);
  const kept = Math.max(0, keys.indexOf(from));
  const copy: Record<string, unknown> = {};
  for (const key of keys.slice(0, kept)) setProperty(copy, key, source[key]);
  setProperty(copy, TRUNCATED, `${keys.length - kept} more`);
  return copy;
}

/** An object that throws when it is read (a getter, a proxy): property by property, as far as that goes. */
function recover(object: object, depth: number, walk: Walk): unknown {
  try {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(object)) {
      if (--walk.entriesLeft < 0) return truncateProperties(copy, key);
      const value = readProperty(object, key);
      const { plan } = walk.rules.planKey(key);
      setProperty(copy, plan?.name ?? key, walkKeyed(value, key, plan, depth + 1, walk));
    }
    return copy;
  } catch {
    return UNREADABLE;
  }
}

export function readProperty(object: object, key: PropertyKey): unknown {
  try {
    return (object as Record<PropertyKey, unknown>)[key];
  } catch {
    return UNREADABLE;
  }
}
