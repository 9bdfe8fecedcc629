import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { expect, it } from "vitest";
import plugin from "../index.ts";

/** The fixtures' package has the frameworks installed, so that the checker finds their types. */
const folder = join(import.meta.dirname, "../../../catalog-fixtures/typed");
const filename = join(folder, "leave.ts");

function findings(parserOptions: object): number {
  const linter = new Linter({ cwd: folder });
  const config: Linter.Config = {
    files: ["**/*.ts"],
    languageOptions: { parser, parserOptions },
    plugins: { "secure-patterns": plugin },
    rules: { "secure-patterns/no-open-redirect": "error" },
  };
  const found = linter.verify(readFileSync(filename, "utf8"), [config], { filename });
  expect(found.filter(({ fatal }) => fatal)).toEqual([]);
  return found.length;
}

it("recognises by type what has neither a telling name nor annotation", () => {
  expect(findings({})).toBe(0);
  expect(findings({ projectService: true, tsconfigRootDir: folder })).toBe(1);
});
