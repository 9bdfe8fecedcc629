import type { TSESTree } from "@typescript-eslint/types";

const SCRIPT = /\.[cm]?[jt]sx?$/;

/**
 * Every name and every text of a script, by its tokens; `undefined` where a part of the file is no script, or the parser
 * hands out no tokens.
 */
export function wordsOf(filename: string, { tokens }: TSESTree.Program): ReadonlySet<string> | undefined {
  if (!tokens || !SCRIPT.test(filename)) return undefined;
  const words = new Set<string>();
  for (const { type, value } of tokens) {
    if (type === "Punctuator" || type === "Numeric" || type === "JSXText") continue;
    words.add(type === "String" ? value.slice(1, -1).replace(/^node:/, "") : value);
  }
  return words;
}
