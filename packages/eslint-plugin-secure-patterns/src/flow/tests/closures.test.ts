import { testFlows } from "./toy.ts";

testFlows([
  ["captured constant", "const x = input; function f() { sink(x); }", true],
  ["captured in a callback", "const x = input; list.forEach(() => sink(x));", true],
  ["captured, written later", 'let x = "safe"; const f = () => sink(x); x = input; f();', true],
  [
    "a helper declared below",
    "const f = () => { ok(id(input)); sink(id(input)); }; const id = (x) => x;",
    true,
  ],
  [
    "a helper declared below, which passes nothing on",
    'const f = () => { ok(id(input)); sink(id(input)); }; const id = () => "safe";',
    false,
  ],
  [
    "module state",
    "let state; export function set() { state = input; } export function use() { sink(state); }",
    true,
  ],
  [
    "module object",
    "const state = {}; export function set() { state.a = input; } export function use() { sink(state.a); }",
    true,
  ],
  ["module constant", 'const state = "safe"; export function use() { sink(state); }', false],
  [
    "checked before the closure was made",
    'const x = input; if (x !== "a") throw 1; const f = () => sink(x);',
    false,
  ],
]);
