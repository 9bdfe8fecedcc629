import { expect, it } from "vitest";
import { isMinified } from "./is-minified.ts";

const statement = "export const answer = compute(first, second, third);";
const ordinary = `${statement}\n`.repeat(1000);

it("recognises packed code", () => expect(isMinified(statement.repeat(1000))).toBe(true));
it("recognises packed code whose lines are broken again", () =>
  expect(isMinified(`${statement.repeat(9)}\n`.repeat(100))).toBe(true));
it("leaves long files of ordinary lines", () => expect(isMinified(ordinary)).toBe(false));
it("leaves short files with one long line", () => expect(isMinified(statement.repeat(20))).toBe(false));
it("leaves code beside long lines of data", () =>
  expect(isMinified(`${ordinary}const font = "${"d09GMgABAAAAA".repeat(50_000)}";`)).toBe(false));
it("leaves ordinary code beside some packed code", () =>
  expect(isMinified(ordinary + statement.repeat(1000))).toBe(false));
it("recognises packed code with data in it", () =>
  expect(isMinified(`${statement.repeat(1000)}font = "${"d09GMgABAAAAA".repeat(50_000)}";`)).toBe(true));
it("leaves a long line of data, and a file of nothing else", () =>
  expect(isMinified(`"${"d09GMgABAAAAA".repeat(50_000)}"`)).toBe(false));
it.each([
  "/******/ (() => { // webpackBootstrap\n",
  "!function(a){\n/******/ (function(modules) { // webpackBootstrap\n",
])("recognises what webpack wrote, whatever its lines are like", (start) =>
  expect(isMinified(start + ordinary)).toBe(true),
);
it("leaves what only speaks of it", () =>
  expect(isMinified(`const FIRST = "/******/ (() => { // webpackBootstrap";\n${ordinary}`)).toBe(false));
