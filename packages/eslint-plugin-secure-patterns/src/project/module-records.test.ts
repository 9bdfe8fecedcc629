import * as typescriptParser from "@typescript-eslint/parser";
import { afterEach, describe, expect, it, vi } from "vitest";

import type { ExportEntry, ImportEntry } from "./module-record.ts";
import * as native from "./native.ts";
import { readModuleRecord } from "./read-module-record.ts";

const ESM = `
import a, { b as c, type D } from "x";
import * as ns from "y";
import type { T } from "t";
import "side";
export * from "star";
export * as whole from "named-star";
export { q as default, type U } from "z";
export const { one, two: [two] } = a, three = 1;
export function four() { return import("lazy"); }
export interface Shape {}
export class Five {}
export { c as six };
`;

const COMMONJS = `
const x = require("x");
const { a, b: { c }, d: e = 1 } = require("y");
try { require("optional"); } catch {}
function later() { return require("later"); }
if (process.env.A) require("sometimes");
(function () { require("at-once"); })();
exports.one = function () {};
module.exports.two = e;
exports.three = require("./three");
module.exports = { four, five: a, ...require("./rest"), six() {} };
`;

function brief(imports: readonly ImportEntry[]): string[] {
  return imports.map(({ kind, specifier, isType, bindings }) => {
    const names = bindings.map(
      ({ imported, local, isType: type }) => `${type ? "type " : ""}${imported}:${local}`,
    );
    return `${kind} ${specifier}${isType ? " (type)" : ""} ${names.join(",")}`.trim();
  });
}

function briefExports(exports: readonly ExportEntry[]): string[] {
  return exports.map(({ exported, local, from, isType }) =>
    [isType ? "type" : "", exported, local ?? "", from ? `${from.imported} from ${from.specifier}` : ""]
      .filter(Boolean)
      .join(" "),
  );
}

afterEach(() => vi.restoreAllMocks());

describe("readModuleRecord", () => {
  it("lists what a module imports and exports", () => {
    const record = readModuleRecord("/a.ts", ESM)!;
    expect(record.format).toBe("esm");
    expect(brief(record.imports)).toEqual([
      "static x default:a,b:c,type D:D",
      "static y *:ns",
      "static t (type) type T:T",
      "static side",
      "static star",
      "static named-star",
      "static z",
      "dynamic lazy",
    ]);
    expect(briefExports(record.exports)).toEqual([
      "six b from x",
      "* * from star",
      "whole * from named-star",
      "default q from z",
      "type U U from z",
      "one one",
      "two two",
      "three three",
      "four four",
      "type Shape Shape",
      "Five Five",
    ]);
  });

  it("lists the same with the configured parser where the native one is absent", () => {
    const expected = readModuleRecord("/a.ts", ESM)!;
    vi.spyOn(native, "getNativeParser").mockReturnValue(undefined);
    const record = readModuleRecord("/a.ts", ESM, typescriptParser)!;
    expect(record.format).toBe("esm");
    expect(brief(record.imports)).toEqual(brief(expected.imports));
    // The native parser already followed this one to its import.
    const exports = briefExports(expected.exports).map((line) => (line === "six b from x" ? "six c" : line));
    expect(briefExports(record.exports).toSorted()).toEqual(exports.toSorted());
  });

  it("is undefined without any parser", () => {
    vi.spyOn(native, "getNativeParser").mockReturnValue(undefined);
    expect(readModuleRecord("/a.ts", ESM)).toBeUndefined();
  });

  it("lists CommonJS, and which require may never run", () => {
    const record = readModuleRecord("/a.js", COMMONJS)!;
    expect(record.format).toBe("commonjs");
    expect(brief(record.imports)).toEqual([
      "require x export=:x",
      "require y a:a,d:e",
      "guarded-require optional",
      "guarded-require later",
      "guarded-require sometimes",
      "require at-once",
      "require ./three",
      "require ./rest",
    ]);
    expect(briefExports(record.exports)).toEqual([
      "one",
      "two e",
      "three export= from ./three",
      "export=",
      "four four",
      "five a",
      "* * from ./rest",
      "six",
    ]);
  });

  it("lists TypeScript's own forms", () => {
    const record = readModuleRecord(
      "/a.ts",
      'import fs = require("fs"); import type q = require("q"); export = fs;',
    )!;
    expect(brief(record.imports)).toEqual(["static fs export=:fs", "static q (type) type export=:q"]);
    expect(briefExports(record.exports)).toEqual(["export= fs"]);
  });

  it.each([
    [
      "/a.vue",
      '<template><p @click="x"/></template>\n<script setup lang="ts">\nimport x from "x";\n</script>',
    ],
    ["/a.svelte", '<script context="module">import x from "x";</script>\n<h1>{x}</h1>'],
    ["/a.astro", '---\nimport x from "x";\n---\n<h1>{x}</h1>'],
    ["/a.jsx", '#!/usr/bin/env node\nimport x from "x"; const y = <p/>;'],
    ["/a.js", 'import x from "x"; const y = <p/>;'],
    ["/a.mts", 'import x from "x"; const y = <string>x;'],
  ])("reads the script of %s", (filename, text) => {
    const record = readModuleRecord(filename, text);
    expect(brief(record!.imports)).toEqual(["static x default:x"]);
    expect(text.slice(record!.imports[0]!.start)).toMatch(/^import x/);
  });

  it("counts offsets in UTF-16 units", () => {
    const text = '// 😀 é\nimport x from "x";';
    expect(text.slice(readModuleRecord("/a.ts", text)!.imports[0]!.start)).toMatch(/^import/);
  });

  it("survives what does not parse", () => {
    expect(readModuleRecord("/a.ts", "import { from ;;")).toBeUndefined();
    expect(readModuleRecord("/a.js", "return 1; const x = require('x')")?.imports).toHaveLength(1);
  });
});
