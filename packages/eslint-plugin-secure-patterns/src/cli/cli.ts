#!/usr/bin/env node
import process from "node:process";
import { explainUsage, parseArguments, UsageError } from "./parse-arguments.ts";
import { lintPaths } from "./lint-paths.ts";
import { createProgress } from "./progress.ts";
import { formatJson } from "./format-json.ts";
import { formatText } from "./format-text.ts";

process.exitCode = await main(process.argv.slice(2));

/** @returns the exit code: 0 clean, 1 findings, 2 errors */
async function main(args: readonly string[]): Promise<number> {
  try {
    const options = parseArguments(args);
    if (options === "help") return print(explainUsage(), 0);
    const report = await lintPaths(options, createProgress(process.stderr));
    const color = process.stdout.isTTY && !process.env["NO_COLOR"];
    const text = options.json ? formatJson(report) : formatText(report, { color, fix: options.fix });
    if (report.failures.length > 0) return print(text, 2);
    return print(text, report.findings.length > 0 ? 1 : 0);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\nTry --help.\n`);
    return 2;
  }
}

/** Waits until everything is written: a pipe takes a long report in pieces. */
function print(text: string, code: number): Promise<number> {
  return new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve(code)));
}
