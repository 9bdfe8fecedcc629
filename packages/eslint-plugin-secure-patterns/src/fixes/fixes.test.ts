import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { Linter } from "eslint";
import * as parser from "@typescript-eslint/parser";
import { describe, expect, it } from "vitest";
import { addImports } from "./add-import.ts";
import { addArgument, addStatement, type Insertion } from "./add-middleware.ts";
import { applyEdits, type Change } from "./edit.ts";
import { replaceCallee, replaceWithCall } from "./replace-call.ts";

type Build = (
  sourceCode: Readonly<TSESLint.SourceCode>,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
) => Change | undefined;

/** Builds a change for the first call to something named `target`, and carries it out. */
function run(code: string, build: Build, sourceType: "module" | "script" = "module"): string | undefined {
  const linter = new Linter();
  linter.verify(code, { files: ["**/*.ts"], languageOptions: { parser, sourceType } }, "file.ts");
  const sourceCode = linter.getSourceCode() as unknown as Readonly<TSESLint.SourceCode>;
  const calls: Parameters<Build>[1][] = [];
  visit(sourceCode.ast, (node) => {
    if (node.type !== "CallExpression" && node.type !== "NewExpression") return;
    if (/^[\w.]*target$/.test(sourceCode.getText(node.callee))) calls.push(node);
  });
  const change = calls[0] && build(sourceCode, calls[0]);
  if (!change) return undefined;
  const output = applyEdits(code, [...addImports(sourceCode, change.imports), ...change.edits]);
  expect(
    linter.verify(output, { files: ["**/*.ts"], languageOptions: { parser, sourceType } }, "file.ts"),
  ).toEqual([]);
  return output;
}

function visit(node: TSESTree.Node, see: (node: TSESTree.Node) => void): void {
  see(node);
  for (const [key, value] of Object.entries(node)) {
    if (key === "parent") continue;
    for (const child of [value].flat()) if (typeof child?.type === "string") visit(child, see);
  }
}

const csrfFetch = { name: "csrfFetch", from: "secure-patterns" };

describe("replaceCallee", () => {
  const replace: Build = (sourceCode, call) => replaceCallee(sourceCode, call, csrfFetch);
  const head = 'import { csrfFetch } from "secure-patterns";\n';

  it.each([
    ["target(a, b);", "csrfFetch(a, b);"],
    ["window.target(a);", "csrfFetch(a);"],
    ["target<T>(a);", "csrfFetch(a);"],
    ["target?.(a);", "csrfFetch?.(a);"],
    ["new target(a);", "csrfFetch(a);"],
    ["new target;", "csrfFetch();"],
    ["f(target(a));", "f(csrfFetch(a));"],
  ])("%s", (code, output) => expect(run(head + code, replace)).toBe(head + output));

  it.each(["(target)(a);", "new (target)(a);", "target /* why */ <T>(a);"])("leaves %s", (code) => {
    expect(run(head + code, replace)).toBe(undefined);
  });

  it("adds the import", () => expect(run("target(a);", replace)).toBe(`${head}\ncsrfFetch(a);`));
});

describe("replaceWithCall", () => {
  const randomToken = { name: "randomToken", from: "secure-patterns" };

  it("writes a call with the given arguments", () => {
    const output = run("const t = a.target(36);", (source, call) =>
      replaceWithCall(source, call, randomToken, ["32"]),
    );
    expect(output).toBe('import { randomToken } from "secure-patterns";\n\nconst t = randomToken(32);');
  });

  it("loses no comment", () => {
    expect(run("a.target(/* why */)", (source, call) => replaceWithCall(source, call, randomToken))).toBe(
      undefined,
    );
  });

  it("offers nothing in a plain script", () => {
    expect(run("target()", (source, call) => replaceWithCall(source, call, randomToken), "script")).toBe(
      undefined,
    );
  });
});

const limit: Insertion = {
  helpers: [
    { name: "protect", from: "secure-patterns/express" },
    { name: "rateLimit", from: "secure-patterns" },
  ],
  write: (protect, rateLimit) => `${protect}(${rateLimit}({ bucket: "login" }))`,
};

describe("addArgument", () => {
  const at =
    (index: number): Build =>
    (sourceCode, call) =>
      call.type === "CallExpression" ? addArgument(sourceCode, call, index, limit) : undefined;

  it.each([
    [
      1,
      'app.target("/login", handler);',
      'app.target("/login", protect(rateLimit({ bucket: "login" })), handler);',
    ],
    [0, "app.target(handler);", 'app.target(protect(rateLimit({ bucket: "login" })), handler);'],
    [1, "app.target(a, (b));", 'app.target(a, protect(rateLimit({ bucket: "login" })), (b));'],
    [
      1,
      'app.target(\n  "/login",\n  handler,\n);',
      'app.target(\n  "/login",\n  protect(rateLimit({ bucket: "login" })),\n  handler,\n);',
    ],
  ])("before argument %i of %s", (index, code, expected) => {
    const output = run(`import a from "a";\n${code}`, at(index));
    expect(output).toContain(expected);
    expect(output).toContain('import { protect } from "secure-patterns/express";');
    expect(output).toContain('import { rateLimit } from "secure-patterns";');
  });

  it("needs an argument to stand before", () => expect(run('app.target("/x");', at(1))).toBe(undefined));
});

describe("addStatement", () => {
  const use: Insertion = { ...limit, write: (protect, rateLimit) => `app.use(${protect}(${rateLimit}()));` };
  const at =
    (side: "before" | "after"): Build =>
    (sourceCode, { parent }) =>
      parent.type === "ExpressionStatement" ? addStatement(sourceCode, parent, side, use) : undefined;

  it("stands before, with the same indentation", () => {
    const output = run("import a from 'a';\nif (x) {\n  target();\n}\n", at("before"));
    expect(output).toContain("if (x) {\n  app.use(protect(rateLimit()));\n  target();\n}\n");
  });

  it("stands after", () => {
    expect(run("import a from 'a';\ntarget();\nnext();\n", at("after"))).toContain(
      "target();\napp.use(protect(rateLimit()));\nnext();\n",
    );
  });

  it.each(["if (x) target();", "a(); target();"])("does not split %s", (code) => {
    expect(run(code, at("before"))).toBe(undefined);
  });
});
