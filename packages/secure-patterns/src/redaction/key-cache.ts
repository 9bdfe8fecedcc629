import type { KeyVerdict } from "./key-verdict.ts";
import type { PiiKind } from "./kind.ts";

/** What is to be done with a property, known from its key alone. */
export interface KeyPlan {
  readonly kind: PiiKind | undefined;
  readonly isVersion: boolean;
  /** The key itself, or what replaces a key that is personal data (`{ "ann@example.com": 3 }`). */
  readonly name: string;
}

/** A key with its plan; `plan: null` says to look at the value only. */
export interface KeyEntry {
  readonly key: string;
  readonly plan: KeyPlan | null;
  /**
   * The entry of the key that came after this one the last time. Records of one kind have the same keys in the same order, so that one
   * comparison mostly replaces a look-up.
   */
  next: KeyEntry | undefined;
  /** The text found clean under this key the last time: a service's name, a region, a route stay the same from line to line. */
  clean: string | undefined;
}

export type PlanKey = (key: string) => KeyEntry;

/** Keys that come from data (ids, addresses) must not fill the memory. */
const MOST_KEYS = 5_000;
const LONGEST_KEY = 128;

/** Remembers what a function answers for a text: names come back over and over. */
export function remember<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (text) => {
    const entry = known.get(text);
    if (entry !== undefined) return entry.answer;
    const fresh = { answer: answer(text) };
    if (known.size >= MOST_KEYS) known.clear();
    if (text.length <= LONGEST_KEY) known.set(text, fresh);
    return fresh.answer;
  };
}

/** Remembers the verdict of every key seen: logs use the same few hundred keys over and over. */
export function createKeyCache(verdict: KeyVerdict, redactKey: (key: string) => string): PlanKey {
  return remember((key) => ({
    key,
    plan: makePlan(key, verdict(key), redactKey(key)),
    next: undefined,
    clean: undefined,
  }));
}

function makePlan(key: string, kind: PiiKind | "version" | undefined, name: string): KeyPlan | null {
  if (kind === undefined && name === key) return null;
  return { kind: kind === "version" ? undefined : kind, isVersion: kind === "version", name };
}
