import type { Denial, Protection, RequestFacts, Verdict } from "../protection.ts";
import { notifyDenied } from "../notify-denied.ts";
import { knownOptions, positiveInteger } from "../options.ts";
import type { HitAttempt, HitQuery } from "../stores/store.ts";
import { GuardedHits, type Receipt } from "./guarded-hits.ts";
import { type Quota, rateLimitHeaders } from "./rate-limit-headers.ts";
import { type RateLimitOptions, type RateLimitSettings, readRateLimitOptions } from "./rate-limit-options.ts";

export type { RateLimitOptions } from "./rate-limit-options.ts";

/** The state of the fullest of the keys that were asked about. */
export interface RateLimitStatus extends Quota {
  /** Whether the attempt may proceed; from `peek`, whether one would. */
  readonly allowed: boolean;
  readonly limit: number;
  /** How much is left of the limit. */
  readonly remaining: number;
  /** Milliseconds until the same attempt is admitted; 0 if it was, `Infinity` if it costs more than the limit. */
  readonly retryAfter: number;
  /** Milliseconds until there is more; 0 if nothing is used. */
  readonly resetAfter: number;
  /** Whether the store was away, so that the answer came without it. */
  readonly isDegraded: boolean;
}

export interface RateLimitResult extends RateLimitStatus {
  /** Gives the place back, as if the attempt had not been made; safe to repeat. */
  release(): Promise<void>;
}

export interface RateLimiter extends Protection {
  /**
   * Counts an attempt, unless it is refused.
   *
   * @param key - what to count by, such as an account or an address; with several (up to 16), each has the limit, and
   *   the attempt is admitted on all of them or on none
   * @throws TypeError if there is no key: an empty one would be a limit shared by everybody
   */
  check(key: string | readonly string[], options?: { readonly cost?: number }): Promise<RateLimitResult>;
  /** Says what `check` would, and counts nothing. */
  peek(key: string | readonly string[]): Promise<RateLimitStatus>;
  /** Forgets the attempts and the block of each key. Rejects if the store is away. */
  reset(key: string | readonly string[]): Promise<void>;
}

/** The reservation alone, of a store in this process. */
type Taken = number | Receipt | undefined;

const MAX_KEYS = 16;
/** Below it a response counts as success: redirects included, since a login answers with one. */
const FIRST_FAILURE = 400;

/**
 * At most `limit` admissions per key in *any* window: an exact log of admissions, decided in one atomic step of the
 * store by the store's clock. Refused attempts are not recorded, so `retryAfter` is exact.
 *
 * @throws TypeError naming the option that is not of the expected form
 */
export function rateLimit(options: RateLimitOptions): RateLimiter {
  return new ExactRateLimiter(readRateLimitOptions(options));
}

class ExactRateLimiter implements RateLimiter {
  private readonly settings: RateLimitSettings;
  private readonly hits: GuardedHits;
  /** The shortest way to a store in this process, which cannot be away. */
  private readonly hitOne: ((key: string) => RateLimitResult) | undefined;
  private readonly limit: number;
  /** Of a check that names none. */
  private readonly cost: number;

  constructor(settings: RateLimitSettings) {
    const { store, limit, cost, block } = settings;
    this.settings = settings;
    this.hits = new GuardedHits(settings);
    this.limit = limit;
    this.cost = typeof cost === "function" ? 1 : cost;
    this.hitOne =
      block === 0 ? store.hitsUnder?.({ ...settings, cost: this.cost }, this.answerHitOne) : undefined;
  }

  /**
   * Without an `await`: what an `async` function puts aside for one takes a tenth of a decision in memory. And each
   * `return` straight after a look at the result: there V8 knows what the result is and does not search it for a `then`,
   * which takes a tenth as well.
   */
  async check(key: unknown, options?: { readonly cost?: number }): Promise<RateLimitResult> {
    if (this.hitOne === undefined || options !== undefined || !isKey(key)) return this.checkBy(key, options);
    const result = this.hitOne(key);
    if (result.allowed) return result;
    if (this.settings.onDenied === undefined) return result;
    return this.reported(result);
  }

  private async checkBy(key: unknown, options: { readonly cost?: number } = {}): Promise<RateLimitResult> {
    const { cost = this.cost } = knownOptions(options, ["cost"], "check");
    return this.reported(await this.decide(readKeys(key), readCost(cost)));
  }

  private async reported(result: RateLimitResult): Promise<RateLimitResult> {
    if (!result.allowed && this.settings.onDenied !== undefined) await this.reportDenial(undefined);
    return result;
  }

  async peek(key: unknown): Promise<RateLimitStatus> {
    const {
      admitted,
      used,
      retryAfter,
      resetAfter,
      isDegraded = false,
    } = await this.hits.peek(this.queryFor(readKeys(key)));
    const remaining = remainingOf(this.limit, used);
    return { allowed: admitted, limit: this.limit, remaining, retryAfter, resetAfter, isDegraded };
  }

  async reset(key: unknown): Promise<void> {
    await this.hits.reset(this.queryFor(readKeys(key)));
  }

