/**
 * The admissions of one key in a bare array, which costs one look-up in memory where an object would cost two: the total,
 * the index of the oldest live pair, then pairs of time and cost, oldest first. Admissions of one millisecond share a
 * pair, so that a hot key holds at most one pair per millisecond of its window.
 */
export type AdmissionLog = number[];

const TOTAL = 0;
const HEAD = 1;
const FIRST = 2;

export function newLog(at: number, cost: number): AdmissionLog {
  return [cost, FIRST, at, cost];
}

/** Forgets what happened at or before `cutoff` and says what the rest adds up to. */
export function prune(log: AdmissionLog, cutoff: number): number {
  let head = log[HEAD]!;
  if (head < log.length && log[head]! > cutoff) return log[TOTAL]!;
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

export function oldest(log: AdmissionLog): number | undefined {
  return log[log[HEAD]!];
}

export function newest(log: AdmissionLog): number | undefined {
  return log.length > log[HEAD]! ? log[log.length - 2] : undefined;
}

/** The time of the admission with which at least `cost` will have left the window. */
export function leaves(log: AdmissionLog, cost: number): number | undefined {
  let sum = 0;
  for (let i = log[HEAD]!; i < log.length; i += 2) {
    sum += log[i + 1]!;
    if (sum >= cost) return log[i];
  }
  return undefined;
}
