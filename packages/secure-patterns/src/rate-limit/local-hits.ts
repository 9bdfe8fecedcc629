import { MemoryHits } from "../stores/memory/memory-hits.ts";
import { monotonicClock } from "../stores/memory/monotonic-clock.ts";
import type { HitAnswer, HitAttempt, HitQuery } from "../stores/store.ts";

const MAX_KEYS = 100_000;

/** What an attempt has to respect besides the store's answer. */
export interface Aftermath {
  /** How much of the window is used without the store's knowledge. */
  readonly unknown: number;
  /** Present if this process knows already that there is no room. */
  readonly refusal: HitAnswer | undefined;
}

/**
 * Decides while the store is away. It remembers what this process admitted through the store, so that an outage opens
 * no fresh window; and for one window after the return it goes on minding what the store cannot know: what was
 * admitted meanwhile, and what a restarted server has forgotten.
 */
export class LocalHits {
  private readonly all = newHits();
  /** The part of `all` that was admitted without the store. */
  private readonly unknown = newHits();

  /** Decides by half the limit: other processes are counting by themselves as well. */
  hit(attempt: HitAttempt): HitAnswer {
    const answer = this.all.hit({ ...attempt, limit: Math.max(strict(attempt), attempt.cost) });
    if (answer.admitted) this.unknown.hit(unlimited(attempt));
    return answer;
  }

  peek(query: HitQuery): HitAnswer {
    return this.all.peekHits({ ...query, limit: strict(query) });
  }

  /** Remembers an admission that the store made, and names it for `release`. */
  remember(attempt: HitAttempt): HitAnswer {
    return this.all.hit(unlimited(attempt));
  }

  /** To be asked for one window after the store has returned. */
  aftermath(attempt: HitAttempt): Aftermath {
    const unknown = this.unknown.peekHits(attempt).used;
    const isFull = this.all.peekHits(attempt).used + attempt.cost > attempt.limit;
    return { unknown, refusal: isFull ? this.all.hit({ ...attempt, block: 0 }) : undefined };
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

function unlimited({ bucket, keys, window, cost }: HitAttempt): HitAttempt {
  return { bucket, keys, limit: Number.MAX_SAFE_INTEGER, window, cost, block: 0 };
}
