import * as typescriptParser from "@typescript-eslint/parser";
import { afterEach, describe, expect, it, vi } from "vitest";

import { findExport, resolveExport } from "./export-resolution.ts";
import { writeProject, type FixtureProject } from "./fixture-project.ts";
import * as native from "./native.ts";

let project: FixtureProject;
afterEach(() => {
  project?.dispose();
  vi.restoreAllMocks();
});

/** File, node and remaining path behind an import of `main.ts`. */
function behind(specifier: string, ...path: string[]): string | undefined {
  const found = resolveExport(project.at("main.ts"), specifier, path);
  if (!found) return undefined;
  const text = found.unit.text.slice(...found.node.range).replace(/\s+/g, " ");
  return [found.file.slice(project.root.length + 1), found.node.type, text, ...found.rest].join(" | ");
}

describe("resolveExport", () => {
  it("finds declarations by the name of their export", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "a.ts": `export function f() {} export const g = () => 1; export class C { m() {} } export let later; function inner() {}
        export { inner as outer }; export const { d, e: [h] } = x; const o = { k() {} }; export { o }; interface f {}`,
    });
    expect(behind("./a", "f")).toBe("a.ts | FunctionDeclaration | function f() {}");
    expect(behind("./a", "g")).toBe("a.ts | ArrowFunctionExpression | () => 1");
    expect(behind("./a", "C", "m")).toBe("a.ts | ClassDeclaration | class C { m() {} } | m");
    expect(behind("./a", "outer")).toBe("a.ts | FunctionDeclaration | function inner() {}");
    expect(behind("./a", "later")).toBe("a.ts | Identifier | later");
    expect(behind("./a", "h")).toBe("a.ts | Identifier | h");
    expect(behind("./a", "o", "k")).toBe("a.ts | ObjectExpression | { k() {} } | k");
    expect(behind("./a", "none")).toBeUndefined();
    expect(behind("./a")).toBeUndefined();
    expect(behind("./none", "f")).toBeUndefined();
  });

  it.each([
    ["export default function () {}", "FunctionDeclaration | function () {}"],
    ["export default function named() {}", "FunctionDeclaration | function named() {}"],
    ["export default (a) => a;", "ArrowFunctionExpression | (a) => a"],
    ["export default ({ a: 1 });", "ObjectExpression | { a: 1 }"],
    ["const x = make(); export default x;", "CallExpression | make()"],
    ["const x = make(); export { x as default };", "CallExpression | make()"],
    ["export default class {}", "ClassDeclaration | class {}"],
    ["module.exports = function () {};", "FunctionExpression | function () {}"],
    ["function f() {} module.exports = f;", "FunctionDeclaration | function f() {}"],
    ["exports.default = () => 2;", "ArrowFunctionExpression | () => 2"],
    ["function f() {} export = f;", "FunctionDeclaration | function f() {}"],
  ])("finds the default export of %s", (text, expected) => {
    project = writeProject({ "package.json": { name: "app" }, "a.ts": text });
    expect(behind("./a", "default")).toBe(`a.ts | ${expected}`);
  });

  it("passes through barrels, renames, namespaces and cycles", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "index.ts": `export * from "./cycle"; export * from "./url"; export { default as redirect, helper } from "./redirect";
        export * as ns from "./url"; import * as all from "./url"; import own, { safe as renamed } from "./imported"; export { all, own, renamed as again };
        export default own;`,
      "cycle.ts": `export * from "./index"; export { b } from "./cycle2";`,
      "cycle2.ts": `export { b } from "./cycle";`,
      "url.ts": "export const isSafe = (u) => 1; export default 1;",
      "redirect.ts": "export default function r() {} export const helper = 2;",
      "imported.ts": 'export default function own() {} export { safe } from "./redirect2";',
      "redirect2.ts": "export function safe() {}",
    });
    expect(behind("./index", "isSafe")).toBe("url.ts | ArrowFunctionExpression | (u) => 1");
    expect(behind("./index", "redirect")).toBe("redirect.ts | FunctionDeclaration | function r() {}");
    expect(behind("./index", "helper")).toBe("redirect.ts | Literal | 2");
    expect(behind("./index", "ns", "isSafe")).toBe("url.ts | ArrowFunctionExpression | (u) => 1");
    expect(behind("./index", "all", "isSafe")).toBe("url.ts | ArrowFunctionExpression | (u) => 1");
    expect(behind("./index", "own")).toBe("imported.ts | FunctionDeclaration | function own() {}");
    expect(behind("./index", "default")).toBe("imported.ts | FunctionDeclaration | function own() {}");
    expect(behind("./index", "again")).toBe("redirect2.ts | FunctionDeclaration | function safe() {}");
    expect(behind("./index", "b")).toBeUndefined();
    expect(behind("./index", "none")).toBeUndefined();
  });

  it("passes through CommonJS", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "index.js":
        'const { limit } = require("./limit"); module.exports = { limit, login: require("./login"), ...require("./rest"), inline() {} };',
      "limit.js": "exports.limit = function () {};",
      "login.js": "module.exports = (req) => 1; module.exports.helper = () => 2;",
      "rest.js": "exports.more = 3;",
      "whole.js": 'module.exports = require("./login");',
      "object.js": "const api = { a() {} }; module.exports = api;",
    });
    expect(behind("./index", "limit")).toBe("limit.js | FunctionExpression | function () {}");
    expect(behind("./index", "login")).toBe("login.js | ArrowFunctionExpression | (req) => 1");
    expect(behind("./index", "login", "helper")).toBe("login.js | ArrowFunctionExpression | () => 2");
    expect(behind("./index", "more")).toBe("rest.js | Literal | 3");
    expect(behind("./index", "inline")).toBe("index.js | FunctionExpression | () {}");
    expect(behind("./whole")).toBe("login.js | ArrowFunctionExpression | (req) => 1");
    expect(behind("./whole", "default")).toBe("login.js | ArrowFunctionExpression | (req) => 1");
    expect(behind("./object", "a")).toBe("object.js | ObjectExpression | { a() {} } | a");
    expect(behind("./object", "default", "a")).toBe("object.js | ObjectExpression | { a() {} } | a");
  });

  it("says where the project ends", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "index.ts": 'export { z } from "zod"; export * from "./broken";',
      "star.ts": 'export * from "zod";',
      "two.ts": 'export * from "zod"; export * from "yup";',
      "broken.ts": "export const = ;",
    });
    const origin = (file: string, name: string) => findExport(project.at("main.ts"), file, [name]);
    expect(origin("./index", "z")).toEqual({ kind: "package", name: "zod", path: ["z"] });
    expect(origin("./star", "object")).toEqual({ kind: "package", name: "zod", path: ["object"] });
    expect(origin("./two", "object").kind).toBe("unknown");
    expect(origin("./index", "other").kind).toBe("unknown");
    expect(origin("./none", "other").kind).toBe("unknown");
  });

  it("works with the configured parser and without the resolver", () => {
    vi.spyOn(native, "getNativeParser").mockReturnValue(undefined);
    vi.spyOn(native, "getNativeResolver").mockReturnValue(undefined);
    project = writeProject({
      "package.json": { name: "app" },
      "a.ts": 'export { b } from "./b";',
      "b.ts": "export const b = () => 1;",
    });
    const found = resolveExport(project.at("main.ts"), "./a", ["b"], { configured: typescriptParser });
    expect(found?.node.type).toBe("ArrowFunctionExpression");
    expect(found?.unit.filename).toBe(project.at("b.ts"));
  });

  it("sees that a file changed", () => {
    project = writeProject({ "package.json": { name: "app" }, "a.ts": "export const a = 1;" });
    const before = resolveExport(project.at("main.ts"), "./a", ["a"]);
    expect(resolveExport(project.at("main.ts"), "./a", ["a"])?.unit).toBe(before?.unit);
    project.write("a.ts", "export const a = () => 22;");
    expect(behind("./a", "a")).toBe("a.ts | ArrowFunctionExpression | () => 22");
  });
});
