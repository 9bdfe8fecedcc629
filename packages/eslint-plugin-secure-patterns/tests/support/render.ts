import type { Linter } from "eslint";

/** The code with each finding's squiggle and message under its line, for snapshots that a person reads. */
export function renderFindings(code: string, messages: readonly Linter.LintMessage[]): string {
  return code
    .split("\n")
    .flatMap((line, index) => [
      line,
      ...messages.filter((m) => m.line === index + 1).map((m) => squiggle(line, m)),
    ])
    .join("\n");
}

export function applyFix(code: string, { range, text }: { range: readonly number[]; text: string }): string {
  return code.slice(0, range[0]) + text + code.slice(range[1]);
}

function squiggle(
  line: string,
  { column, endColumn, endLine, line: start, message, messageId }: Linter.LintMessage,
) {
  const end = endLine === start && endColumn !== undefined ? endColumn : line.length + 1;
  return `${" ".repeat(column - 1)}${"~".repeat(Math.max(end - column, 1))} [${messageId}] ${message}`;
}
