import { MemoryHits } from "../stores/memory/memory-hits.ts";
import { monotonicClock } from "../stores/memory/monotonic-clock.ts";
import type { HitAnswer, HitAttempt, HitQuery } from "../stores/store.ts";

const MAX_KEYS = 100_000;

/**
 * Decides while the store is away. It remembers what this process admitted through the store, so that an outage opens
 * no fresh window, and what it admitted itself, so that the return of the store opens none either.
 */
export class LocalHits {
  private readonly all = newHits();
  /** The part that the store knows nothing of. */
  private readonly unknown = newHits();
  private lastUnknownAt = -Infinity;

  /** Decides by half the limit: other processes are counting by themselves as well. */
  hit(attempt: HitAttempt): HitAnswer {
    const answer = this.all.hit({ ...attempt, limit: Math.max(strict(attempt), attempt.cost) });
    if (answer.admitted) {
      this.unknown.hit(unlimited(attempt));
      this.lastUnknownAt = monotonicClock();
    }
    return answer;
  }

  peek(query: HitQuery): HitAnswer {
    return this.all.peekHits({ ...query, limit: strict(query) });
  }

  /** Remembers an admission that the store made, and names it for `release`. */
  remember(attempt: HitAttempt): string {
    return this.all.hit(unlimited(attempt)).reservation;
  }

  /** How much of the window is used without the store's knowledge. */
  usedUnknown(query: HitQuery): number {
    // Nearly always: then the keys need not be looked up.
    if (monotonicClock() - this.lastUnknownAt > query.window + 1) return 0;
    return this.unknown.peekHits(query).used;
  }

  /** The refusal of an attempt for which `usedUnknown` alone leaves no room. */
  refuseUnknown(attempt: HitAttempt): HitAnswer {
    return this.unknown.hit({ ...attempt, block: 0 });
  }

  release(attempt: HitAttempt, reservation: string): void {
    this.all.releaseHits(attempt, reservation);
    this.unknown.releaseHits(attempt, reservation);
  }

  reset(query: HitQuery): void {
    this.all.resetHits(query);
    this.unknown.resetHits(query);
  }
}

function newHits(): MemoryHits {
  // Keys that share a log are held to less, which is what an outage asks for anyway: no warning.
  return new MemoryHits(monotonicClock, MAX_KEYS, () => {});
}

function strict(query: HitQuery): number {
  return Math.max(1, Math.floor(query.limit / 2));
}

function unlimited(attempt: HitAttempt): HitAttempt {
  return { ...attempt, limit: Number.MAX_SAFE_INTEGER, block: 0 };
}
