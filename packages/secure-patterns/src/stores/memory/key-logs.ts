import type { MakeAnswer } from "../store.ts";
import { AdmissionLog } from "./admission-log.ts";
import { untilLeft } from "./memory-answer.ts";
import { isShort, shortened } from "./shortened.ts";
import { toMilliseconds } from "./ticks.ts";

/** Most keys are hit once per window: then the entry is the bare time, which costs nothing beyond the map's slot. */
export type Entry = number | AdmissionLog;

/** How many keys a store may hold, over all its buckets. */
export interface KeyBudget {
  keys: number;
  /** Whether there is room for one more key, after dropping what has expired. */
  hasRoom(now: number): boolean;
  /** A block may be kept by key as long as there are fewer of them. */
  readonly maxKeys: number;
}

const SHARDS = 1024;

/**
 * The logs of one bucket under one window. Keys live in two generations: an admission moves its key to the current
 * one, and a generation is dropped whole once everything in it has left the window, so that expiry costs nothing per
 * key. When the budget is spent, new keys share one of 1024 logs: each is then held to less than its limit, and
 * no live key is forgotten to make room for another.
 */
export class KeyLogs {
  private current = new Map<string, Entry>();
  private previous = new Map<string, Entry>();
  private rotatedAt: number;
  private shards: (AdmissionLog | undefined)[] | undefined;
  private readonly blocks = new Map<string, number>();
  readonly bucket: string;
  /** In ticks, like all times here. */
  readonly window: number;
  private readonly budget: KeyBudget;

  constructor(bucket: string, window: number, budget: KeyBudget, now: number) {
    this.bucket = bucket;
    this.window = window;
    this.budget = budget;
    this.rotatedAt = now;
  }

  /** Drops what has expired; call it before anything else of the same moment. */
  advance(now: number): void {
    const age = now - this.rotatedAt;
    if (age < this.window) return;
    this.drop(this.previous);
    this.previous = this.current;
    this.current = new Map();
    if (age >= 2 * this.window) this.drop(this.previous);
    this.rotatedAt = now;
    for (const [key, until] of this.blocks) if (until <= now) this.blocks.delete(key);
  }

  /** What nearly every attempt is, one key without a block: the same as `Decision`, by the shortest way. */
  hitOne<T>(plainKey: string, limit: number, cost: number, now: number, answer: MakeAnswer<T>): T {
    const { window } = this;
    if (now - this.rotatedAt >= window) this.advance(now);
    const key = isShort(plainKey) ? plainKey : shortened(plainKey);
    const entry = this.current.get(key);
    if (typeof entry !== "object" || this.blocks.size > 0 || !entry.isWhole(now - window)) {
      return this.hitOther(plainKey, key, limit, cost, now, answer);
    }
    const used = entry.total;
    const excess = used + cost - limit;
    const resetAfter = untilLeft(entry.oldest, window, now);
    if (excess <= 0) {
      const at = entry.stampFor(now);
      entry.add(at, cost);
      return answer(plainKey, true, used + cost, 0, resetAfter, at);
    }
    const retryAfter = excess === 1 ? resetAfter : untilLeft(entry.leaves(excess), window, now);
    return answer(plainKey, false, used, retryAfter, resetAfter, undefined);
  }

  private hitOther<T>(
    plainKey: string,
    key: string,
    limit: number,
    cost: number,
    now: number,
    answer: MakeAnswer<T>,
  ): T {
    const { window } = this;
    const entry = this.find(key, now);
    const used = this.used(entry, now);
    const excess = used + cost - limit;
    if (excess > 0 || this.blocks.size > 0) {
      const blockedUntil = this.blockedUntil(key);
      if (excess > 0 || blockedUntil > now) {
        const retryAfter = untilFree(entry, excess, blockedUntil, window, now);
        const resetAfter = used === 0 ? 0 : untilLeft(oldestOf(entry), window, now);
        return answer(plainKey, false, used, retryAfter, resetAfter, undefined);
      }
    }
    const at = stampOf(entry, now);
    const oldest = used === 0 ? at : oldestOf(entry);
    this.add(key, entry, at, cost, now);
    return answer(plainKey, true, used + cost, 0, untilLeft(oldest, window, now), at);
  }

  /** The key's log, its own or a shared one; it may have nothing live in it. */
  find(key: string, now: number): Entry | undefined {
    return this.current.get(key) ?? this.findElsewhere(key, now);
  }

  private findElsewhere(key: string, now: number): Entry | undefined {
    return this.previous.get(key) ?? (this.shards && this.liveShard(key, now));
  }

