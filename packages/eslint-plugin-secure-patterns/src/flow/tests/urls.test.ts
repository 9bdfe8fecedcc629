import { describe, expect, it } from "vitest";
import { testFlows, traceSinks } from "./toy.ts";

testFlows([
  ["parsed and printed", "sink(new URL(input).href);", true],
  ["toString", "sink(new URL(input).toString());", true],
  ["a parameter", 'sink(new URL(input).searchParams.get("a"));', true],
  ["destructured parameter", 'const { searchParams } = new URL(input); sink(searchParams.get("a"));', true],
  ["the path", "sink(new URL(input).pathname);", true],
  ["the host", "sink(new URL(input).host);", true],
  ["the host of a fixed origin", "sink(new URL(`https://a.example/${input}`).host);", false],
  ["the port is a number", "sink(new URL(input).port);", false],
  ["URLSearchParams", 'sink(new URLSearchParams(input).get("a"));', true],
  ["URLSearchParams of an object", 'sink(new URLSearchParams({ a: input }).get("a"));', true],
  ["Node's own parser", 'const url = require("url"); sink(url.parse(input, true).query.a);', true],
  ["Node's own parser, imported", 'import { parse } from "node:url"; sink(parse(input).pathname);', true],
  ["the class of Node's module", 'import { URL as U } from "url"; sink(new U(input).href);', true],
  ["written out again", 'import { format } from "url"; sink(format({ pathname: input }));', true],
  ["relative to the input", 'sink(new URL("/x", input).host);', true],
  ["absolute, so the base does not matter", 'sink(new URL("https://a.example/x", input).host);', false],
  ["the protocol is one of few words", "sink(new URL(input).protocol);", false],
  ["the search", "sink(new URL(input).search);", true],
  ["the hash", "sink(new URL(input).hash);", true],
  ["the origin", "sink(new URL(input).origin);", true],
  ["the user name", "sink(new URL(input).username);", true],
  [
    "the host name of a path behind a fixed host",
    "sink(new URL(`https://a.example/${input}`).hostname);",
    false,
  ],
  ["the path behind a fixed host", "sink(new URL(`https://a.example/${input}`).pathname);", true],
  ["URL.parse", "sink(URL.parse(input).href);", true],
  ["no argument", "sink(new URL().href);", false],
  ["JSON of a URL", "sink(new URL(input).toJSON());", true],
  ["a base that is the input", 'sink(new URL("x", input).href);', true],
  ["a base that is the input, its path", 'sink(new URL("/x", input).pathname);', false],
  ["a base behind an absolute address", 'sink(new URL("https://a.example", input).href);', false],
  ["an input with a fixed base", 'sink(new URL(input, "https://a.example").href);', true],
  ["printed parameters", "sink(new URLSearchParams(input).toString());", true],
  ["parameters as text", "sink(`?${new URLSearchParams({ a: input })}`);", true],
  ["parameters of nothing", 'sink(new URLSearchParams().get("a"));', false],
  ["a query object", "sink(new URL(input).query.a);", true],
]);

describe("the first piece keeps the front", () => {
  it.each([
    ['sink(input.split("?")[0])', []],
    ['const [base] = input.split("?"); sink(base)', []],
    ['sink(input.split("?")[1])', ["(tail)"]],
  ])("%s", (code, path) => {
    expect(traceSinks(code)[0]?.origins[0]?.path).toEqual(path);
  });
});

describe("a part of an address is read", () => {
  it.each([
    ["sink(new URL(input).hash.slice(1))", ["(url hash)", "(tail)"]],
    ["sink(new URL(input.next).pathname)", ["next", "(url pathname)"]],
    ['sink(new URL(input).searchParams.get("a"))', ["(url searchParams)", "get", "()"]],
    ["sink(new URL(`/${input}`, base).searchParams.get('a'))", ["(url searchParams)", "get", "()"]],
    ["sink(new URL(`/?q=${input}`, base).searchParams.get('a'))", ["()"]],
    ["sink(new URL('/x', input).host)", ["(url origin)"]],
    ["sink(input.slice(0, 9))", []],
    ["sink(input.slice(1))", ["(tail)"]],
  ])("%s", (code, path) => {
    const [origin] = traceSinks(code)[0]?.origins ?? [];
    expect(origin?.path).toEqual(path);
    expect(origin?.before).toBe("");
  });
});

describe("parts keep their mark", () => {
  it("search", () => {
    expect(traceSinks("sink(new URL(input).search)")[0]?.origins[0]?.before).toBe("?");
  });
  it("a parameter set on a URL stands in its query", () => {
    const [sink] = traceSinks(
      'const u = new URL("https://a.example"); u.searchParams.set("a", input); sink(u);',
    );
    expect(sink?.origins.map(({ within }) => within[0])).toEqual(["searchParams"]);
  });
});
