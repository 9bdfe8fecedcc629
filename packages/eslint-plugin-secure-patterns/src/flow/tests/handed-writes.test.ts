import { testFlows } from "./toy.ts";

testFlows([
  ["a called function writes", "function f(o) { o.a = input; } const o = {}; f(o); sink(o.a);", true],
  ["what it was given", "function f(o, v) { o.a = v; } const o = {}; f(o, input); sink(o.a);", true],
  [
    "what it was given beside",
    "function f(o, v, w) { o.a = v; } const o = {}; f(o, 'a', input); sink(o.a);",
    false,
  ],
  ["another property", "function f(o) { o.a = input; } const o = {}; f(o); sink(o.b);", false],
  ["another object", "function f(o) { o.a = input; } const o = {}, p = {}; f(p); sink(o.a);", false],
  ["a list", "const f = (l) => { l.push(input); }; const l = []; f(l); sink(l[0]);", true],
  [
    "two calls deep",
    "function g(p, v) { p.a = v; } function f(o) { g(o, input); } const o = {}; f(o); sink(o.a);",
    true,
  ],
  ["itself", "function f(o, n) { if (n) f(o, n - 1); o.a = input; } const o = {}; f(o, 3); sink(o.a);", true],
  [
    "the parameter gets another value",
    "function f(o) { o = { a: input }; } const o = {}; f(o); sink(o.a);",
    false,
  ],
  ["written before, not after", "function f(o) { o.a = input; } let o = {}; f(o); o = {}; sink(o.a);", false],
  ["under another name", "const a = {}; const b = a; b.x = input; sink(a.x);", true],
  ["under another name, further in", "const a = { n: {} }; const b = a.n; b.x = input; sink(a.n.x);", true],
  [
    "under another name, a sibling",
    "const a = { n: {}, m: {} }; const b = a.n; b.x = input; sink(a.m.x);",
    false,
  ],
  ["names for each other", "const a = {}; const b = a; const c = b; c.x = input; sink(a.x);", true],
  ["defined", "const o = {}; Object.defineProperty(o, 'a', { value: input }); sink(o.a);", true],
  [
    "defined by a getter",
    "const o = {}; Object.defineProperty(o, 'a', { get: () => input }); sink(o.a);",
    true,
  ],
  [
    "defined under another name",
    "const o = {}; Object.defineProperty(o, 'b', { value: input }); sink(o.a);",
    false,
  ],
  ["spliced in", "const l = [1]; l.splice(0, 0, input); sink(l[0]);", true],
  ["in a static block", "class A { static x; static { A.x = input; } } sink(A.x);", true],
  ["on a function", "function f() {} f.last = input; sink(f.last);", true],
  ["on another function", "function f() {} function g() {} g.last = input; sink(f.last);", false],
]);
