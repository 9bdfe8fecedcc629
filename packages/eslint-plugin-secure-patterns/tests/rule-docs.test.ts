import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { rules } from "../src/rules/index.ts";
import { languagesOf } from "./support/language.ts";
import { lint } from "./support/lint.ts";
import { renderFindings } from "./support/render.ts";
import { findExamples } from "./support/rule-page.ts";

describe.each(Object.entries(rules))("the page of %s", async (id, rule) => {
  // Without a page the first test fails, and the other rules' pages are tested all the same.
  const page = await readFile(new URL(`../src/rules/${id}/${id}.md`, import.meta.url), "utf8").catch(
    () => "",
  );

  it("is headed by the rule's id and says what the rule does", () => {
    expect(page.split("\n")[0]).toBe(`# ${id}`);
    expect(page).toContain(rule.meta.docs?.description);
    for (const number of rule.meta.docs?.cwe ?? []) expect(page).toContain(`CWE-${number}`);
  });

  it("explains every option", () => {
    const [schema] = rule.meta.schema as unknown as { properties: object }[];
    for (const option of Object.keys(schema?.properties ?? {})) expect(page).toContain(`\`${option}\``);
  });

  for (const { reported, code, filename, line, settings, options } of findExamples(page)) {
    it(`line ${line}: the code is ${reported ? "reported" : "clean"}`, async () => {
      for (const language of await languagesOf(filename)) {
        const found = lint({
          code,
          filename,
          language,
          settings,
          rules: { [id]: { confidence: "likely", ...options } },
        });
        expect(found.filter(({ fatal }) => fatal)).toEqual([]);
        expect(found.length > 0, renderFindings(code, found)).toBe(reported);
      }
    });
  }
});
