import { pathKey } from "../flow/access-path.ts";
import type { Fact } from "../flow/facts.ts";
import type { Origin } from "../flow/origin.ts";

/**
 * `raw ? x : clean(x)`, `if (!raw) x = clean(x)`: one value that is cleaned on one of two ways was left as it is on purpose
 * on the other, unless the way was chosen by a look at the value itself.
 */
export function withOptionalCleaning(origins: readonly Origin[]): readonly Origin[] {
  const cleaned = origins.filter(({ cleared }) => cleared !== 0);
  if (cleaned.length === 0 || cleaned.length === origins.length) return origins;
  return origins.map((origin) => {
    if (!origin.facts.every(isMereUse)) return origin;
    const twins = cleaned.filter((other) => isSamePlace(origin, other));
    return twins.length === 0
      ? origin
      : { ...origin, cleared: twins.reduce((bits, { cleared }) => bits | cleared, origin.cleared) };
  });
}

/** `show(x)` before: the value was handed to a call that returned, and nothing was decided by it. */
function isMereUse(fact: Fact): boolean {
  return fact.is === "predicate" && fact.returned === true;
}

function isSamePlace(a: Origin, b: Origin): boolean {
  return (
    a.root.type === b.root.type &&
    a.before === b.before &&
    a.node === b.node &&
    pathKey(a.path) === pathKey(b.path) &&
    pathKey(a.within) === pathKey(b.within)
  );
}
