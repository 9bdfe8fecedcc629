import { testFlows } from "./toy.ts";

testFlows([
  ["in a list, each", "const hs = [(x) => sink(x)]; hs.forEach((h) => h(input));", true],
  ["in a list, by position", "const hs = [(x) => sink(x)]; hs[0](input);", true],
  ["in a list, by a variable", "const hs = [(x) => sink(x)]; hs[i](input);", true],
  [
    "in a list, never called with it",
    "const hs = [(x) => sink(x)]; hs.forEach((h) => h('a')); g(input);",
    false,
  ],
  ["pushed", "const hs = []; hs.push((x) => sink(x)); for (const h of hs) h(input);", true],
  [
    "pushed elsewhere",
    "const hs = [], os = []; os.push((x) => sink(x)); for (const h of hs) h(input);",
    false,
  ],
  ["a map of its own", "const m = new Map([['a', (x) => sink(x)]]); m.get('a')(input);", true],
  ["set into a map", "const m = new Map(); m.set('a', (x) => sink(x)); m.get(k)(input);", true],
  [
    "values of a set",
    "const s = new Set(); s.add((x) => sink(x)); for (const h of s.values()) h(input);",
    true,
  ],
  [
    "an emitter of the file",
    "const hs = {}; function on(n, f) { hs[n] = f; } function emit(n, v) { hs[n](v); } on('a', (x) => sink(x)); emit('a', input);",
    true,
  ],
  ["put at a name, asked by a variable", "const hs = {}; hs.a = (x) => sink(x); hs[k](input);", true],
  ["returned", "const f = (a) => (b) => sink(b); f('x')(input);", true],
  ["returned by a statement", "function f() { return (b) => sink(b); } f()(input);", true],
  ["what the maker gets", "const f = (a) => (b) => sink(b); f(input)('x');", false],
  ["what the returned one closes over", "const f = (a) => (b) => sink(a); f(input)('x');", true],
  ["Reflect.apply", "function f(x) { sink(x); } Reflect.apply(f, null, [input]);", true],
  ["Reflect.apply, this", "function f(x) { sink(x); } Reflect.apply(f, input, ['a']);", false],
]);
