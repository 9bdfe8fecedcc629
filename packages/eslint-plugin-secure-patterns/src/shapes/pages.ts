import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../ast/nodes.ts";

/** Files that hold markup with scripts in it, of which a server may fill in some. */
export function isPage(filename: string): boolean {
  return /\.(?:html?|ejs|hbs|handlebars|njk)$/i.test(filename);
}

/** Where a node of a page's script stands, in the lines of the page. */
export function placeInPage(
  { text }: Readonly<TSESLint.SourceCode>,
  { range }: Node,
): { readonly loc: TSESTree.SourceLocation } {
  const [start, end] = range.map((offset) => {
    const before = text.slice(0, offset).split("\n");
    return { line: before.length, column: before.at(-1)?.length ?? 0 };
  });
  return { loc: { start: start!, end: end! } };
}
