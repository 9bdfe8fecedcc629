import type { Answer, HitAnswer, HitAttempt, HitQuery } from "../stores/store.ts";
import { nameOf } from "../stores/upkeep.ts";
import { LocalHits } from "./local-hits.ts";
import { Outage } from "../outage.ts";
import type { RateLimitSettings } from "./rate-limit-options.ts";

export interface GuardedAnswer extends HitAnswer {
  /** Whether the store was away and the answer came without it. */
  readonly isDegraded?: boolean;
  /** The admission in `LocalHits`, if it is remembered there. */
  readonly local?: Pick<HitAnswer, "reservation"> | undefined;
}

/** What names an admission. */
export type Receipt = Pick<GuardedAnswer, "reservation" | "isDegraded" | "local">;

const WAY = {
  local: "limiting in this process, to half the limit,",
  open: "allowing everything",
  closed: "refusing everything",
} as const;

/** How soon a client may ask again when everything is refused. */
const CLOSED_RETRY = 1000;

/** A store's `HitStore` methods with the behaviour for outages around them. */
export class GuardedHits {
  private readonly settings: RateLimitSettings;
  private readonly outage: Outage;
  private readonly local: LocalHits | undefined;
  /** A store that answers at once lives in this process: it cannot be away, so nothing needs to be remembered. */
  private isInProcess = false;

  constructor(settings: RateLimitSettings) {
    const { bucket, onStoreError, timeout, log } = settings;
    this.settings = settings;
    this.outage = new Outage(timeout, (error) =>
      log(
        `secure-patterns: the store of rate limit "${bucket}" does not answer (${nameOf(error)}); ` +
          `${WAY[onStoreError]} until it does`,
      ),
    );
    this.local = onStoreError === "local" ? new LocalHits() : undefined;
  }

  /** @param make - of the answer, what the caller wants: cheaper than one more promise */
  hit<T>(attempt: HitAttempt, make: (answer: GuardedAnswer) => T): Answer<T> {
    const { store } = this.settings;
    if (!this.isInProcess) return this.hitGuarded(attempt, make, (reduced) => store.hit(reduced));
    const answer = store.hit(attempt);
    return isPromise(answer) ? this.hitGuarded(attempt, make, () => answer) : make(answer);
  }

  async peek(query: HitQuery): Promise<GuardedAnswer> {
    try {
      return await this.outage.ask(() => this.settings.store.peekHits(query));
    } catch {
      return degraded(this.local?.peek(query) ?? fixedAnswer(this.settings.onStoreError === "open"));
    }
  }

  /** If the store is away the place stays taken: never more than the limit. */
  async release(attempt: HitAttempt, { reservation, isDegraded, local }: Receipt): Promise<void> {
    if (local) this.local?.release(attempt, local.reservation);
    if (isDegraded) return;
    try {
      await this.outage.ask(() => this.settings.store.releaseHits(attempt, reservation));
    } catch {
      // Reported when the outage began.
    }
  }

  /** @throws what the store threw: whoever resets a key wants to know */
  async reset(query: HitQuery): Promise<void> {
    this.local?.reset(query);
    await this.outage.ask(() => this.settings.store.resetHits(query));
  }

  private hitGuarded<T>(
    attempt: HitAttempt,
    make: (answer: GuardedAnswer) => T,
    call: (reduced: HitAttempt) => Answer<HitAnswer>,
  ): Answer<T> {
    const isAftermath = this.outage.wasAwayWithin(attempt.window);
    const { unknown = 0, refusal } = (isAftermath && this.local?.aftermath(attempt)) || {};
    if (refusal) return make(degraded(refusal));
    const reduced = unknown === 0 ? attempt : { ...attempt, limit: attempt.limit - unknown };
    let instead: GuardedAnswer | undefined;
    const decideWithout = (): T => make((instead = this.hitWithout(attempt)));
    const late = (answer: HitAnswer): void => this.settleLate(attempt, answer, instead);
    try {
      const answer = this.outage.ask(() => call(reduced), late);
      if (isPromise(answer)) {
        return answer.then((later) => make(this.recorded(attempt, later, unknown)), decideWithout);
      }
      this.isInProcess = true;
      return make(answer);
    } catch {
      return decideWithout();
    }
  }

  private recorded(attempt: HitAttempt, answer: HitAnswer, unknown: number): GuardedAnswer {
    const { admitted, used, retryAfter, resetAfter, reservation } = answer;
    const local = admitted ? this.local?.remember(attempt) : undefined;
    return { admitted, used: used + unknown, retryAfter, resetAfter, reservation, local };
  }

  private hitWithout(attempt: HitAttempt): GuardedAnswer {
    return degraded(this.local?.hit(attempt) ?? fixedAnswer(this.settings.onStoreError === "open"));
  }

  /** What a slow server recorded of an attempt that was refused meanwhile is taken back: it was no admission. */
  private settleLate(attempt: HitAttempt, answer: HitAnswer, instead: GuardedAnswer | undefined): void {
    if (!answer.admitted || instead?.admitted) return;
    const release = async (): Promise<void> => this.settings.store.releaseHits(attempt, answer.reservation);
    release().catch(() => {});
  }
}

function degraded(answer: HitAnswer): GuardedAnswer {
  const { admitted, used, retryAfter, resetAfter, reservation } = answer;
  const local = admitted ? answer : undefined;
  return { admitted, used, retryAfter, resetAfter, reservation, isDegraded: true, local };
}

function fixedAnswer(admitted: boolean): HitAnswer {
  return { admitted, used: 0, retryAfter: admitted ? 0 : CLOSED_RETRY, resetAfter: 0, reservation: "" };
}

function isPromise<T>(answer: Answer<T>): answer is Promise<T> {
  return answer instanceof Promise;
}
