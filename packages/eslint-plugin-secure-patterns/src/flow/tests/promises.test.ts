import { testFlows } from "./toy.ts";

testFlows([
  ["await", "async function f() { sink(await input); }", true],
  [
    "async function",
    "async function get() { return input; } async function f() { sink(await get()); }",
    true,
  ],
  ["then", "input.then((x) => sink(x));", true],
  ["then's result", "async function f() { sink(await other.then(() => input)); }", true],
  ["catch keeps the value", "async function f() { sink(await input.catch(() => null)); }", true],
  ["finally keeps the value", "async function f() { sink(await input.finally(() => {})); }", true],
  ["Promise.all", "async function f() { const [a, b] = await Promise.all(['x', input]); sink(b); }", true],
  [
    "Promise.all, other",
    "async function f() { const [a, b] = await Promise.all(['x', input]); sink(a); }",
    false,
  ],
  ["Promise.resolve", "async function f() { sink(await Promise.resolve(input)); }", true],
  ["new Promise", "async function f() { sink(await new Promise((resolve) => resolve(input))); }", true],
  ["for await", "async function f() { for await (const x of input) sink(x); }", true],
  ["generator", "function* g() { yield input; } for (const x of g()) sink(x);", true],
  [
    "delegated generator",
    "function* g() { yield input; } function* h() { yield* g(); } for (const x of h()) sink(x);",
    true,
  ],
]);
