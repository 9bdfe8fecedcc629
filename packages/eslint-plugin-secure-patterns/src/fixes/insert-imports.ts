import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Edit } from "./edit.ts";
import { topLevelStatements } from "./module-bindings.ts";
import { isImportLike, type ModuleStyle } from "./module-style.ts";

type Source = Readonly<TSESLint.SourceCode>;

/** A comment of these kinds speaks of the file, even when the first statement follows it without a blank line. */
const fileComment =
  /@(license|licence|preserve|copyright|file|fileoverview|module|jsx|flow|ts-check|ts-nocheck|vitest-environment|jest-environment)|copyright|licen[cs]e|^\s*(eslint-(disable|enable|env)(?!-)|eslint\s|globals?\s|prettier-ignore-start)|^!/i;

/** Puts new import statements after the imports at the top, else after directives and the file's head comments. */
export function insertImports(sourceCode: Source, statements: readonly string[], style: ModuleStyle): Edit {
  const body = topLevelStatements(sourceCode.ast);
  const directives = body.slice(0, countWhile(body, isDirective));
  const imports = body.slice(
    directives.length,
    directives.length + countWhile(body.slice(directives.length), isImportLike),
  );
  const lastImport = imports.at(-1);
  if (lastImport) return after(sourceCode, lastImport, statements, style, 1);
  const lastDirective = directives.at(-1);
  if (lastDirective) return after(sourceCode, lastDirective, statements, style, 2);
  return beforeFirst(sourceCode, body[0], statements, style);
}

function after(
  sourceCode: Source,
  anchor: TSESTree.Node,
  statements: readonly string[],
  { newline }: ModuleStyle,
  gap: number,
): Edit {
  const { text } = sourceCode;
  const end = endOfStatement(sourceCode, anchor);
  const rest = /^[^\r\n]*/.exec(text.slice(end))?.[0] ?? "";
  // A comment at the end of the line belongs to what stands before it.
  const lineEnds = /^[ \t]*(\/\*([^*]|\*(?!\/))*\*\/[ \t]*|\/\/.*)*$/.test(rest);
  const offset = end + (lineEnds ? rest.length : 0);
  const lead = newline + indentOf(text, anchor.range[0]);
  const next = sourceCode.ast.tokens?.find(({ range }) => range[0] >= end);
  const block = statements.join(lead) + hazardGuard(statements, next);
  // What stands behind the anchor on its line moves to a line of its own.
  const tail = lineEnds ? "" : lead;
  return { range: [offset, offset], text: newline.repeat(gap - 1) + lead + block + tail };
}

/** A semicolon that guards the next line (`;[a].forEach(…)`) belongs to that line. */
function endOfStatement(sourceCode: Source, { range }: TSESTree.Node): number {
  const last = sourceCode.getTokenByRangeStart(range[1] - 1);
  const before = last?.value === ";" ? sourceCode.getTokenBefore(last) : null;
  return last && before && before.loc.end.line < last.loc.start.line ? before.range[1] : range[1];
}

function beforeFirst(
  sourceCode: Source,
  first: TSESTree.Node | undefined,
  statements: readonly string[],
  { newline }: ModuleStyle,
): Edit {
  const { text } = sourceCode;
  const offset = first ? startWithComments(sourceCode, first) : 0;
  const lead = newline + indentOf(text, offset);
  const block = statements.join(lead) + hazardGuard(statements, first && sourceCode.getFirstToken(first));
  return { range: [offset, offset], text: block + newline + lead };
}

/** The start of the first statement, or of the comments that belong to it rather than to the file. */
function startWithComments({ text, ast }: Source, first: TSESTree.Node): number {
  let start = first.range[0];
  const comments = (ast.comments ?? []).filter(({ range }) => range[1] <= start);
  for (const comment of comments.toReversed()) {
    const between = text.slice(comment.range[1], start);
    const attached = /^[ \t]*(\r?\n)?[ \t]*$/.test(between);
    if (!attached || String(comment.type) === "Shebang" || fileComment.test(comment.value)) break;
    if (!/^[ \t]*$/.test(lineBefore(text, comment.range[0]))) break;
    start = comment.range[0];
  }
  return start;
}

/** Without semicolons, `require("x")` and a line that starts with a bracket would be read as one expression. */
function hazardGuard(statements: readonly string[], next: TSESTree.Token | null | undefined): string {
  return statements.at(-1)?.endsWith(")") && next && /^[([`+\-/*.,]/.test(next.value) ? ";" : "";
}

function isDirective(statement: TSESTree.ProgramStatement): boolean {
  return statement.type === "ExpressionStatement" && typeof statement.directive === "string";
}

function countWhile<T>(items: readonly T[], test: (item: T) => boolean): number {
  const end = items.findIndex((item) => !test(item));
  return end < 0 ? items.length : end;
}

function indentOf(text: string, offset: number): string {
  return /^[ \t]*/.exec(lineBefore(text, offset))?.[0] ?? "";
}

function lineBefore(text: string, offset: number): string {
  return /[^\r\n]*$/.exec(text.slice(0, offset))?.[0] ?? "";
}
