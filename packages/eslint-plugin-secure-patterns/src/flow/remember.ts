import type { Origin } from "./origin.ts";
import { cutsSoFar, dropWithFile } from "./whole-answers.ts";

type Answers = Map<string, readonly Origin[]>;

/** Questions that are being answered, outermost first, as the empty answers that stand in for theirs. */
const open = new Map<readonly Origin[], number>();
/** Answers that leaned on a stand-in: how far out the question was. */
const leaning = new WeakMap<readonly Origin[], number>();
/** Where answers are kept that hold only until the question which they lean on is answered. */
const provisional: { readonly answers: Answers; readonly key: string }[] = [];
/** The outermost open question that the present answer leans on. */
let outermost = Number.POSITIVE_INFINITY;

/**
 * Answers a question once. One that comes up again while it is being answered (a loop, a recursion) adds nothing: the least
 * fixpoint. What was answered on that ground is forgotten with the loop's end, since asked first it may have more to say:
 * of `a` and `b` that call each other, `b` seen from within `a` lacks what `a` adds.
 *
 * @param answers where the answer is kept, under `key`
 */
export function remember(answers: Answers, key: string, compute: () => readonly Origin[]): readonly Origin[] {
  const known = answers.get(key);
  if (known) {
    outermost = Math.min(outermost, open.get(known) ?? leaning.get(known) ?? Number.POSITIVE_INFINITY);
    return known;
  }
  const outside = outermost;
  const level = open.size;
  const first = provisional.length;
  const standIn: readonly Origin[] = [];
  const cuts = cutsSoFar();
  open.set(standIn, level);
  answers.set(key, standIn);
  outermost = Number.POSITIVE_INFINITY;
  try {
    const answer = compute();
    answers.set(key, answer);
    if (cutsSoFar() > cuts) dropWithFile(() => answers.delete(key));
    if (outermost < level) {
      leaning.set(answer, outermost);
      provisional.push({ answers, key });
    } else {
      for (const item of provisional.splice(first)) item.answers.delete(item.key);
      // the answer may be one that leaned on this question, handed on as it is
      leaning.delete(answer);
      outermost = Number.POSITIVE_INFINITY;
    }
    return answer;
  } finally {
    open.delete(standIn);
    outermost = Math.min(outside, outermost);
  }
}
