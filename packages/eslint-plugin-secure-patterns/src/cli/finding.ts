import type { Linter } from "eslint";
import { codeFrameColumns } from "@babel/code-frame";

export interface Finding {
  /** Without the plugin's prefix, such as `"no-open-redirect"`. */
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  /** Whether `--fix` would resolve it. */
  readonly fixable: boolean;
  /** What each suggestion would do. */
  readonly suggestions: readonly string[];
  /** The lines around the finding, with a marker. */
  readonly frame: string;
}

const frameWidth = 160;

export function createFinding(message: Linter.LintMessage, path: string, code: string): Finding {
  const { line, column } = message;
  const endLine = message.endLine ?? line;
  const endColumn = message.endColumn ?? column + 1;
  return {
    rule: message.ruleId?.replace("secure-patterns/", "") ?? "",
    path,
    line,
    column,
    endLine,
    endColumn,
    message: message.message,
    fixable: message.fix !== undefined,
    suggestions: (message.suggestions ?? []).map((suggestion) => suggestion.desc),
    frame: drawFrame(code, line, column, endLine, endColumn),
  };
}

/** A finding that spans many lines is shown by its beginning; lines that nobody can read are cut. */
function drawFrame(code: string, line: number, column: number, endLine: number, endColumn: number): string {
  const end = endLine - line > 3 ? { line, column: column + 1 } : { line: endLine, column: endColumn };
  const frame = codeFrameColumns(code, { start: { line, column }, end }, { linesAbove: 1, linesBelow: 1 });
  return frame
    .split("\n")
    .map((text) => (text.length > frameWidth ? `${text.slice(0, frameWidth - 1)}…` : text))
    .join("\n");
}
