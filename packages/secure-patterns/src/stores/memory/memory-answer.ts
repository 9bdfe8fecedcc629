import { toMilliseconds } from "./ticks.ts";
import type { HitAnswer } from "../store.ts";

export class MemoryAnswer implements HitAnswer {
  readonly admitted: boolean;
  readonly used: number;
  readonly retryAfter: number;
  readonly resetAfter: number;
  private readonly at: number | undefined;

  /** @param at - when it was recorded, if it was */
  constructor(
    admitted: boolean,
    used: number,
    retryAfter: number,
    resetAfter: number,
    at: number | undefined,
  ) {
    this.admitted = admitted;
    this.used = used;
    this.retryAfter = retryAfter;
    this.resetAfter = resetAfter;
    this.at = at;
  }

  /** Few ask for it: no need to write every number out. */
  get reservation(): string {
    return this.at === undefined ? "" : String(this.at);
  }
}

/**
 * How long an admission counts yet: never longer than the window, though its time is rounded up.
 *
 * @returns milliseconds; all arguments are ticks
 */
export function untilLeft(at: number, window: number, now: number): number {
  return toMilliseconds(Math.min(window, at + window - now));
}
