import { parseArgs } from "node:util";

export interface LintOptions {
  /** Directories and files, as the user wrote them. */
  readonly paths: readonly string[];
  /** `"safe"` carries out what changes no behaviour, `"all"` the first complete suggestion of each finding as well. */
  readonly fix: "none" | "safe" | "all";
  readonly config: "recommended" | "strict";
  readonly json: boolean;
}

/** What the user typed cannot be carried out; the message says why. */
export class UsageError extends Error {}

const usage = `Finds missing security patterns in JavaScript and TypeScript.

usage: eslint-plugin-secure-patterns [options] <directory or file> …
       eslint-plugin-secure-patterns explain <file>:<line>   how a finding, or its absence, came about

  --fix        apply the fixes that change no behaviour
  --fix=all    apply each finding's first complete suggestion as well
  --strict     report likely findings, not only proven ones, and the rules of the strict config
  --json       print the result as JSON
  --help       print this

Reads .js .jsx .mjs .cjs .ts .tsx .mts .cts, and .vue .svelte .astro .html .ejs .hbs
.handlebars .njk where their parser is installed.
Leaves out node_modules, build output, minified files, and what .gitignore names.
Exit code: 0 nothing found, 1 findings, 2 errors.`;

/**
 * Reads the command line.
 *
 * @throws {UsageError} for an unknown option or a missing path
 */
export function parseArguments(args: readonly string[]): LintOptions | "help" {
  const { values, positionals } = read(
    args.map((argument) => (argument === "--fix" ? "--fix=safe" : argument)),
  );
  if (values.help) return "help";
  if (positionals.length === 0) throw new UsageError("Name a directory or a file to lint.");
  const fix = values.fix ?? "none";
  if (fix !== "none" && fix !== "safe" && fix !== "all") {
    throw new UsageError(`--fix takes no value or "all", not "${fix}".`);
  }
  return {
    paths: positionals,
    fix,
    config: values.strict ? "strict" : "recommended",
    json: values.json ?? false,
  };
}

export function explainUsage(): string {
  return usage;
}

interface RawArguments {
  readonly values: { help?: boolean; fix?: string; strict?: boolean; json?: boolean };
  readonly positionals: string[];
}

function read(args: string[]): RawArguments {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h" },
        fix: { type: "string" },
        strict: { type: "boolean" },
        json: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
