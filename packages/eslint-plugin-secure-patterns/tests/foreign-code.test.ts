import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { rules } from "../src/rules/index.ts";
import { foreignFiles } from "./support/foreign-files.ts";
import { languagesOf } from "./support/language.ts";
import { lint, type LintRequest } from "./support/lint.ts";
import { tryFixes } from "./support/try-fixes.ts";

/**
 * All rules over code that none of us wrote. By default a sample of the installed packages; to look at more:
 *
 *     SECURE_PATTERNS_FOREIGN=/some/folder:/another SECURE_PATTERNS_FOREIGN_FILES=5000 \
 *       pnpm exec vitest run tests/foreign-code.test.ts
 */
const store = fileURLToPath(new URL("../../../node_modules/.pnpm", import.meta.url));
const folders = process.env["SECURE_PATTERNS_FOREIGN"]?.split(":") ?? [store];
const most = Number(process.env["SECURE_PATTERNS_FOREIGN_FILES"] ?? 250);
const mostFixesPerFile = 12;

describe.each(folders)("the code in %s", (folder) => {
  const seen = { files: 0, unparsed: 0, findings: 0, fixes: 0 };

  it("crashes no rule, and every fix holds", async () => {
    const failures: string[] = [];
    for (const filename of foreignFiles(folder, most)) {
      for await (const failure of lookAt(filename, seen)) failures.push(`${filename}: ${failure}`);
    }
    console.log(`${folder}: ${JSON.stringify(seen)}`);
    expect(failures).toEqual([]);
    expect(seen.files, "no file was read").toBeGreaterThan(0);
  }, 3_600_000);
});

async function* lookAt(filename: string, seen: Record<string, number>): AsyncGenerator<string> {
  const request = await readable(filename);
  if (!request) {
    seen["unparsed"] = (seen["unparsed"] ?? 0) + 1;
    return;
  }
  try {
    const findings = lint(request);
    for (const { ruleId, message } of findings) if (!ruleId) yield `not linted: ${message}`;
    seen["files"] = (seen["files"] ?? 0) + 1;
    seen["findings"] = (seen["findings"] ?? 0) + findings.length;
    let tried = 0;
    for (const failure of tryFixes(request, findings)) {
      seen["fixes"] = (seen["fixes"] ?? 0) + 1;
      if (failure) yield `${failure.line} ${failure.rule}, ${failure.fix}: ${failure.problem}`;
      if (++tried === mostFixesPerFile) return;
    }
  } catch (error) {
    yield `crash: ${error instanceof Error ? error.stack : String(error)}`;
  }
}

/** With the first of the parsers that can read the file. */
async function readable(filename: string): Promise<LintRequest | undefined> {
  const code = readFileSync(filename, "utf8");
  const all = Object.fromEntries(Object.keys(rules).map((id) => [id, { confidence: "likely" }]));
  for (const language of await languagesOf(filename)) {
    const request = { code, filename, language, rules: all, isForeign: true };
    if (!lint({ ...request, rules: {} }).some(({ fatal }) => fatal)) return request;
  }
  return undefined;
}
