import { DRAWN_WORDS } from "../catalog/drawn-names.ts";
import { ELEMENT, RESULT, type AccessPath } from "../flow/access-path.ts";

/** What is done to a field on the way: the field stands in front of it. */
const METHOD = /^(?:to[A-Z]\w*|format|trim|get[A-Z]\w*|valueOf)$/;
/** `isAdmin`, `hasPaid` */
const FLAG = /^(?:is|has|can)[A-Z_]/;

/**
 * Whether a record's field holds what the program drew, counted or dated, and no text that somebody entered. A record as a
 * whole is no text either.
 */
export function isDrawnField(path: AccessPath): boolean {
  const name = path.findLast(
    (segment) => segment !== RESULT && segment !== ELEMENT && !/^\d+$/.test(segment) && !METHOD.test(segment),
  );
  if (name === undefined) return true;
  const last = name.split(/_|(?<=[a-z\d])(?=[A-Z])/).at(-1) ?? name;
  return FLAG.test(name) || DRAWN_WORDS.has(last.toLowerCase());
}
