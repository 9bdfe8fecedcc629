import type { EventRule, HitAnswer, HitAttempt, HitQuery, IpStatus, NewEvent } from "./store.ts";

/** Holds a character that no bucket of a user may hold. */
const BUCKET = "~events";

/** Counted events are admissions without a limit, so that stores count only one way. */
export function countAttempt(event: NewEvent): HitAttempt {
  const { ip, kind, countFor } = event;
  return { ...countQuery(ip, { kind, window: countFor, limit: Number.MAX_SAFE_INTEGER }), cost: 1, block: 0 };
}

export function countQuery(ip: string, rule: EventRule): HitQuery {
  return {
    bucket: BUCKET,
    keys: [JSON.stringify([rule.kind, ip])],
    limit: rule.limit,
    window: rule.window,
  };
}

/**
 * @param counts - the answer of `peekHits` for each rule: one more would be refused exactly while the rule blocks
 * @param manual - how long the block by hand still holds; 0 for none
 */
export function ipStatusOf(
  rules: readonly EventRule[],
  counts: readonly Pick<HitAnswer, "used" | "retryAfter">[],
  manual: number,
): IpStatus {
  let blockedFor = manual;
  let blockedBy = manual > 0 ? "manual" : null;
  counts.forEach(({ retryAfter }, i) => {
    if (retryAfter <= blockedFor) return;
    blockedFor = retryAfter;
    blockedBy = rules[i]!.kind;
  });
  return { counts: counts.map(({ used }) => used), blockedFor, blockedBy };
}
