/**
 * The admissions of one key, oldest first, as flat pairs of time and cost. Admissions of one millisecond share a
 * pair, so a hot key holds at most one pair per millisecond of its window.
 */
export class AdmissionLog {
  /** Whether keys that found no room share it. */
  readonly shared: boolean;
  total = 0;
  private pairs: number[] = [];
  /** Index of the oldest live pair: moving it is cheaper than shifting the array on every expiry. */
  private head = 0;

  constructor(shared: boolean) {
    this.shared = shared;
  }

  /** Forgets what happened at or before `cutoff` and says what the rest adds up to. */
  prune(cutoff: number): number {
    const { pairs } = this;
    let { head } = this;
    while (head < pairs.length && pairs[head]! <= cutoff) {
      this.total -= pairs[head + 1]!;
      head += 2;
    }
    this.head = head;
    if (head > 64 && head * 2 > pairs.length) this.compact();
    return this.total;
  }

  add(at: number, cost: number): void {
    const { pairs } = this;
    if (pairs.length > this.head && pairs[pairs.length - 2] === at) pairs[pairs.length - 1]! += cost;
    else pairs.push(at, cost);
    this.total += cost;
  }

  /** Takes back `cost` of the admission at that very time, if it is still there. */
  remove(at: number, cost: number): void {
    for (let i = this.pairs.length - 2; i >= this.head; i -= 2) {
      if (this.pairs[i] !== at || this.pairs[i + 1]! < cost) continue;
      this.pairs[i + 1]! -= cost;
      this.total -= cost;
      if (this.pairs[i + 1] === 0) this.pairs.splice(i, 2);
      return;
    }
  }

  get oldest(): number | undefined {
    return this.pairs[this.head];
  }

  get newest(): number | undefined {
    return this.pairs.length > this.head ? this.pairs[this.pairs.length - 2] : undefined;
  }

  /** The time of the admission with which at least `cost` will have left the window. */
  leaves(cost: number): number | undefined {
    let sum = 0;
    for (let i = this.head; i < this.pairs.length; i += 2) {
      sum += this.pairs[i + 1]!;
      if (sum >= cost) return this.pairs[i];
    }
    return undefined;
  }

  private compact(): void {
    this.pairs = this.pairs.slice(this.head);
    this.head = 0;
  }
}
