import { expect, it } from "vitest";
import type { Framework } from "../catalog/types.ts";
import { FileSigns } from "./file-signs.ts";

const framework: Framework = {
  name: "toy",
  packages: ["toy"],
  types: {
    app: { from: ["toy#()"] },
    request: { from: ["response.request"], named: ["req"] },
    response: { from: ["request.response"] },
    event: { annotated: ["toy#Event"] },
    input: {},
  },
  handlers: [
    { call: "app.get", params: ["request", "response"] },
    { exported: ["load"], file: "pages/", params: ["input"] },
    { parameterNames: [["event"], ["context"]], params: ["event", null] },
  ],
  sources: [
    { read: "request.query", kind: "remote", what: "the query" },
    { read: "response.locals", kind: "remote", what: "the locals", likely: true },
    { read: "input.id", kind: "stored", what: "the input", for: ["html"] },
    { read: "event.body", kind: "browser", what: "the event" },
  ],
};

function mayHold(
  words: string,
  kind: "remote" | "stored" | "browser",
  { filename = "a.ts", into = "html", onlyProven = false, isInUse = true } = {},
): boolean {
  const file = { filename, words: new Set(words.split(" ")), isInUse: () => isInUse };
  return new FileSigns([framework], file).mayHold({ from: [kind], into: into as "html", onlyProven });
}

it.each([
  ["a handler and what it reads", "toy get query", true],
  ["what nobody calls", "toy query", false],
  ["a handler that reads nothing", "toy get body", false],
  ["no package", "get query", false],
  ["a name", "req query", true],
])("%s: a source of the request %s", (_, words, expected) => {
  expect(mayHold(words, "remote")).toBe(expected);
});

it("believes names only where the package is in use", () => {
  expect(mayHold("req query", "remote", { isInUse: false })).toBe(false);
  expect(mayHold("toy get query", "remote", { isInUse: false })).toBe(true);
});

it("follows types that come from one another", () => {
  expect(mayHold("req response request query", "remote")).toBe(true);
  expect(mayHold("response request query", "remote")).toBe(false);
});

it("leaves out what is at best likely, and what does no harm there", () => {
  expect(mayHold("req response locals", "remote")).toBe(true);
  expect(mayHold("req response locals", "remote", { onlyProven: true })).toBe(false);
  expect(mayHold("load id", "stored", { filename: "/pages/a.ts" })).toBe(true);
  expect(mayHold("load id", "stored", { filename: "/pages/a.ts", into: "sql" })).toBe(false);
  expect(mayHold("load id", "stored", { filename: "/lib/a.ts" })).toBe(false);
});

it("knows handlers by their parameters' names, one of which may be taken apart", () => {
  expect(mayHold("event context body", "browser")).toBe(true);
  expect(mayHold("context body", "browser")).toBe(true);
  expect(mayHold("event body", "browser")).toBe(false);
});
