import { sha256 } from "../../crypto/sha256.ts";
import { toBase64Url } from "../../crypto/base64url.ts";
import type { HitAnswer, HitAttempt, HitQuery, HitStore } from "../store.ts";
import { type Entry, KeyLogs, type KeyBudget, leavesOf, newestOf, oldestOf } from "./key-logs.ts";

/** Longer keys are kept as a digest, so that nobody fills the memory with a few long ones. */
const LONGEST_PLAIN_KEY = 128;
/** Looking for room costs time in proportion to the keys held: not more often than this, in milliseconds. */
const SWEEP_PAUSE = 1000;
/** No time at all: times are counted from the start of the store, and a test's clock may be turned back behind it. */
const LONG_AGO = -Infinity;

export class MemoryHits implements HitStore {
  private readonly buckets = new Map<string, Map<number, KeyLogs>>();
  private readonly clock: () => number;
  private readonly budget: KeyBudget;
  private sweptAt: number;
  /** A store often serves one limiter. */
  private last: KeyLogs | undefined;

  /** @param onFull - called each time a key finds no room */
  constructor(clock: () => number, maxKeys: number, onFull: () => void) {
    // Counted from now on: V8 keeps small integers without a box.
    const start = Math.floor(clock());
    this.clock = () => clock() - start;
    this.sweptAt = this.clock();
    const hasRoom = (now: number): boolean => {
      if (this.budget.keys < maxKeys || this.makeRoom(now)) return true;
      onFull();
      return false;
    };
    this.budget = { keys: 0, maxKeys, hasRoom };
  }

  hit(attempt: HitAttempt): HitAnswer {
    const time = this.clock();
    const logs = this.logsOf(attempt, Math.floor(time));
    if (attempt.keys.length === 1 && attempt.block === 0) return decideOne(logs, attempt, time);
    const decision = new Decision(logs, attempt, attempt.cost, time);
    if (decision.retryAt > LONG_AGO) {
      if (attempt.block > 0) decision.block(attempt.block);
      return decision.answer(LONG_AGO);
    }
    return decision.answer(decision.record());
  }

  peekHits(query: HitQuery): HitAnswer {
    const time = this.clock();
    return new Decision(this.logsOf(query, Math.floor(time)), query, 1, time).answer(LONG_AGO);
  }

  releaseHits(attempt: HitAttempt, reservation: string): void {
    const logs = this.logsOf(attempt, Math.floor(this.clock()));
    for (const key of attempt.keys) logs.remove(shortened(key), Number(reservation), attempt.cost);
  }

  resetHits(query: HitQuery): void {
    const logs = this.logsOf(query, Math.floor(this.clock()));
    for (const key of query.keys) logs.reset(shortened(key));
  }

  /** Removes what has expired; says how many keys. */
  purge(): number {
    const now = Math.floor(this.clock());
    const before = this.budget.keys;
    for (const byWindow of this.buckets.values()) {
      for (const logs of byWindow.values()) {
        logs.advance(now);
        logs.sweep(now);
      }
    }
    return before - this.budget.keys;
  }

  private makeRoom(now: number): boolean {
    if (now - this.sweptAt < SWEEP_PAUSE) return false;
    this.sweptAt = now;
    return this.purge() > 0;
  }

