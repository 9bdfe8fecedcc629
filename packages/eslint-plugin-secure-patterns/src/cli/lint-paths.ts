import { readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { basename, relative, resolve } from "node:path";
import { ESLint, type Linter } from "eslint";
import plugin from "../index.ts";
import { findFiles } from "./find-files.ts";
import { folderAround } from "./folder-around.ts";
import { getTemplateParser, isLintable, loadLanguages, type Languages } from "./languages.ts";
import { isMinified } from "../shapes/is-minified.ts";
import { type LintOptions, UsageError } from "./parse-arguments.ts";
import type { Progress } from "./progress.ts";
import { createFinding, type Finding } from "./finding.ts";

export interface FileNote {
  /** Relative to where the command was started if it lies below, absolute otherwise. */
  readonly path: string;
  readonly reason: string;
}

export interface Report {
  readonly findings: readonly Finding[];
  /** Files that were read and understood. */
  readonly linted: number;
  /** Files that a fix changed. */
  readonly fixed: number;
  /** Files that could not be linted through no fault of ours: unparsable, unreadable, minified. */
  readonly skipped: readonly FileNote[];
  /** Files on which the linter itself broke. */
  readonly failures: readonly FileNote[];
  readonly seconds: number;
}

/** One path to lint: a directory with its files, or a file. */
interface Target {
  readonly directory: string;
  readonly files: Iterable<string>;
}

interface MutableReport {
  readonly findings: Finding[];
  readonly skipped: FileNote[];
  readonly failures: FileNote[];
  linted: number;
  fixed: number;
}

const prefix = "secure-patterns/";

/**
 * Lints directories and files with this plugin alone: the project's own ESLint, configuration and dependencies play no
 * part. Files are read one at a time, so that memory does not grow with the repository.
 *
 * @throws {UsageError} for a path that does not exist or cannot be linted
 */
export async function lintPaths(options: LintOptions, progress: Progress): Promise<Report> {
  const started = performance.now();
  const report: MutableReport = { findings: [], skipped: [], failures: [], linted: 0, fixed: 0 };
  const targets = options.paths.map((path) => findTarget(path, report));
  const languages = await loadLanguages();
  for (const target of targets) {
    const eslint = createEslint(target.directory, languages, options);
    const files = [...target.files];
    for (const [index, file] of files.entries()) {
      progress.update({ done: index, total: files.length, findings: report.findings.length, file });
      await lintFile(file, eslint, languages, report);
      // Lets a Ctrl-C and the progress line through: linting itself never yields.
      await new Promise(setImmediate);
    }
  }
  progress.end();
  return { ...report, seconds: (performance.now() - started) / 1000 };
}

function findTarget(path: string, report: MutableReport): Target {
  const absolute = resolve(path);
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`There is no file or directory "${path}".`);
  const real = realpathSync(absolute);
  if (stats.isDirectory()) return { directory: real, files: lintableFiles(real, report) };
  if (!isLintable(real)) throw new UsageError(`"${path}" is not of a type that can be linted.`);
  return { directory: folderAround(real), files: [real] };
}

function* lintableFiles(directory: string, report: MutableReport): Generator<string> {
  const onUnreadable = (entry: FileNote): void => void report.skipped.push(note(entry.path, entry.reason));
  for (const file of findFiles(directory, onUnreadable)) {
    if (isLintable(file) && !/\.min\.[cm]?js$/.test(basename(file))) yield file;
  }
}

function createEslint(directory: string, languages: Languages, options: LintOptions): ESLint {
  return new ESLint({
    cwd: directory,
    overrideConfigFile: true,
    overrideConfig: [
      { linterOptions: { reportUnusedDisableDirectives: "off" } },
      ...languages.configs,
      plugin.configs[options.config],
      ...(options.fix === "all" ? [{ settings: { "secure-patterns": { fix: "all" } } }] : []),
    ],
    // The project's comments may switch on rules of its own; their fixes are not ours to apply.
    fix: options.fix === "none" ? false : isOurs,
    ignore: false,
  });
}

async function lintFile(
  file: string,
  eslint: ESLint,
  languages: Languages,
  report: MutableReport,
): Promise<void> {
  const parser = getTemplateParser(file);
  if (parser !== undefined && languages.missing.has(parser)) {
    report.skipped.push(note(file, `needs ${parser}, which is not installed`));
    return;
  }
  const code = readSource(file, report);
  if (code === undefined) return;
  try {
    const [result] = await eslint.lintText(code, { filePath: file });
    if (result) take(result, code, file, report);
  } catch (error) {
    report.failures.push(note(file, firstLines((error as Error).message)));
  }
}

function readSource(file: string, report: MutableReport): string | undefined {
  try {
    const code = readFileSync(file, "utf8");
    if (!/\.[cm]?js$/.test(file) || !isMinified(code)) return code;
    report.skipped.push(note(file, "minified"));
  } catch (error) {
    report.skipped.push(note(file, (error as Error).message));
  }
  return undefined;
}

function take(result: ESLint.LintResult, code: string, file: string, report: MutableReport): void {
  const fatal = result.messages.find((message) => message.fatal && message.ruleId === null);
  if (fatal) {
    const place = fatal.line ? ` (line ${fatal.line})` : "";
    report.skipped.push(
      note(file, `${fatal.message.replace(/^Parsing error: /, "cannot be parsed: ")}${place}`),
    );
    return;
  }
  if (result.output !== undefined && result.output !== code) {
    writeFileSync(file, result.output);
    report.fixed += 1;
  }
  report.linted += 1;
  for (const message of result.messages.filter(isOurs)) {
    report.findings.push(createFinding(message, displayPath(file), result.output ?? code));
  }
}

function isOurs(message: Linter.LintMessage): boolean {
  return message.ruleId?.startsWith(prefix) ?? false;
}

function note(file: string, reason: string): FileNote {
  return { path: displayPath(file), reason };
}

/** Short below the current directory, unambiguous elsewhere. */
function displayPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith("..") ? file : path;
}

function firstLines(message: string): string {
  return message.split("\n").slice(0, 3).join(" ");
}
