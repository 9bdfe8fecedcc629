import { describe, expect, it } from "vitest";
import { TAIL } from "../builtins.ts";
import { testFlows, traceSinks } from "./toy.ts";

const within = (name: string, code: string, reaches: boolean): [string, string, boolean] => [
  name,
  `function f() { const x = input; ${code} }`,
  reaches,
];

describe("writes", () => {
  testFlows([
    ["a member that a list pattern fills", "const o = {}; [o.a] = [input]; sink(o.a);", true],
    ["a member that an object pattern fills", "const o = {}; ({ b: o.a } = { b: input }); sink(o.a);", true],
    ["a member that a loop fills", "const o = {}; for (o.a of [input]) sink(o.a);", true],
    ["a variable that is declared twice", 'var a = "x"; var a = input; sink(a);', true],
    ["what is missing is filled in", 'let a = input; a ??= "x"; sink(a);', true],
    ["what is empty is filled in", 'let a = input; a ||= "x"; sink(a);', true],
    ["what is there is replaced", 'let a = input; a &&= "x"; sink(a);', true],
    ["what is missing is filled in with it", "let a; a ??= input; sink(a);", true],
    ["what is empty is filled in with it", "let a; a ||= input; sink(a);", true],
    ["replaced at any rate", 'let a = input; a = "x"; sink(a);', false],
  ]);
});

describe("names", () => {
  testFlows([
    ["that nobody declares", "q = input; function g() { sink(q); }", true],
    ["that nobody declares, given something else", 'q = "x"; function g() { sink(q); }', false],
    ["that nobody writes", "function g() { q(input); sink(q); }", false],
    ["of a part under any key", 'const { [k]: a } = { b: input, c: "x" }; sink(a);', true],
    ["of a part under a key in brackets", 'const { ["c"]: a } = { b: input, c: "x" }; sink(a);', false],
    ["of a part under a name in quotes", 'const { "b": a } = { b: input, c: "x" }; sink(a);', true],
    within(
      "that are given a value later",
      'let u; u = new URL(x); if (u.host !== "a") return; sink(u.href);',
      false,
    ),
    within(
      "of a part that a predicate looks at",
      'const ok = (h) => h === "a" || h === "b"; const u = new URL(x); if (!ok(u.host)) return; sink(u.href);',
      false,
    ),
    within(
      "of a part that a predicate refuses",
      'const ok = (h) => h === "a" || h === "b"; const u = new URL(x); if (ok(u.host)) return; sink(u.href);',
      true,
    ),
  ]);
});

it.each([
  ["a part", "const u = new URL(x); if (ok(u.host)) sink(x);", "host"],
  ["all of it", "if (ok(x)) sink(x);", "self"],
  ["its length", "if (x.length > 3) sink(x);", "length"],
  ["a text inside", 'if (x.indexOf("a") !== -1) sink(x);', "self"],
])("what is said of %s says of what", (_, code, part) => {
  const [sink] = traceSinks(`const ok = (h) => h === "a"; function f() { const x = input; ${code} }`);
  const parts = sink?.origins[0]?.facts.flatMap((fact) => ("part" in fact ? [fact.part] : []));
  expect(parts).toEqual([part]);
});

describe("this", () => {
  testFlows([
    ["of a static method", "class A { static a = input; static f() { sink(this.a); } }", true],
    ["of a static block", "class A { static a = input; static { sink(this.a); } }", true],
    [
      "of an arrow in a static method",
      "class A { static a = input; static f() { g(() => sink(this.a)); } }",
      true,
    ],
    ["of an instance, whose class has it", "class A { static a = input; f() { sink(this.a); } }", false],
    [
      "of an arrow in a method of an object",
      "const o = { a: input, go() { g(() => sink(this.a)); } };",
      true,
    ],
    [
      "of a method of another object",
      'const o = { a: input }; const p = { a: "x", go() { sink(this.a); } };',
      false,
    ],
    [
      "of a function that makes objects",
      "function A() { this.a = input; this.go = function () { sink(this.a); }; }",
      true,
    ],
    [
      "of a method on a prototype",
      "function A() { this.a = input; } A.prototype.go = function () { sink(this.a); };",
      true,
    ],
    [
      "of one on another's prototype",
      "function A() { this.a = input; } B.prototype.go = function () { sink(this.a); };",
      false,
    ],
    ["of a callback for each item", "helper.each([{ a: input }], function () { sink(this.a); });", true],
    [
      "of a callback for each of a wrapped list",
      "const l = [{ a: input }]; wrap(l).each(function () { sink(this.a); });",
      true,
    ],
    [
      "of a callback of something else",
      "helper.every([{ a: input }], function () { sink(this.a); });",
      false,
    ],
    [
      "of a callback for each, its other member",
      'helper.each([{ a: input, b: "x" }], function () { sink(this.b); });',
      false,
    ],
  ]);
});

