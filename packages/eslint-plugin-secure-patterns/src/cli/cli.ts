#!/usr/bin/env node
import process from "node:process";
import { explainUsage, parseArguments, UsageError } from "./parse-arguments.ts";

// `… | head` closes the pipe early: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = await main(process.argv.slice(2));

/** @returns the exit code: 0 clean, 1 findings, 2 errors */
async function main(args: readonly string[]): Promise<number> {
  try {
    if (args[0] === "explain" && args.length > 1) return await explain(args.slice(1));
    const options = parseArguments(args);
    if (options === "help") {
      process.stdout.write(`${explainUsage()}\n`);
      return 0;
    }
    // Loaded late: help and usage errors need no parser.
    const { lintAndPrint } = await import("./lint-and-print.ts");
    return await lintAndPrint(options);
  } catch (error) {
    const text =
      error instanceof UsageError ? `${error.message}\nTry --help.` : String((error as Error).stack);
    process.stderr.write(`${text}\n`);
    return 2;
  }
}

/** @returns the exit code; a finding is no error here */
async function explain(places: readonly string[]): Promise<number> {
  const { explainPlace } = await import("./explain-place.ts");
  for (const place of places) process.stdout.write(`${await explainPlace(place)}\n`);
  return 0;
}
