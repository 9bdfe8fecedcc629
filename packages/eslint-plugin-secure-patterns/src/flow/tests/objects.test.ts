import { testFlows } from "./toy.ts";

testFlows([
  ["literal", "const o = { a: input }; sink(o.a);", true],
  ["other property", 'const o = { a: input, b: "x" }; sink(o.b);', false],
  ["the later one hides", 'const o = { a: input, a: "x" }; sink(o.a);', false],
  ["property write", "const o = {}; o.a = input; sink(o.a);", true],
  ["property overwritten", 'const o = { a: input }; o.a = "x"; sink(o.a);', false],
  ["computed write", "const o = {}; o[k] = input; sink(o.a);", true],
  ["element write", "const o = []; o[0] = input; sink(o[0]);", true],
  ["deep write", "const o = { a: {} }; o.a.b = input; sink(o.a.b);", true],
  ["spread", "const o = { ...input }; sink(o.a);", true],
  ["a spread after hides nothing that it lacks", 'const o = { a: input, ...{ b: "x" } }; sink(o.a);', true],
  ["a property after a spread", 'const o = { ...input, a: "x" }; sink(o.a);', false],
  ["Object.assign target", "const o = {}; Object.assign(o, input); sink(o.a);", true],
  ["Object.assign result", "sink(Object.assign({}, input).a);", true],
  ["getter", "const o = { get a() { return input; } }; sink(o.a);", true],
  ["map of constants", 'const o = { a: "1", b: "2" }; sink(o[input]);', false],
  ["Object.values", "sink(Object.values({ a: input })[0]);", true],
  ["Object.entries", "for (const [k, v] of Object.entries(input)) sink(v);", true],
  ["nested in the value itself", "sink({ a: { b: input } });", true],
  ["freeze", "sink(Object.freeze({ a: input }).a);", true],
  ["structuredClone", "sink(structuredClone(input).a);", true],
]);
