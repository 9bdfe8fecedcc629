import { DRAWN_WORDS } from "../catalog/drawn-names.ts";
import { ELEMENT, RESULT, type AccessPath } from "../flow/access-path.ts";

/** `totalNodes`, `avg_snr` */
const COUNTED = /^(?:total|num|avg|average|mean|median|min|max|pct|sum)(?:_[a-z]|[A-Z])/;
/** What is done to a field on the way: the field stands in front of it. */
const METHOD = /^(?:to[A-Z]\w*|format|trim|get[A-Z]\w*|valueOf)$/;
/** `isAdmin`, `hasPaid` */
const FLAG = /^(?:is|has|can)[A-Z_]/;

/**
 * Whether a record's field holds what the program drew, counted or dated, and no text that somebody entered. A record as a
 * whole is no text either.
 */
export function isDrawnField(path: AccessPath): boolean {
  const name = fieldOf(path);
  return name === undefined || isDrawnName(name);
}

/** The last field that is read: `comment.author.name`. */
export function fieldOf(path: AccessPath): string | undefined {
  return path.findLast(
    (segment) => segment !== RESULT && segment !== ELEMENT && !/^\d+$/.test(segment) && !METHOD.test(segment),
  );
}

export function isDrawnName(name: string): boolean {
  const last = name.split(/_|(?<=[a-z\d])(?=[A-Z])/).at(-1) ?? name;
  return FLAG.test(name) || COUNTED.test(name) || DRAWN_WORDS.has(last.toLowerCase());
}
