import * as typescriptParser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";
import type { Node } from "../ast/nodes.ts";
import { decoratorsOf } from "./handler-match.ts";

const code = "function f(a, b = 1, { c } = {}, [d] = [], ...e) {}";

/** What each parser makes of the same function: neighbours are read by another parser than the file that is linted. */
const parsers: Readonly<Record<string, () => unknown>> = {
  espree: parseWithEspree,
  "typescript-eslint": () => typescriptParser.parse(code),
  "oxc, JavaScript": () => parseSync("a.js", code).program,
  "oxc, TypeScript": () => parseSync("a.ts", code, { astType: "ts" }).program,
};

describe("decorators of parameters that have none", () => {
  it.each(Object.entries(parsers))("%s", (_name, parse) => {
    const { body } = parse() as { body: [{ params: readonly Node[] }] };
    expect(body[0].params.map(decoratorsOf)).toEqual([[], [], [], [], []]);
  });
});

it("finds decorators of parameters with and without a default", () => {
  const { body } = typescriptParser.parse("class C { m(@A() a, @B() b = 1) {} }") as unknown as {
    body: [{ body: { body: [{ value: { params: readonly Node[] } }] } }];
  };
  expect(body[0].body.body[0].value.params.map((node) => decoratorsOf(node).length)).toEqual([1, 1]);
});

function parseWithEspree(): unknown {
  const linter = new Linter();
  linter.verify(code, {});
  return linter.getSourceCode().ast;
}