describe("objects that are copied", () => {
  testFlows([
    ["entry by entry", "sink(Object.fromEntries(Object.entries({ a: input }).filter(([k]) => k)).a);", true],
    [
      "entry by entry, sorted",
      "sink(Object.fromEntries(Object.entries({ a: input }).slice(1).sort()).a);",
      true,
    ],
    [
      "entry by entry, its other member",
      'sink(Object.fromEntries(Object.entries({ a: input, b: "x" }).filter(([k]) => k)).b);',
      false,
    ],
    ["by Object", "sink(Object({ a: input }).a);", true],
    ["by Object, its other member", 'sink(Object({ a: input, b: "x" }).b);', false],
  ]);
});

describe("control flow", () => {
  testFlows([
    within("a choice of what is gone through", 'for (const y of x === "a" ? [x] : []) sink(y);', false),
    within(
      "a choice of what is gone through, the other way",
      'for (const y of x === "a" ? [] : [x]) sink(y);',
      true,
    ),
    within("a switch without default", 'switch (x) { case "a": return; } sink(x);', true),
    within(
      "a switch that goes on with one case",
      'switch (x) { case "a": break; default: return; } sink(x);',
      false,
    ),
    within(
      "a switch that starts with its default",
      'switch (x) { default: return; case "a": break; } sink(x);',
      false,
    ),
    within("a default that falls through", 'switch (x) { default: y(); case "a": sink(x); }', true),
    within(
      "a switch of all cases that leave",
      'switch (x) { case "a": return; case "b": return; default: return; } sink(x);',
      false,
    ),
    within("a block with a name in a loop", "for (;;) { a: { y(); } if (z) break; } sink(x);", true),
    within("a block that is left", 'a: { if (x === "a") break a; return; } sink(x);', false),
    within("a block that is left otherwise", 'a: { if (x !== "a") break a; return; } sink(x);', true),
    within(
      "an answer's error",
      'const check = (v) => { if (v !== "a") return { error: 1 }; return { v }; }; const { error } = check(x); if (error) return; sink(x);',
      false,
    ),
    within(
      "an answer's error, the wrong way round",
      'const check = (v) => { if (v !== "a") return { error: 1 }; return { v }; }; const { error } = check(x); if (!error) return; sink(x);',
      true,
    ),
  ]);
});

it.each([
  ["a mark in front", 'input.replace(/^#/, "")', true],
  ["all up to a name", 'input.replace(/.*next=/, "")', true],
  ["a question mark", 'input.replace("?", "")', true],
  ["a mark somewhere", 'input.replace(/#/, "")', true],
  ["what stands behind a mark", 'input.replace(/#.*$/, "")', false],
  ["a word", 'input.replace("x", "")', false],
])("what is left of a text without %s", (_, code, isTail) => {
  const [sink] = traceSinks(`sink(${code});`);
  expect(sink?.origins.some(({ path }) => path.includes(TAIL))).toBe(isTail);
});

it.each([
  ["once", "sink(decodeURIComponent(input));", ["decoded"]],
  ["here, and somewhere else", "sink(decodeURIComponent(input)); decodeURIComponent(y);", []],
])("what is decoded %s", (_, code, facts) => {
  const [sink] = traceSinks(code);
  expect(sink?.origins[0]?.facts.map(({ is }) => is)).toEqual(facts);
});
