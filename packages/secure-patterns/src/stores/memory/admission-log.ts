import { roundedUp } from "./ticks.ts";

/** From so many pairs on, times are rounded up to whole milliseconds: a hot key holds one pair for each, at most. */
const LONG = 2 * 64;

/**
 * The admissions of one key: pairs of time and cost, oldest first; admissions of one time share a pair. What a refusal
 * asks for, the total and the oldest time, stands outside the list: with many keys each step from one object to the
 * next waits for the memory, and that is what most of a decision takes.
 */
export class AdmissionLog {
  /** What the pairs add up to; 0 if there are none. */
  total: number;
  /** The time of the oldest pair, if there is any. */
  oldest: number;
  /** Where the oldest pair is. */
  private head = 0;
  private readonly pairs: number[];

  constructor(at: number, cost: number) {
    this.total = cost;
    this.oldest = at;
    this.pairs = [at, cost];
  }

  /** Whether nothing that happened at or before `cutoff` is in it, and something is. */
  isWhole(cutoff: number): boolean {
    return this.oldest > cutoff && this.total > 0;
  }

  /** Forgets what happened at or before `cutoff` and says what the rest adds up to. */
  prune(cutoff: number): number {
    const { pairs } = this;
    while (this.head < pairs.length && pairs[this.head]! <= cutoff) {
      this.total -= pairs[this.head + 1]!;
      this.head += 2;
    }
    // Moving the head is cheaper than moving the rest, but not for ever.
    if (this.head > 64 && this.head * 2 > pairs.length) {
      pairs.splice(0, this.head);
      this.head = 0;
    }
    this.findOldest();
    return this.total;
  }

  add(at: number, cost: number): void {
    const { pairs } = this;
    const last = pairs.length - 2;
    if (last >= this.head && pairs[last] === at) pairs[last + 1]! += cost;
    else pairs.push(at, cost);
    if (this.total === 0) this.oldest = at;
    this.total += cost;
  }

  /** Takes back `cost` of the admission at that very time, if it is still there. */
  remove(at: number, cost: number): void {
    const { pairs } = this;
    for (let i = pairs.length - 2; i >= this.head; i -= 2) {
      if (pairs[i] !== at || pairs[i + 1]! < cost) continue;
      pairs[i + 1]! -= cost;
      this.total -= cost;
      if (pairs[i + 1] === 0) pairs.splice(i, 2);
      this.findOldest();
      return;
    }
  }

  /** The time to record an admission under: never earlier than it was, or than the one before. */
  stampFor(time: number): number {
    const { pairs } = this;
    const size = pairs.length - this.head;
    if (size <= 0) return Math.ceil(time);
    return Math.max(pairs[pairs.length - 2]!, size < LONG ? Math.ceil(time) : roundedUp(time));
  }

  /** The time of the admission with which at least `cost`, of all that is in it, will have left the window. */
  leaves(cost: number): number {
    let i = this.head;
    for (let sum = this.pairs[i + 1]!; sum < cost; sum += this.pairs[i + 1]!) i += 2;
    return this.pairs[i]!;
  }

  private findOldest(): void {
    if (this.head < this.pairs.length) this.oldest = this.pairs[this.head]!;
  }
}
