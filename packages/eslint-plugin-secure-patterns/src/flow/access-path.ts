/**
 * What is read from a value, one segment a step: a property name, `"*"` for an element or a computed property, `"()"` for
 * the result of a call, `"new"` for an instance, `"(key)"` for the name of a property. `req.query.next` is the root `req` with `["query", "next"]`.
 */
export type AccessPath = readonly string[];

export const ELEMENT = "*";
/** What a stream hands out piece by piece, to who waits for it: `for await (const chunk of request)`. */
export const CHUNK = "(chunk)";
export const RESULT = "()";
export const INSTANCE = "new";
/** The names of an object's properties: who chooses the object chooses them too. */
export const KEY = "(key)";

/** Longer paths are cut: what lies deeper counts as part of what was reached. */
export const LONGEST_PATH = 12;

export function pathKey(path: AccessPath): string {
  return path.length === 0 ? "" : path.join("\u0001");
}

export function extend(segments: AccessPath, path: AccessPath): AccessPath {
  if (segments.length === 0) return path;
  const joined = [...segments, ...path];
  return joined.length > LONGEST_PATH ? joined.slice(0, LONGEST_PATH) : joined;
}

/** What no text has: `name.email` of `for (const name in body)`; its methods are another matter. */
export function isMissingInText([first, second]: AccessPath): boolean {
  return (
    first !== undefined && ![ELEMENT, RESULT].includes(first) && second !== RESULT && !/^\d+$/.test(first)
  );
}

export function segmentsMatch(a: string, b: string): boolean {
  return a === b || ((a === ELEMENT || b === ELEMENT) && a !== KEY && b !== KEY);
}