  used(entry: Entry | undefined, now: number): number {
    if (entry === undefined) return 0;
    if (typeof entry === "number") return entry > now - this.window ? 1 : 0;
    return entry.prune(now - this.window);
  }

  /** @param entry - what `find` gave for the key at the same moment */
  add(key: string, entry: Entry | undefined, at: number, cost: number, now: number): void {
    if (typeof entry === "object") {
      // A shared log is in neither generation.
      if (this.previous.size > 0 && this.previous.delete(key)) this.current.set(key, entry);
      entry.add(at, cost);
    } else if (entry === undefined) {
      this.addNew(key, at, cost, now);
    } else {
      if (this.previous.size > 0) this.previous.delete(key);
      this.current.set(key, grown(entry > now - this.window ? entry : undefined, at, cost));
    }
  }

  remove(key: string, at: number, cost: number): void {
    const entry = this.current.get(key) ?? this.previous.get(key) ?? this.shards?.[shardOf(key)];
    if (typeof entry === "object") entry.remove(at, cost);
    else if (entry === at) this.forget(key);
  }

  /** A shared log stays: forgetting it would lift the limit of the other keys in it. */
  reset(key: string): void {
    this.forget(key);
    this.blocks.delete(key);
  }

  blockedUntil(key: string): number {
    if (this.blocks.size === 0) return -Infinity;
    return Math.max(this.blocks.get(key) ?? -Infinity, this.blocks.get(shardName(key)) ?? -Infinity);
  }

  block(key: string, until: number): void {
    this.blocks.set(this.blocks.size < this.budget.maxKeys ? key : shardName(key), until);
  }

  /** Removes expired keys before their generation goes; says how many. The current generation is live by definition. */
  sweep(now: number): number {
    const before = this.previous.size;
    for (const [key, entry] of this.previous) if (this.used(entry, now) === 0) this.previous.delete(key);
    const removed = before - this.previous.size;
    this.budget.keys -= removed;
    return removed;
  }

  private drop(generation: Map<string, Entry>): void {
    this.budget.keys -= generation.size;
    generation.clear();
  }

  private forget(key: string): void {
    if (this.current.delete(key) || this.previous.delete(key)) this.budget.keys--;
  }

  private addNew(key: string, at: number, cost: number, now: number): void {
    if (!this.budget.hasRoom(now)) {
      this.shards ??= new Array<undefined>(SHARDS).fill(undefined);
      const shard = shardOf(key);
      const log = this.shards[shard];
      if (log) log.add(at, cost);
      else this.shards[shard] = new AdmissionLog(at, cost);
      return;
    }
    this.budget.keys++;
    this.current.set(key, grown(undefined, at, cost));
  }

  /** While a shared log has live admissions its keys stay there: a log of their own would start them afresh. */
  private liveShard(key: string, now: number): AdmissionLog | undefined {
    const shard = this.shards?.[shardOf(key)];
    return shard && shard.prune(now - this.window) > 0 ? shard : undefined;
  }
}

/** Of an entry with live admissions, the time of the first. */
export function oldestOf(entry: Entry | undefined): number {
  return typeof entry === "object" ? entry.oldest : (entry as number);
}

/** The time to record an admission of now under. */
export function stampOf(entry: Entry | undefined, now: number): number {
  if (entry === undefined) return Math.ceil(now);
  return typeof entry === "object" ? entry.stampFor(now) : Math.max(entry, Math.ceil(now));
}

/** The time of the admission with which at least `cost` will have left the window. */
export function leavesOf(entry: Entry | undefined, cost: number): number {
  return typeof entry === "object" ? entry.leaves(cost) : (entry as number);
}

/** @param excess - by how much the attempt exceeds the limit; not positive if it is a block that refuses */
function untilFree(
  entry: Entry | undefined,
  excess: number,
  blockedUntil: number,
  window: number,
  now: number,
): number {
  const blocked = blockedUntil > now ? toMilliseconds(blockedUntil - now) : 0;
  if (excess <= 0) return blocked;
  return Math.max(blocked, untilLeft(leavesOf(entry, excess), window, now));
}

function grown(earlier: number | undefined, at: number, cost: number): Entry {
  if (earlier === undefined && cost === 1) return at;
  if (earlier === undefined) return new AdmissionLog(at, cost);
  const log = new AdmissionLog(earlier, 1);
  log.add(at, cost);
  return log;
}

function shardName(key: string): string {
  return `\0shard:${shardOf(key)}`;
}

/** FNV-1a (Fowler, Noll, Vo), folded to the number of shards. */
function shardOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 16)) & (SHARDS - 1);
}
