/**
 * Times in the memory store count eighths of a millisecond since it was made, in whole numbers: those that V8 keeps without a
 * box, for the first three days, and fine enough that nobody is told to wait for longer than the window.
 */
const TICKS = 8;

export function toTicks(milliseconds: number): number {
  return milliseconds * TICKS;
}

/** Rounded up: who waits so long has waited enough. */
export function toMilliseconds(ticks: number): number {
  return Math.ceil(ticks / TICKS);
}

/** The end of the millisecond. */
export function roundedUp(ticks: number): number {
  return Math.ceil(ticks / TICKS) * TICKS;
}
