import { roundedUp } from "./ticks.ts";

/**
 * The admissions of one key in a bare array, which costs one look-up in memory where an object would cost two: the total,
 * the index of the oldest live pair, then pairs of time and cost, oldest first. Admissions of one time share a pair.
 */
export type AdmissionLog = number[];

const TOTAL = 0;
const HEAD = 1;
const FIRST = 2;
/** From so many pairs on, times are rounded up to whole milliseconds: a hot key holds one pair for each, at most. */
const LONG = 2 * 64;

export function newLog(at: number, cost: number): AdmissionLog {
  return [cost, FIRST, at, cost];
}

/** Of a key that was hit once, at a cost of one, before: made whole, since growing an array costs more than making one. */
export function grownLog(earlier: number, at: number, cost: number): AdmissionLog {
  return earlier === at ? newLog(at, 1 + cost) : [1 + cost, FIRST, earlier, 1, at, cost];
}

/** Whether nothing that happened at or before `cutoff` is in it, and something is. */
export function isWhole(log: AdmissionLog, cutoff: number): boolean {
  const head = log[HEAD]!;
  return head < log.length && log[head]! > cutoff;
}

export function total(log: AdmissionLog): number {
  return log[TOTAL]!;
}

/** Forgets what happened at or before `cutoff` and says what the rest adds up to. */
export function prune(log: AdmissionLog, cutoff: number): number {
  let head = log[HEAD]!;
  while (head < log.length && log[head]! <= cutoff) {
    log[TOTAL]! -= log[head + 1]!;
    head += 2;
  }
  log[HEAD] = head;
  // Moving the head is cheaper than moving the rest, but not for ever.
  if (head > 64 && head * 2 > log.length) {
    log.splice(FIRST, head - FIRST);
    log[HEAD] = FIRST;
  }
  return log[TOTAL]!;
}

export function add(log: AdmissionLog, at: number, cost: number): void {
  const last = log.length - 2;
  if (last >= log[HEAD]! && log[last] === at) log[last + 1]! += cost;
  else log.push(at, cost);
  log[TOTAL]! += cost;
}

/** Takes back `cost` of the admission at that very time, if it is still there. */
export function remove(log: AdmissionLog, at: number, cost: number): void {
  for (let i = log.length - 2; i >= log[HEAD]!; i -= 2) {
    if (log[i] !== at || log[i + 1]! < cost) continue;
    log[i + 1]! -= cost;
    log[TOTAL]! -= cost;
    if (log[i + 1] === 0) log.splice(i, 2);
    return;
  }
}

/** The time to record an admission under: never earlier than it was, or than the one before. */
export function stampFor(log: AdmissionLog, time: number): number {
  const size = log.length - log[HEAD]!;
  if (size <= 0) return Math.ceil(time);
  return Math.max(log[log.length - 2]!, size < LONG ? Math.ceil(time) : roundedUp(time));
}

/** The time of the first of a log that has any. */
export function oldest(log: AdmissionLog): number {
  return log[log[HEAD]!]!;
}

/** The time of the admission with which at least `cost`, of all that is in it, will have left the window. */
export function leaves(log: AdmissionLog, cost: number): number {
  let i = log[HEAD]!;
  for (let sum = log[i + 1]!; sum < cost; sum += log[i + 1]!) i += 2;
  return log[i]!;
}
