import { describe, expect, it } from "vitest";
import { testFlows, traceSinks } from "./toy.ts";

const checked = (name: string, code: string, reaches: boolean): [string, string, boolean] => [
  name,
  `const MAP = { a: 1 }; const LIST = ["a"]; function f() { const x = input; ${code} }`,
  reaches,
];

describe("a value that is a key, or an item", () => {
  testFlows([
    checked("a looked up type", 'if (typeof MAP[x] !== "undefined") sink(x);', false),
    checked("a looked up type, the wrong way round", 'if (typeof MAP[x] === "undefined") sink(x);', true),
    checked("a looked up type that is something", 'if (typeof MAP[x] === "number") sink(x);', false),
    checked("a looked up type that is not something", 'if (typeof MAP[x] !== "number") sink(x);', true),
    checked("a looked up value", "if (MAP[x] !== undefined) sink(x);", false),
    checked("a looked up value that is missing", "if (MAP[x] === undefined) sink(x);", true),
    checked("a looked up value that is true", "if (MAP[x] === true) sink(x);", false),
    checked("a fixed key says nothing", "if (MAP.a) sink(x);", true),
    checked("a fixed key in brackets says nothing", 'if (MAP["a"]) sink(x);', true),
    checked("another value's key", "if (MAP[y] !== undefined) sink(x);", true),
    checked("a map's get", "if (MAP.get(x) !== undefined) sink(x);", false),
    checked("another method of a map", "if (MAP.set(x) !== undefined) sink(x);", true),
    checked("hasOwn", "if (Object.hasOwn(MAP, x)) sink(x);", false),
    checked("hasOwn, denied", "if (!Object.hasOwn(MAP, x)) sink(x);", true),
    checked("hasOwn of something else", "if (Object.hasOwn(MAP, y)) sink(x);", true),
    checked("hasOwnProperty", "if (Object.prototype.hasOwnProperty.call(MAP, x)) sink(x);", false),
    checked("hasOwnProperty, denied", "if (!Object.prototype.hasOwnProperty.call(MAP, x)) sink(x);", true),
    checked("an index above", "if (LIST.indexOf(x) > -1) sink(x);", false),
    checked("an index from zero", "if (LIST.indexOf(x) >= 0) sink(x);", false),
    checked("an index below", "if (LIST.indexOf(x) < 0) sink(x);", true),
    checked("an index below, left", "if (LIST.indexOf(x) < 0) return; sink(x);", false),
    checked("an index above one", "if (LIST.indexOf(x) > 0) return; sink(x);", true),
    checked("an index that is kept", "const at = LIST.indexOf(x); if (at >= 0) sink(x);", false),
    checked("an index by a callback", "if (LIST.findIndex((y) => y === x) >= 0) sink(x);", false),
    checked("an index by a callback, denied", "if (LIST.findIndex((y) => y === x) < 0) sink(x);", true),
    checked("no index by a callback", "if (LIST.findIndex((y) => y === x) === -1) return; sink(x);", false),
    checked("some index by a callback", "if (LIST.findIndex((y) => y === x) > 0) return; sink(x);", true),
    checked(
      "an index by a callback, kept",
      "const at = LIST.findIndex((y) => y === x); if (at !== -1) sink(x);",
      false,
    ),
    checked("a helper's list", "if (_.includes(LIST, x)) sink(x);", false),
    checked("a helper's list, denied", "if (!_.includes(LIST, x)) sink(x);", true),
    checked("none of a list differs", "if (!LIST.every((y) => y !== x)) sink(x);", false),
    checked("all of a list differ", "if (LIST.every((y) => y !== x)) sink(x);", true),
    checked("all of these hold", 'if ([y, x === "a"].every(Boolean)) sink(x);', false),
    checked("all of these hold, kept", 'const all = [y, x === "a"]; if (all.every(Boolean)) sink(x);', false),
    checked("not all of these hold", 'if (![y, x === "a"].every(Boolean)) sink(x);', true),
    checked("some of these hold", 'if ([y, x === "a"].some(Boolean)) sink(x);', true),
    checked("none of these holds", 'if (![y, x !== "a"].some(Boolean)) sink(x);', false),
    checked("a last index that is kept", "const at = LIST.lastOf(x); if (at >= 0) sink(x);", true),
  ]);
});

describe("a condition that is kept or compared", () => {
  testFlows([
    checked("is true", 'if ((x === "a") === true) sink(x);', false),
    checked("is false", 'if ((x === "a") === false) sink(x);', true),
    checked("is not false", 'if ((x === "a") !== false) sink(x);', false),
    checked("is not true", 'if ((x === "a") !== true) sink(x);', true),
    checked("a pattern's exec", "if (/^a$/.exec(x)) sink(x);", false),
    checked("a pattern's exec, kept", "let m; if ((m = /^a$/.exec(x))) sink(x);", false),
    checked("a pattern's exec, added to", "let m = 0; if ((m += /^a$/.exec(x))) sink(x);", true),
    checked("either of two that hold", 'if (y ? x === "a" : x === "b") sink(x);', false),
    checked("either of two, of which one says nothing", 'if (y ? x === "a" : z) sink(x);', true),
    checked("either, where the other is false", 'if (y ? x === "a" : false) sink(x);', false),
    checked("either, where the other is true", 'if (y ? x === "a" : true) sink(x);', true),
    checked("either, denied, where the other is true", 'if (!(y ? x !== "a" : true)) sink(x);', false),
  ]);
});

it.each([
  ["the first character", 'x[0] === "/"', ["starts-with"]],
  ["the first character, by a method", 'x.charAt(0) === "/"', ["starts-with"]],
  ["another character", 'x[1] === "/"', ["matches"]],
  ["another character, by a method", 'x.charAt(2) === "/"', ["matches"]],
  ["a character that is two", 'x[1] === "//"', []],
  ["a pattern's test", "/^a$/.test(x)", ["matches"]],
  ["a pattern's exec", "/^a$/.exec(x)", ["matches"]],
  ["another method of a pattern", "/^a$/.compile(x)", ["predicate"]],
  ["a text's match", "x.match(/^a$/)", ["matches"]],
  ["an item of a list", "LIST.includes(x)", ["member"]],
  ["an item of what a list is made of", "LIST.some((y) => y === x)", ["equal"]],
  ["an item that is found", "LIST.find((y) => y === x)", ["equal"]],
  ["a number that is whole", "Number.isInteger(x)", ["type"]],
  ["a list", "Array.isArray(x)", ["type"]],
])("%s is told as what it is", (_, test, facts) => {
  const [sink] = traceSinks(`const LIST = ["a"]; function f() { const x = input; if (${test}) sink(x); }`);
  expect(sink?.origins[0]?.facts.map(({ is }) => is).filter((is) => is !== "truthy")).toEqual(facts);
});
