import { Deadlines } from "./deadlines.ts";

/** Stores in this process answer at once. */
type Answer<T> = T | Promise<T>;

/** While the store is away, one call in so many milliseconds asks whether it is back. */
const PROBE_PAUSE = 1000;

/** The store was not asked, because it did not answer a moment ago. */
export class StoreAway extends Error {
  override readonly name: string = "StoreAway";
}

/** Whether a store answers, as this process sees it. */
export class Outage {
  private isAway = false;
  private isProbing = false;
  private probeAt = 0;
  private endedAt = -Infinity;
  /** Counts returns: a call that began before the last one says nothing about the present. */
  private era = 0;
  private readonly deadlines: Deadlines;
  private readonly onStart: (error: unknown) => void;

  /**
   * @param timeout - how long to wait for an answer, in milliseconds
   * @param onStart - called once when an outage begins
   */
  constructor(timeout: number, onStart: (error: unknown) => void) {
    this.deadlines = new Deadlines(timeout);
    this.onStart = onStart;
  }

  /**
   * Asks the store, unless it is away: then one caller at a time may try.
   *
   * @param onLate - gets an answer that came after the wait was over
   * @throws what the store threw, `StoreAway`, or an error that says that it took too long
   */
  ask<T>(call: () => Answer<T>, onLate?: (value: T) => void): Answer<T> {
    if (this.isAway && (this.isProbing || performance.now() < this.probeAt)) {
      throw new StoreAway("The store is away");
    }
    const isProbe = (this.isProbing = this.isAway);
    const { era } = this;
    try {
      const answer = call();
      if (isPromise(answer)) return this.watch(answer, isProbe, era, onLate);
      if (isProbe) this.ended();
      return answer;
    } catch (error) {
      this.failed(error, isProbe, era);
      throw error;
    }
  }

  private watch<T>(
    answer: Promise<T>,
    isProbe: boolean,
    era: number,
    onLate?: (value: T) => void,
  ): Promise<T> {
    const onSuccess = isProbe ? (): void => this.ended() : undefined;
    return this.deadlines.wait(answer, onLate, onSuccess, (error) => this.failed(error, isProbe, era));
  }

  /** Whether the store was away at any time in the last `duration` milliseconds. */
  wasAwayWithin(duration: number): boolean {
    if (this.era === 0) return this.isAway;
    return this.isAway || performance.now() - this.endedAt <= duration;
  }

  private ended(): void {
    this.isAway = this.isProbing = false;
    this.endedAt = performance.now();
    this.era++;
  }

  private failed(error: unknown, isProbe: boolean, era: number): void {
    if (isProbe) this.isProbing = false;
    if (era !== this.era) return;
    this.probeAt = performance.now() + PROBE_PAUSE;
    if (this.isAway) return;
    this.isAway = true;
    this.onStart(error);
  }
}

function isPromise<T>(answer: Answer<T>): answer is Promise<T> {
  return typeof (answer as { then?: unknown } | null | undefined)?.then === "function";
}
