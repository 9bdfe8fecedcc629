import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import * as typescriptParser from "@typescript-eslint/parser";
import { afterEach, describe, expect, it, vi } from "vitest";

import * as native from "./native.ts";
import { parseScript } from "./parse-script.ts";

const SYNTAX = `#!/usr/bin/env node
"use strict";
import type { T } from "t";
import x, { type y } from "x" with { type: "json" };
/* é 😀 */
@decorate() abstract class A<T> extends B<T> implements C { @Input() private readonly a? = 1; static #p: string;
  constructor(private readonly s: string, x?: number) { super(); }
  get z(): number { return this.#q; } abstract k(): void; declare m: string; [key: string]: unknown; static { x(); } accessor n = 1; }
function over(a: string): void; function over(this: X, a: unknown, { b = 1, ...c }: Y = {}, ...rest: string[]): asserts a is string {}
const f = async <T,>(a: T) => { for await (const b of a as any) yield_(b!?.c?.[0]?.(...rest)); };
enum E { A = 1, B = "b" } declare namespace N.M { export const x: 1 } declare module "m" {} declare global {}
let v = (1, 2), r = /a/gu, big = 1n, t = tag<string>\`a\${v}b\`, o = { __proto__: null, get g() { return 1 }, async *h() {}, [v]: 1, v };
try { label: for (;;) break label; } catch { } finally { debugger }
type Fn = new (...args: [a?: string, ...b: number[]]) => typeof import("z", { with: { a: "b" } }).q; let s = v satisfies number;
type M = { readonly [K in keyof T as \`x\${K}\`]?: T[K] extends infer U extends string ? U : never }; export default class {}
export * as all from "all"; export type { Q } from "q"; v ||= v ** 2; new.target; import.meta.url; await import("x");
`;

const IGNORED = new Set([
  "parent",
  "loc",
  "tokens",
  "comments",
  "start",
  "end",
  "hashbang",
  "value",
  "sourceType",
]);

/** The tree as text: null and undefined read the same, and a regular expression's value may not compare. */
function outline(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(outline);
  if (typeof node !== "object" || node === null) return node ?? undefined;
  // `computed` of an enum member is deprecated and not enumerable there.
  if ("type" in node && node.type === "TSEnumMember")
    return outline({ ...node, type: "Member", computed: false });
  const keys = Object.keys(node).filter(
    (key) => !IGNORED.has(key) || ("type" in node && key === "value" && node.type !== "Literal"),
  );
  return Object.fromEntries(keys.sort().map((key) => [key, outline((node as Record<string, unknown>)[key])]));
}

function expectSameTree(filename: string, text: string): void {
  const reference = typescriptParser.parseForESLint(text, {
    filePath: filename,
    range: true,
    sourceType: "module",
    ecmaFeatures: { jsx: filename.endsWith("x") },
  });
  expect(outline(parseScript(filename, text)?.ast), filename).toEqual(outline(reference.ast));
}

function sourceFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(directory, file));
}

afterEach(() => vi.restoreAllMocks());

describe("parseScript", () => {
  it("builds the tree that typescript-eslint builds", () => {
    expectSameTree("/a.ts", SYNTAX.replace("new.target; ", ""));
    expectSameTree("/a.tsx", "const a = <A.B {...p} x={1} y='z' data-a><>{/* c */}{...k} t </></A.B>;");
  });

  it("builds the same tree for every file of this folder", () => {
    for (const file of sourceFiles(import.meta.dirname)) expectSameTree(file, readFileSync(file, "utf8"));
  });

  it("links parents and analyses scopes", () => {
    const script = parseScript(
      "/a.ts",
      "import { x } from 'x'; export function f(a: string) { return x(a); }",
    )!;
    const moduleScope = script.scopeManager.scopes.find((scope) => scope.type === "module")!;
    expect(moduleScope.set.get("x")?.references).toHaveLength(1);
    let node = moduleScope.set.get("x")!.references[0]!.identifier as { parent?: unknown; type: string };
    const parents: string[] = [];
    for (; node; node = node.parent as typeof node) parents.push(node.type);
    expect(parents).toEqual([
      "Identifier",
      "CallExpression",
      "ReturnStatement",
      "BlockStatement",
      "FunctionDeclaration",
      "ExportNamedDeclaration",
      "Program",
    ]);
  });

  it("keeps the variables of a CommonJS file out of the global scope", () => {
    const { scopeManager } = parseScript("/a.cjs", "const x = require('x'); return x;")!;
    expect(scopeManager.globalScope?.set.has("x")).toBe(false);
  });

  it("falls back to the configured parser", () => {
    vi.spyOn(native, "getNativeParser").mockReturnValue(undefined);
    expect(parseScript("/a.ts", "export const a: string = 'x'")).toBeUndefined();
    const script = parseScript("/a.ts", "export const a: string = 'x'", typescriptParser);
    expect(script?.ast.body[0]?.parent?.type).toBe("Program");
    expect(script?.scopeManager.scopes).toHaveLength(2);
  });

  it("is undefined for a syntax error", () => {
    expect(parseScript("/a.ts", "const a: = ;")).toBeUndefined();
    expect(parseScript("/a.ts", "const a: = ;", typescriptParser)).toBeUndefined();
  });
});
