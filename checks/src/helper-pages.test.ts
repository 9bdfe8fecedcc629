// The `ts` blocks of the helpers' pages compile against the built package.
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { readCodeBlocks } from "./code-blocks.ts";
import { listPages, root, runtimeRoot } from "./places.ts";

const pages = [...listPages(join(root, "docs/helpers")), ...listPages(join(root, "docs/guide"))];
const helpers = join(runtimeRoot, "docs-blocks"); // exists only in memory: from there, imports resolve as in the package
const guides = join(root, "packages/adapter-tests/docs-blocks"); // where all frameworks are installed
const files = new Map(
  pages.flatMap((page) =>
    readCodeBlocks(page)
      .filter((block) => block.language === "ts" || block.language === "tsx")
      .map(
        (block) =>
          [
            join(folderOf(page), `${basename(page, ".md")}.${block.line}.${block.language}`),
            block.code,
          ] as const,
      ),
  ),
);

describe("code of the helpers' pages", () => {
  const problems = compile();
  test.each([...files.keys()].map((file) => [basename(file), file] as const))("%s", (_name, file) => {
    expect(problems.get(file) ?? []).toEqual([]);
  });
  test("no other problem", () => expect(problems.get("") ?? []).toEqual([]));
});

function folderOf(page: string): string {
  return basename(dirname(page)) === "guide" ? guides : helpers;
}

/** Path of a block (or `""`) → what the compiler says. */
function compile(): Map<string, string[]> {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    jsx: ts.JsxEmit.Preserve,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
    experimentalDecorators: true, // NestJS
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.getCurrentDirectory = () => runtimeRoot;
  host.getSourceFile = (path, ...rest) => {
    const code = files.get(path);
    if (code === undefined) return getSourceFile(path, ...rest);
    return ts.createSourceFile(path, code, rest[0], true);
  };
  const problems = new Map<string, string[]>();
  for (const diagnostic of ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host))) {
    const file = diagnostic.file?.fileName ?? "";
    problems.set(file, [...(problems.get(file) ?? []), describeProblem(diagnostic)]);
  }
  return problems;
}

function describeProblem({ file, start, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  if (file === undefined || start === undefined) return text;
  return `line ${file.getLineAndCharacterOfPosition(start).line + 1}: ${text}`;
}

test("the pages exist", () => expect(existsSync(join(root, "docs/helpers"))).toBe(true));
