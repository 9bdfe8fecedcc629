import { afterAll, expect, it } from "vitest";
import { writeProject } from "../../src/project/fixture-project.ts";
import { languagesOf } from "./language.ts";
import { lint } from "./lint.ts";

const MARK = /\/[/*] !/;

/**
 * Lints every file of a project with one rule: what it reports must be exactly the lines that are marked with `// !`.
 *
 * @param files path → text; objects become JSON
 * @param options of the rule: where none are given, it reports what is proven
 */
export function testProject(
  name: string,
  rule: string,
  files: Readonly<Record<string, string | object>>,
  options: object = {},
): void {
  const disposals: (() => void)[] = [];
  afterAll(() => disposals.forEach((dispose) => dispose()));
  it(name, async () => {
    const project = writeProject(files);
    disposals.push(() => project.dispose());
    const found: string[] = [];
    for (const [path, code] of sourcesOf(files)) {
      const language = (await languagesOf(path)).at(-1) ?? {};
      const messages = lint({
        code,
        filename: project.at(path),
        language: isCommonJs(code) ? asCommonJs(language) : language,
        rules: { [rule]: options },
      });
      found.push(...messages.map(({ line }) => `${path}: ${code.split("\n")[line - 1]?.trim()}`));
    }
    expect(found.sort()).toEqual(sourcesOf(files).flatMap(markedLines).sort());
  });
}

function sourcesOf(files: Readonly<Record<string, string | object>>): [string, string][] {
  return Object.entries(files).filter(
    (entry): entry is [string, string] => /\.[jt]sx?$/.test(entry[0]) && typeof entry[1] === "string",
  );
}

function markedLines([path, code]: [string, string]): string[] {
  const lines = code.split("\n").filter((line) => MARK.test(line));
  return lines.map((line) => `${path}: ${line.trim()}`);
}

function isCommonJs(code: string): boolean {
  return /\brequire\(|\bexports\b/.test(code) && !/^\s*(?:import|export) /m.test(code);
}

function asCommonJs(language: Awaited<ReturnType<typeof languagesOf>>[number]): typeof language {
  return { ...language, languageOptions: { ...language.languageOptions, sourceType: "commonjs" } };
}
