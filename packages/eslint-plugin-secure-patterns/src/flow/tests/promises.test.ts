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
  ["then chain", "input.then((x) => x).then((y) => sink(y));", true],
  ["then chain to something else", 'input.then((x) => "a").then((y) => sink(y));', false],
  ["race", "async function f() { sink(await Promise.race([input, other])); }", true],
  ["any", "async function f() { sink(await Promise.any([input])); }", true],
  ["await in destructuring", "async function f() { const { a } = await input; sink(a); }", true],
  ["async arrow", "const get = async (x) => x; async function f() { sink(await get(input)); }", true],
  ["catch handler's result", "async function f() { sink(await other.catch(() => input)); }", true],
  ["named then handler", "function use(x) { sink(x); } input.then(use);", true],
  ["second handler of then", "other.then(() => 1, () => input).then((x) => sink(x));", true],
]);
