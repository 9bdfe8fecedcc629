import { forgetCutShort, noteCut } from "./whole-answers.ts";

/** Granted where nobody says how much. */
const USUAL = 400_000;
/** One question may cost this much; what is worth asking is answered in a few hundred steps. */
const MOST_PER_QUESTION = 5_000;
/** What a file may cost in any case, and how many of its characters allow one step more. */
const LEAST = 30_000;
const CHARACTERS_PER_STEP = 12;
const MOST = 100_000;

let left = USUAL;
let question = MOST_PER_QUESTION;

/**
 * Visited blocks and traced expressions, those in neighbouring files included, that one linted file may still cause: beyond it
 * values count as unknown, so that no file takes long.
 */
export function grantWork(characters: number): void {
  forgetCutShort();
  left = Math.min(MOST, LEAST + characters / CHARACTERS_PER_STEP);
}

/** Code that walks trees of every shape can ask in more ways than there are answers: no question uses up the file's share. */
export function startQuestion(): void {
  question = MOST_PER_QUESTION;
}

/** @returns whether there is work left for one more step, or for one that counts as several */
export function spendWork(steps = 1): boolean {
  left -= steps;
  question -= steps;
  if (left >= 0 && question >= 0) return true;
  noteCut();
  return false;
}

/** Whether the file has used up its share: what has been found holds, but what speaks against it may not have been looked at. */
export function isWorkUsedUp(): boolean {
  return left < 0;
}
