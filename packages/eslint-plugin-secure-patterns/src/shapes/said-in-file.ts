import type { TSESTree } from "@typescript-eslint/types";
import type { Unit } from "../flow/unit.ts";

const answers = new WeakMap<TSESTree.Program, Map<RegExp, boolean>>();

/** Whether a file's text holds what a pattern describes: the text is read once, however many of its places ask. */
export function isSaidIn({ ast, text }: Unit, pattern: RegExp): boolean {
  let known = answers.get(ast);
  if (!known) answers.set(ast, (known = new Map()));
  let answer = known.get(pattern);
  if (answer === undefined) known.set(pattern, (answer = pattern.test(text)));
  return answer;
}
