import { parse } from "@typescript-eslint/parser";
import type { TSESTree } from "@typescript-eslint/types";
import { expect, it } from "vitest";
import type { CallNode } from "./nodes.ts";
import { requiredModule } from "./required-module.ts";

function required(code: string): string | undefined {
  const [statement] = (parse(code, { range: true }) as TSESTree.Program).body;
  return requiredModule((statement as TSESTree.ExpressionStatement).expression as CallNode);
}

it.each([
  ['require("x")', "x"],
  ["require(`./x`)", "./x"],
  ['require(__dirname + "/lib/x")', "./lib/x"],
  ["require(`${__dirname}/lib/x`)", "./lib/x"],
  ['require(path.join(__dirname, "..", "lib/x"))', "./../lib/x"],
  ['require(path.resolve(__dirname, "x"))', "./x"],
  ['require(__base + "lib/x")', "~/lib/x"],
  ["require(`${global.appRoot}/lib/x`)", "~/lib/x"],
  ['require.main.require("./src/x")', "~/src/x"],
  ['appRequire("lib/x")', "~/lib/x"],
  ['rootRequire("/lib/x")', "~/lib/x"],
  ["require(name)", undefined],
  ['require(__dirname + "x")', undefined],
  ['require(folder + "/x")', undefined],
  ["require(`${__dirname}/${name}`)", undefined],
  ["require(path.join(__dirname, name))", undefined],
  ['appRequire("../x")', undefined],
  ['module.require("x")', undefined],
  ['load("x")', undefined],
])("%s", (code, specifier) => {
  expect(required(code)).toBe(specifier);
});
