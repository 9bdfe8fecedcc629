import process from "node:process";
import { formatJson } from "./format-json.ts";
import { formatText } from "./format-text.ts";
import { lintPaths } from "./lint-paths.ts";
import type { LintOptions } from "./parse-arguments.ts";
import { createProgress } from "./progress.ts";

/** @returns the exit code: 0 clean, 1 findings, 2 where the linter failed on a file */
export async function lintAndPrint(options: LintOptions): Promise<number> {
  const report = await lintPaths(options, createProgress(process.stderr));
  const color = process.stdout.isTTY && !process.env["NO_COLOR"];
  await print(options.json ? formatJson(report) : formatText(report, { color, fix: options.fix }));
  if (report.failures.length > 0) return 2;
  return report.findings.length > 0 ? 1 : 0;
}

/** Waits until everything is written: a pipe takes a long report in pieces. */
function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
}
