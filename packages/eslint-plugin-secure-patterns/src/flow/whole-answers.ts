/** Where answers are kept: a `Map` or a `WeakMap`. */
interface Answers<Key, Answer> {
  get(key: Key): Answer | undefined;
  set(key: Key, answer: Answer): unknown;
  delete(key: Key): boolean;
}

let cuts = 0;
const cutShort: (() => void)[] = [];
/** What stands in for the answers of the questions that are being answered. */
const standIns = new Set<object>();

/**
 * A bound (work, depth, open files) has just made an answer less than whole. How much is left when a question comes up depends
 * on what was asked before, and so on the order of the linted files: what was cut holds for the present file only.
 */
export function noteCut(): void {
  cuts++;
}

/** Grows with every cut: an answer during which it has grown is not whole. */
export function cutsSoFar(): number {
  return cuts;
}

/** Has what is kept of an answer that is not whole forgotten with the present file. */
export function dropWithFile(forget: () => void): void {
  cutShort.push(forget);
}

/** To be called when another file is linted. */
export function forgetCutShort(): void {
  for (const forget of cutShort.splice(0)) forget();
}

/**
 * Answers a question once, for all linted files.
 *
 * @param standIn a new object: the answer where the question comes up again while it is being answered; what is answered on that ground is
 *   not whole either
 */
export function keep<Key, Answer extends object>(
  answers: Answers<Key, Answer>,
  key: Key,
  standIn: Answer,
  compute: () => Answer,
): Answer {
  const known = answers.get(key);
  if (known) {
    if (standIns.has(known)) noteCut();
    return known;
  }
  const before = cuts;
  let answer = standIn;
  let isWhole = false;
  answers.set(key, standIn);
  standIns.add(standIn);
  try {
    answer = compute();
    isWhole = cuts === before;
  } finally {
    standIns.delete(standIn);
    answers.set(key, answer);
    if (!isWhole) dropWithFile(() => answers.delete(key));
  }
  return answer;
}
