import type { HitAnswer, HitAttempt, HitLimits, HitQuery, HitStore, MakeAnswer } from "../store.ts";
import { type Entry, KeyLogs, type KeyBudget, leavesOf, oldestOf, stampOf } from "./key-logs.ts";
import { MemoryAnswer, untilLeft } from "./memory-answer.ts";
import { shortened } from "./shortened.ts";
import { toMilliseconds, toTicks } from "./ticks.ts";

/** Looking for room costs time in proportion to the keys held: not more often than this, in milliseconds. */
const SWEEP_PAUSE = toTicks(1000);
/** No time at all, on any clock. */
const LONG_AGO = -Infinity;

export class MemoryHits implements HitStore {
  private readonly buckets = new Map<string, Map<number, KeyLogs>>();
  private readonly clock: () => number;
  private readonly start: number;
  private readonly budget: KeyBudget;
  private sweptAt: number;
  /** A store often serves one limiter. */
  private last: KeyLogs | undefined;

  /** @param onFull - called each time a key finds no room */
  constructor(clock: () => number, maxKeys: number, onFull: () => void) {
    this.clock = clock;
    this.start = clock();
    this.sweptAt = this.now();
    const hasRoom = (now: number): boolean => {
      if (this.budget.keys < maxKeys || this.makeRoom(now)) return true;
      onFull();
      return false;
    };
    this.budget = { keys: 0, maxKeys, hasRoom };
  }

  hit(attempt: HitAttempt): HitAnswer {
    const { bucket, keys, limit, window, cost, block } = attempt;
    const now = this.now();
    const logs = this.logsOf(bucket, window, now);
    if (keys.length === 1 && block === 0) return logs.hitOne(keys[0]!, limit, cost, now, toAnswer);
    const decision = new Decision(logs, attempt, cost, now);
    if (decision.retryAt > LONG_AGO) {
      if (block > 0) decision.block(block);
      return decision.answer();
    }
    return decision.answer(decision.record());
  }

  hitsUnder<T>({ bucket, limit, window, cost }: HitLimits, answer: MakeAnswer<T>): (key: string) => T {
    const { clock, start } = this;
    const logs = this.logsOf(bucket, window, this.now());
    return (key) => logs.hitOne(key, limit, cost, toTicks(clock() - start), answer);
  }

  peekHits(query: HitQuery): HitAnswer {
    const now = this.now();
    return new Decision(this.logsOf(query.bucket, query.window, now), query, 1, now).answer();
  }

  releaseHits(attempt: HitAttempt, reservation: string): void {
    const logs = this.logsOf(attempt.bucket, attempt.window, this.now());
    for (const key of attempt.keys) logs.remove(shortened(key), Number(reservation), attempt.cost);
  }

  resetHits(query: HitQuery): void {
    const logs = this.logsOf(query.bucket, query.window, this.now());
    for (const key of query.keys) logs.reset(shortened(key));
  }

  /** Removes what has expired; says how many keys. */
  purge(): number {
    const now = this.now();
    const before = this.budget.keys;
    for (const byWindow of this.buckets.values()) {
      for (const logs of byWindow.values()) {
        logs.advance(now);
        logs.sweep(now);
      }
    }
    return before - this.budget.keys;
  }

  private now(): number {
    return toTicks(this.clock() - this.start);
  }

  private makeRoom(now: number): boolean {
    if (now - this.sweptAt < SWEEP_PAUSE) return false;
    this.sweptAt = now;
    return this.purge() > 0;
  }

  /** @param duration - the window in milliseconds */
  private logsOf(bucket: string, duration: number, now: number): KeyLogs {
    const window = toTicks(duration);
    let logs = this.last;
    if (logs === undefined || logs.bucket !== bucket || logs.window !== window) {
      this.last = logs = this.findLogs(bucket, window, now);
    }
    logs.advance(now);
    return logs;
  }

  private findLogs(bucket: string, window: number, now: number): KeyLogs {
    let byWindow = this.buckets.get(bucket);
    if (!byWindow) this.buckets.set(bucket, (byWindow = new Map<number, KeyLogs>()));
    let logs = byWindow.get(window);
    if (!logs) byWindow.set(window, (logs = new KeyLogs(bucket, window, this.budget, now)));
    return logs;
  }
}

/** One attempt on its keys, at one moment: looks at each key once. */
class Decision {
  /** When the attempt will be admitted; `LONG_AGO` for now. */
  retryAt = LONG_AGO;
  /** Of the fullest key. */
  private used = 0;
  private oldest: number | undefined;
  private readonly keys: readonly string[];
  private readonly entries: (Entry | undefined)[] = [];
  private readonly full: string[] = [];
  private readonly logs: KeyLogs;
  private readonly query: HitQuery;
  private readonly cost: number;
  private readonly now: number;

  constructor(logs: KeyLogs, query: HitQuery, cost: number, now: number) {
    this.logs = logs;
    this.query = query;
    this.cost = cost;
    this.now = now;
    this.keys = query.keys.map(shortened);
    for (const key of this.keys) this.look(key);
  }

  private look(key: string): void {
    const entry = this.logs.find(key, this.now);
    const used = this.logs.used(entry, this.now);
    this.entries.push(entry);
    if (used > this.used) {
      this.used = used;
      this.oldest = oldestOf(entry);
    }
    const excess = used + this.cost - this.query.limit;
    const leaving = excess > 0 ? leavesOf(entry, excess) : LONG_AGO;
    const freeAt = Math.min(leaving, this.now) + this.logs.window;
    const blockedUntil = this.logs.blockedUntil(key);
    if (freeAt > LONG_AGO && blockedUntil <= this.now) this.full.push(key);
    this.retryAt = Math.max(this.retryAt, freeAt, blockedUntil > this.now ? blockedUntil : LONG_AGO);
  }

  /** Blocks the keys that caused the refusal and are not blocked yet. */
  block(duration: number): void {
    if (this.full.length > 0) this.retryAt = Math.max(this.retryAt, this.now + toTicks(duration));
    for (const key of this.full) this.logs.block(key, this.retryAt);
  }

  record(): number {
    let at = LONG_AGO;
    for (const entry of this.entries) at = Math.max(at, stampOf(entry, this.now));
    this.keys.forEach((key, i) => this.logs.add(key, this.entries[i], at, this.cost, this.now));
    this.used += this.cost;
    this.oldest ??= at;
    return at;
  }

  private retryAfter(): number {
    return this.retryAt === LONG_AGO ? 0 : toMilliseconds(this.retryAt - this.now);
  }

  /** @param at - when it was recorded, if it was */
  answer(at?: number): HitAnswer {
    const resetAfter = this.oldest === undefined ? 0 : untilLeft(this.oldest, this.logs.window, this.now);
    return new MemoryAnswer(this.retryAt === LONG_AGO, this.used, this.retryAfter(), resetAfter, at);
  }
}

function toAnswer(
  _key: string,
  admitted: boolean,
  used: number,
  retryAfter: number,
  resetAfter: number,
  at: number | undefined,
): HitAnswer {
  return new MemoryAnswer(admitted, used, retryAfter, resetAfter, at);
}
