import { expect, it } from "vitest";
import { traceSinks } from "./toy.ts";

function factsOf(code: string): string[][] {
  return traceSinks(code).flatMap(({ origins }) => origins.map(({ facts }) => facts.map(({ is }) => is)));
}

it("says once what is checked in every round of a recursion", () => {
  const facts = factsOf(
    "function f(x, n) { if (!/^a/.test(x)) return; if (n > 3) sink(x); else f(x, n + 1); } f(input, 0);",
  );
  expect(facts.length).toBeGreaterThan(0);
  for (const each of facts) expect(each.filter((is) => is === "matches")).toHaveLength(1);
});

it("says again what is checked after the text was rewritten", () => {
  const [facts] = factsOf(
    'const x = input; if (x.startsWith("/")) { const y = x.replace("/", ""); if (y.startsWith("/")) sink(y); }',
  );
  expect(facts?.filter((is) => is !== "truthy")).toEqual(["starts-with", "replaced", "starts-with"]);
});

it("follows values that many functions pass round in circles, without end of checks", () => {
  const names = Array.from({ length: 12 }, (_, index) => `f${index}`);
  const functions = names.map(
    (name, index) =>
      `function ${name}(x, n) { if (n > ${index}) return x; ${names.map((next) => `x = ${next}(x + "", n + 1);`).join(" ")} return x; }`,
  );
  const found = factsOf(`${functions.join("\n")}\nsink(f0(input, 0));`);
  for (const facts of found) expect(facts.length).toBeLessThan(50);
});
