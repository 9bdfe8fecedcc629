import { readFileSync } from "node:fs";

export interface CodeBlock {
  /** The word after the fence, such as `"ts"`. */
  readonly language: string;
  readonly code: string;
  /** Of the fence in the page, counted from 1. */
  readonly line: number;
}

/** The fenced code blocks of a page, indented ones excepted. */
export function readCodeBlocks(page: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { fence: string; block: Omit<CodeBlock, "code">; code: string[] } | undefined;
  for (const [index, text] of readFileSync(page, "utf8").split("\n").entries()) {
    const fence = /^(`{3,})(\S*)/.exec(text);
    if (open && text.startsWith(open.fence)) {
      blocks.push({ ...open.block, code: open.code.join("\n") });
      open = undefined;
    } else if (open) {
      open.code.push(text);
    } else if (fence) {
      const [, marks = "", language = ""] = fence;
      open = { fence: marks, block: { language, line: index + 1 }, code: [] };
    }
  }
  return blocks;
}