  private logsOf(query: HitQuery, now: number): KeyLogs {
    if (this.last?.bucket === query.bucket && this.last.window === query.window) {
      this.last.advance(now);
      return this.last;
    }
    let byWindow = this.buckets.get(query.bucket);
    if (!byWindow) this.buckets.set(query.bucket, (byWindow = new Map()));
    let logs = byWindow.get(query.window);
    if (!logs) byWindow.set(query.window, (logs = new KeyLogs(query.bucket, query.window, this.budget, now)));
    logs.advance(now);
    return (this.last = logs);
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
  private readonly now: number;
  private readonly logs: KeyLogs;
  private readonly query: HitQuery;
  private readonly cost: number;
  private readonly time: number;

  constructor(logs: KeyLogs, query: HitQuery, cost: number, time: number) {
    this.logs = logs;
    this.query = query;
    this.cost = cost;
    this.time = time;
    this.now = Math.floor(time);
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
    const freeAt = excess > 0 ? leavesOf(entry, excess)! + this.query.window : LONG_AGO;
    const blockedUntil = this.logs.blockedUntil(key);
    if (freeAt > LONG_AGO && blockedUntil <= this.now) this.full.push(key);
    this.retryAt = Math.max(this.retryAt, freeAt, blockedUntil > this.now ? blockedUntil : LONG_AGO);
  }

  /** Blocks the keys that caused the refusal and are not blocked yet. */
  block(duration: number): void {
    if (this.full.length > 0) this.retryAt = Math.max(this.retryAt, Math.ceil(this.time) + duration);
    for (const key of this.full) this.logs.block(key, this.retryAt);
  }

  record(): number {
    // Rounded up, and compared with times rounded down: an admission never counts for less than the whole window.
    let at = Math.ceil(this.time);
    for (const entry of this.entries) at = Math.max(at, newestOf(entry) ?? LONG_AGO);
    this.keys.forEach((key, i) => this.logs.add(key, this.entries[i], at, this.cost, this.now));
    this.used += this.cost;
    this.oldest ??= at;
    return at;
  }

  /** @param at - when it was recorded; `LONG_AGO` if it was not */
  answer(at: number): HitAnswer {
    const { window } = this.query;
    const retryAfter = this.retryAt === LONG_AGO ? 0 : Math.ceil(this.retryAt - this.time);
    const resetAfter = this.oldest === undefined ? 0 : untilLeft(this.oldest, window, this.time);
    return new MemoryAnswer(this.retryAt === LONG_AGO, this.used, retryAfter, resetAfter, at);
  }
}

class MemoryAnswer implements HitAnswer {
  readonly admitted: boolean;
  readonly used: number;
  readonly retryAfter: number;
  readonly resetAfter: number;
  private readonly at: number;

  constructor(admitted: boolean, used: number, retryAfter: number, resetAfter: number, at: number) {
    this.admitted = admitted;
    this.used = used;
    this.retryAfter = retryAfter;
    this.resetAfter = resetAfter;
    this.at = at;
  }

  /** Few ask for it: no need to write every number out. */
  get reservation(): string {
    return this.at === LONG_AGO ? "" : String(this.at);
  }
}

/** What nearly every attempt is, one key without a block: the same as `Decision`, by the shortest way. */
function decideOne(logs: KeyLogs, { keys, limit, window, cost }: HitAttempt, time: number): HitAnswer {
  const now = Math.floor(time);
  const key = shortened(keys[0]!);
  const entry = logs.find(key, now);
  const used = logs.used(entry, now);
  const oldest = used === 0 ? undefined : oldestOf(entry);
  const blockedUntil = logs.blockedUntil(key);
  if (used + cost > limit || blockedUntil > now) {
    const freeAt = used + cost > limit ? leavesOf(entry, used + cost - limit)! + window : LONG_AGO;
    const retryAfter = Math.ceil(Math.max(freeAt, blockedUntil) - time);
    const resetAfter = oldest === undefined ? 0 : untilLeft(oldest, window, time);
    return new MemoryAnswer(false, used, retryAfter, resetAfter, LONG_AGO);
  }
  const at = Math.max(Math.ceil(time), newestOf(entry) ?? LONG_AGO);
  logs.add(key, entry, at, cost, now);
  return new MemoryAnswer(true, used + cost, 0, untilLeft(oldest ?? at, window, time), at);
}

/** Times of admissions are rounded up: what is shown is never more than the window. */
function untilLeft(at: number, window: number, time: number): number {
  return Math.min(window, Math.ceil(at + window - time));
}

function shortened(key: string): string {
  const isPlain = key.length <= LONGEST_PLAIN_KEY && key.charCodeAt(0) !== 0;
  // NUL marks digests and shared logs, so that no key can pose as one of them.
  return isPlain ? key : `\0${toBase64Url(sha256(key))}`;
}
