import { describe, expect, it } from "vitest";
import { testFlows, traceSinks } from "./toy.ts";

testFlows([
  ["template", "sink(`a${input}b`);", true],
  ["sum", 'sink("a" + input);', true],
  ["addition to a variable", 'let x = "a"; x += input; sink(x);', true],
  ["concat", 'sink("a".concat(input));', true],
  ["trim and case", "sink(input.trim().toLowerCase());", true],
  ["slice", "sink(input.slice(1));", true],
  ["split", 'sink(input.split(",")[0]);', true],
  ["replace", 'sink(input.replace("a", "b"));', true],
  ["inserted by replace", 'sink("<p>$</p>".replace("$", input));', true],
  ["inserted by a function", 'sink("<p>$</p>".replace("$", () => input));', true],
  ["match groups", "sink(input.match(/a(.*)/)[1]);", true],
  ["exec", "sink(/a(.*)/.exec(input)[1]);", true],
  ["String()", "sink(String(input));", true],
  ["decodeURIComponent", "sink(decodeURIComponent(input));", true],
  ["JSON round trip", "sink(JSON.parse(JSON.stringify({ a: input })).a);", true],
  ["base64", 'sink(Buffer.from(input, "base64").toString());', true],
  ["startsWith is a boolean", 'sink(input.startsWith("a"));', false],
  ["arithmetic is a number", "sink(input * 2);", false],
  ["comparison is a boolean", 'sink(input === "a");', false],
  ["raw tag", "sink(String.raw`a${input}`);", true],
  ["unknown tag", "sink(sql`a${input}`);", false],
]);

describe("the text in front", () => {
  it.each([
    ["template", "sink(`/users/${input}`)", "/users/"],
    ["sum", 'sink("/a" + "/b/" + input)', "/a/b/"],
    [
      "a constant's text",
      'const base = "https://a.example"; sink(`${base}/x?q=${input}`)',
      "https://a.example/x?q=",
    ],
    ["an unknown part", "sink(`${other}/x/${input}`)", "\uFFFC/x/"],
    ["a template in a template", "const tail = `b/${input}`; sink(`/a/${tail}`)", "/a/b/"],
    ["through a function", "const at = (x) => `/at/${x}`; sink(at(input))", "/at/"],
    ["appended", 'let x = "/a/"; x += input; sink(x)', "/a/"],
  ])("%s", (_, code, before) => {
    expect(traceSinks(code)[0]?.origins.map((origin) => origin.before)).toEqual([before]);
  });
});