  async checkRequest(request: RequestFacts): Promise<Verdict> {
    const { bucket, window, skip, key, cost, countsFailures } = this.settings;
    if (skip && (await skip(request)) === true) return { allowed: true, headers: {} };
    const keys = readKeys(await key(request));
    const result = await this.decide(keys, readCost(typeof cost === "function" ? await cost(request) : cost));
    const headers = rateLimitHeaders(bucket, window, result);
    if (result.allowed) {
      return countsFailures
        ? { allowed: true, headers, settle: settleOf(result) }
        : { allowed: true, headers };
    }
    await this.reportDenial(request);
    return { allowed: false, headers, denial: this.denialOf(result, headers) };
  }

  private async decide(keys: readonly string[], cost: number): Promise<RateLimitResult> {
    if (cost > this.limit) return this.refuseForGood(keys);
    return this.hits.hit(this.attemptOn(keys, cost), (answer) => {
      const { admitted, used, retryAfter, resetAfter, isDegraded = false } = answer;
      const release = admitted ? this.releaseOf(keys, cost, answer) : releaseNothing;
      return resultOf(this.limit, admitted, used, retryAfter, resetAfter, isDegraded, release);
    });
  }

  private readonly answerHitOne = (
    key: string,
    admitted: boolean,
    used: number,
    retryAfter: number,
    resetAfter: number,
    reservation: number | undefined,
  ): RateLimitResult => {
    const release = admitted ? this.releaseOf(key, this.cost, reservation) : releaseNothing;
    return resultOf(this.limit, admitted, used, retryAfter, resetAfter, false, release);
  };

  /** Gives back what was taken, once. */
  private releaseOf(key: string | readonly string[], cost: number, taken: Taken): () => Promise<void> {
    let isHeld = true;
    return async () => {
      if (!isHeld) return;
      isHeld = false;
      const keys = typeof key === "string" ? [key] : key;
      const receipt = typeof taken === "object" ? taken : { reservation: String(taken) };
      await this.hits.release(this.attemptOn(keys, cost), receipt);
    };
  }

  private attemptOn(keys: readonly string[], cost: number): HitAttempt {
    const { bucket, limit, window, block } = this.settings;
    return { bucket, keys, limit, window, cost, block };
  }

  /** Costs more than any window holds: not an error of the server's, since a request may choose its cost. */
  private async refuseForGood(keys: readonly string[]): Promise<RateLimitResult> {
    const { used, resetAfter, isDegraded = false } = await this.hits.peek(this.queryFor(keys));
    return resultOf(this.limit, false, used, Infinity, resetAfter, isDegraded, releaseNothing);
  }

  private queryFor(keys: readonly string[]): HitQuery {
    const { bucket, limit, window } = this.settings;
    return { bucket, keys, limit, window };
  }

  private denialOf(result: RateLimitResult, headers: Record<string, string>): Denial {
    const isClosed = result.isDegraded && this.settings.onStoreError === "closed";
    return {
      status: isClosed ? 503 : 429,
      message: isClosed ? "Service unavailable" : "Too many requests",
      reason: this.reason(),
      headers,
    };
  }

  private reportDenial(request: RequestFacts | undefined): Promise<void> {
    return notifyDenied(this.settings.onDenied, { kind: "rate-limit", reason: this.reason(), request });
  }

  private reason(): string {
    const { bucket, limit, window } = this.settings;
    return `rate limit "${bucket}": more than ${limit} in ${window} ms`;
  }
}

/**
 * A bare object, not an instance: whoever awaits it has it asked for a `then`, and each prototype on the way makes a
 * decision in memory a tenth slower.
 */
function resultOf(
  limit: number,
  allowed: boolean,
  used: number,
  retryAfter: number,
  resetAfter: number,
  isDegraded: boolean,
  release: () => Promise<void>,
): RateLimitResult {
  const remaining = remainingOf(limit, used);
  return { allowed, limit, remaining, retryAfter, resetAfter, isDegraded, release };
}

function remainingOf(limit: number, used: number): number {
  return used < limit ? limit - used : 0;
}

/** Of a refusal: there is nothing to give back. */
async function releaseNothing(): Promise<void> {}

function settleOf(result: RateLimitResult): (status: number) => Promise<void> {
  return async (status) => {
    if (status < FIRST_FAILURE) await result.release();
  };
}

function readKeys(key: unknown): readonly string[] {
  if (isKey(key)) return [key];
  // Spread: `every` would skip the holes of a sparse array.
  if (
    Array.isArray(key) &&
    key.length >= 1 &&
    key.length <= MAX_KEYS &&
    [...(key as unknown[])].every(isKey)
  ) {
    return key.length === 1 ? key : [...new Set(key)];
  }
  throw new TypeError(`key must be a string that is not empty, or an array of 1 to ${MAX_KEYS} of them`);
}

function isKey(key: unknown): key is string {
  return typeof key === "string" && key !== "";
}

function readCost(cost: unknown): number {
  return positiveInteger(cost, "cost");
}
