/** How long facts read from disk are trusted before their time stamps are looked at again. */
const TRUSTED_MS = 500;

let epoch = 0;
let startedAt = -Infinity;
let distrustedAt = -Infinity;

/**
 * The number of the present epoch. Whatever is read from disk carries the epoch in which it was last
 * compared with the disk, so that the thousands of questions of one run cost one `stat` per file.
 */
export function currentEpoch(): number {
  return epoch;
}

/** Starts a new epoch if the present one is old: called when the linting of a file begins. */
export function refresh(now: number = performance.now()): void {
  if (now - startedAt < TRUSTED_MS) return;
  startedAt = now;
  epoch++;
}

/** Makes the next question compare with the disk: for tests and for hosts that watch files. */
export function distrustDisk(): void {
  startedAt = -Infinity;
  distrustedAt = performance.now();
  epoch++;
}

/** Whether the disk was distrusted after `time`. */
export function isDistrustedSince(time: number): boolean {
  return distrustedAt >= time;
}
