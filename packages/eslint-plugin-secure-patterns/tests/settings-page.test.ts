import { readFile } from "node:fs/promises";
import type { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../src/index.ts";
import { languagesOf } from "./support/language.ts";
import { lint } from "./support/lint.ts";
import { renderFindings } from "./support/render.ts";
import { findExamples } from "./support/rule-page.ts";

const page = await readFile(new URL("../../../docs/guide/settings.md", import.meta.url), "utf8");
const configs = [...page.matchAll(/^```js eslint\.config\.js\n([\s\S]*?)^```$/gm)].map(([, code = ""]) =>
  evaluate(code),
);
const own = configs
  .flat()
  .map(({ settings }) => settings?.["secure-patterns"] as Record<string, unknown> | undefined)
  .find((settings) => settings && "sources" in settings);

/** What the page's configuration exports, given this plugin. */
function evaluate(code: string): Linter.Config[] {
  const body = code.replace(/^import .*$/m, "").replace("export default", "return");
  return (new Function("securePatterns", body) as (given: unknown) => Linter.Config[])(plugin);
}

describe("the page about settings", () => {
  it.each(configs)("has configurations that can be read: %#", (...config) => {
    for (const { settings, rules } of config.flat()) {
      for (const name of Object.keys(rules ?? {}))
        expect(plugin.rules).toHaveProperty(name.split("/")[1] ?? "");
      const request = { code: "a;", filename: "server/a.js", rules: { "no-open-redirect": {} } };
      const given = settings?.["secure-patterns"] as Record<string, unknown> | undefined;
      expect(lint({ ...request, language: {}, settings: given })).toEqual([]);
    }
  });

  for (const { reported, code, filename, line } of findExamples(page)) {
    if (code.includes("securePatterns")) continue;
    it(`line ${line}: the code is ${reported ? "reported" : "clean"} with them`, async () => {
      for (const language of await languagesOf(filename)) {
        const found = lint({ code, filename, language, settings: own, rules: { "no-open-redirect": {} } });
        expect(found.filter(({ fatal }) => fatal)).toEqual([]);
        expect(found.length > 0, renderFindings(code, found)).toBe(reported);
      }
    });
  }
});
