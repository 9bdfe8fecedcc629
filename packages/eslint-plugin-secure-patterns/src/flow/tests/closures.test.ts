import { testFlows } from "./toy.ts";

testFlows([
  ["captured constant", "const x = input; function f() { sink(x); }", true],
  ["captured in a callback", "const x = input; list.forEach(() => sink(x));", true],
  ["captured, written later", 'let x = "safe"; const f = () => sink(x); x = input; f();', true],
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
