import { testFlows } from "./toy.ts";

testFlows([
  ["object", "const { a } = input; sink(a);", true],
  ["renamed", "const { a: b } = input; sink(b);", true],
  ["nested", "const { a: { b: [c] } } = input; sink(c);", true],
  ["default", "const { a = input } = {}; sink(a);", true],
  ["rest of an object", "const { a, ...rest } = input; sink(rest.b);", true],
  ["rest of an array", "const [a, ...rest] = input; sink(rest[0]);", true],
  ["the other property", 'const { a, b } = { a: input, b: "safe" }; sink(b);', false],
  ["the right property", 'const { a, b } = { a: input, b: "safe" }; sink(a);', true],
  ["computed key", "const { [key]: a } = input; sink(a);", true],
  ["assignment pattern", "let a; ({ a } = input); sink(a);", true],
  ["swap", 'let a = input, b = "safe"; [a, b] = [b, a]; sink(b);', true],
  ["parameter", "const f = ({ a }) => sink(a); f({ a: input });", true],
  ["parameter, other property", 'const f = ({ a }) => sink(a); f({ a: "safe", b: input });', false],
  ["parameter with default", "function f({ a = input } = {}) { sink(a); } f();", true],
  ["for-of", "for (const { a } of input) sink(a);", true],
]);
