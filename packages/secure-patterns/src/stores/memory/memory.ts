import { callable, defaultLog, knownOptions, positiveInteger } from "../../options.ts";
import { composeStore } from "../compose-store.ts";
import type { Store } from "../store.ts";
import { MemoryEvents } from "./memory-events.ts";
import { MemoryHits } from "./memory-hits.ts";
import { MemoryTokens } from "./memory-tokens.ts";
import { monotonicClock } from "./monotonic-clock.ts";

export interface MemoryOptions {
  /** Milliseconds since 1970, only moving forward; for tests. By default the monotonic clock of the process. */
  readonly clock?: () => number;
  /**
   * How many rate-limited keys to hold, 1,000,000 by default (some 100 bytes each), 16,000,000 at most. When they are
   * all in use, further keys share 1024 logs per bucket, each held to one key's limit, until there is room: nobody gets
   * more than the limit, some get less, and a warning says so.
   */
  readonly maxKeys?: number;
  /** How many firewall records to hold, 10,000 by default; the oldest make room, and a warning says so. */
  readonly maxEvents?: number;
  /** Receives warnings; `console.warn` by default. */
  readonly log?: (message: string) => void;
}

/** A `Map` of V8 holds 2^24 entries and throws at the next one. */
const MOST_KEYS = 16_000_000;

/**
 * A store in this process's memory: for one process, for development and for tests. It forgets everything when the
 * process ends.
 *
 * @throws TypeError if an option is not of the expected form
 */
export function memory(options: MemoryOptions = {}): Store {
  const {
    clock = monotonicClock,
    maxKeys = 1_000_000,
    maxEvents = 10_000,
    log = defaultLog,
  } = knownOptions(options, ["clock", "maxKeys", "maxEvents", "log"], "memory");
  callable(clock, "clock");
  callable(log, "log");
  positiveInteger(maxKeys, "maxKeys");
  if (maxKeys > MOST_KEYS) throw new TypeError(`maxKeys must be at most ${MOST_KEYS}`);
  positiveInteger(maxEvents, "maxEvents");
  const warnOnce = (text: string): (() => void) =>
    once(() => log(`secure-patterns: the memory store ${text}`));

  const newHits = (): MemoryHits =>
    new MemoryHits(
      clock,
      maxKeys,
      warnOnce(`holds ${maxKeys} keys: new ones share limits until others expire (see maxKeys)`),
    );
  const eventsFull = warnOnce(`holds ${maxEvents} firewall records and drops the oldest (see maxEvents)`);
  const leases = new Map<string, number>();
  return composeStore({
    hits: newHits(),
    tokens: new MemoryTokens(clock),
    events: new MemoryEvents(clock, newHits(), maxEvents, eventsFull),
    lease(name, duration) {
      if ((leases.get(name) ?? -Infinity) > clock()) return false;
      leases.set(name, clock() + duration);
      return true;
    },
    migrate: () => Promise.resolve(),
    log,
  });
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    action();
  };
}
