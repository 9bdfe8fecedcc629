import type { TSESLint } from "@typescript-eslint/utils";
import type { Node } from "../../ast/nodes.ts";
import type { Insertion } from "./ask-in-write.ts";

/** A node's text with changes in it. */
export function changed(
  source: Readonly<TSESLint.SourceCode>,
  { range: [start, end] }: Node,
  insertions: readonly Insertion[],
): string {
  let text = "";
  let from = start;
  for (const { range, text: added } of [...insertions].sort((a, b) => a.range[0] - b.range[0])) {
    text += source.text.slice(from, range[0]) + added;
    from = range[1];
  }
  return text + source.text.slice(from, end);
}
