import { visitorKeys } from "@typescript-eslint/visitor-keys";
import { expect, it } from "vitest";
import { catalog } from "../catalog/index.ts";
import { parseScript } from "../project/parse-script.ts";
import { Analysis } from "./analysis.ts";
import { unknownParametersInto } from "./unknown-parameters.ts";

/** Three levels of functions, each of which calls all of the next level; the last ones write the page. */
function ladder(width: number): string {
  const numbers = [...Array(width).keys()];
  const level = (depth: number): string[] =>
    numbers.map((each) => {
      const calls = numbers.map((next) => `f${depth + 1}_${next}(text);`);
      return `function f${depth}_${each}(text) { ${depth === 2 ? "show(text);" : calls.join(" ")} }`;
    });
  return ["function show(text) { document.body.innerHTML = text; }", ...[0, 1, 2].flatMap(level)].join("\n");
}

it("asks each function once, in however many ways the others call it", () => {
  const width = 6;
  const [text, filename] = [ladder(width), "/app/page.js"];
  const parsed = parseScript(filename, text, undefined);
  const analysis = new Analysis({ ...parsed!, text, filename, visitorKeys }, catalog, new Set());
  const [use] = analysis.sinksOf("html");
  // nobody calls those of the first level; by way of the second one each would be met 36 times
  const found = unknownParametersInto(analysis, use!);
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThanOrEqual(width * width);
});
