import { parseDuration, type Duration } from "../duration.ts";
import { positiveInteger } from "../options.ts";
import type { EventRule } from "../stores/store.ts";

/** Blocked while `limit` or more events lie in the window. */
export interface EventLimit {
  readonly limit: number;
  /** Milliseconds or `"2h"`. */
  readonly window: Duration;
}

/** Limits, by kind; `false` to record a kind without counting it. */
export type EventLimits = Readonly<Record<string, EventLimit | false>>;

/** Kinds that every firewall knows. */
export type DefaultKind = "fraud" | "declined-card" | "spam" | "login" | "csrf" | "rate-limit" | "validation";

const DEFAULTS: Readonly<Record<DefaultKind, EventLimit | false>> = {
  fraud: { limit: 5, window: "2h" },
  "declined-card": { limit: 5, window: "2h" },
  spam: { limit: 10, window: "2h" },
  login: { limit: 10, window: "1h" },
  csrf: { limit: 10, window: "1h" },
  // What a limiter refuses is already refused: only logged, unless you give it a limit.
  "rate-limit": false,
  validation: false,
};

/** Kinds that the firewall itself writes. They are never counted: a block that counted its own denials would never end. */
export const OWN_KINDS = { denial: "firewall", block: "block", unblock: "unblock" } as const;

const KIND = /^[a-z0-9][a-z0-9_-]{0,39}$/i;
const RESERVED: ReadonlySet<string> = new Set(["manual", ...Object.values(OWN_KINDS)]);

/**
 * The limits of all kinds: the defaults, overridden by the user's.
 *
 * @throws TypeError that names the kind and the expected form
 */
export function readEventRules(events: unknown): ReadonlyMap<string, EventRule | undefined> {
  if (events !== undefined && (typeof events !== "object" || events === null || Array.isArray(events))) {
    throw new TypeError('events must be an object such as { fraud: { limit: 5, window: "2h" } }');
  }
  const merged: Record<string, unknown> = { ...DEFAULTS, ...events };
  return new Map(Object.entries(merged).map(([kind, limits]) => [kind, readRule(kind, limits)]));
}

function readRule(kind: string, limits: unknown): EventRule | undefined {
  if (!KIND.test(kind) || RESERVED.has(kind)) {
    throw new TypeError(
      `events: ${JSON.stringify(kind.slice(0, 50))} cannot be a kind: use up to 40 letters, digits, "-" and "_", and none of ${[...RESERVED].join(", ")}`,
    );
  }
  if (limits === false) return undefined;
  if (typeof limits !== "object" || limits === null) {
    throw new TypeError(
      `events.${kind} must be { limit, window } such as { limit: 5, window: "2h" }, or false`,
    );
  }
  const { limit, window } = limits as Partial<EventLimit>;
  return {
    kind,
    limit: positiveInteger(limit, `events.${kind}.limit`),
    window: parseDuration(window, `events.${kind}.window`),
  };
}
