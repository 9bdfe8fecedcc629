import { Linter } from "eslint";
import { rmSync, symlinkSync } from "node:fs";

import * as typescriptParser from "@typescript-eslint/parser";
import { afterEach, describe, expect, it } from "vitest";

import { writeProject, type FixtureProject } from "./fixture-project.ts";
import { openProject, type Project } from "./project.ts";

let project: FixtureProject;
afterEach(() => project?.dispose());

/** Lints `text` as `file` and hands the project to `ask` from inside a rule. */
function inside(file: string, text: string, ask: (project: Project | undefined) => void): void {
  const rule = { create: (context: never) => ({ "Program:exit": () => ask(openProject(context)) }) };
  const messages = new Linter({ cwd: "/" }).verify(
    text,
    {
      files: ["**/*.ts"],
      languageOptions: { parser: typescriptParser },
      plugins: { p: { rules: { r: rule } } },
      rules: { "p/r": "error" },
    } as never,
    { filename: file },
  );
  expect(messages).toEqual([]);
}

describe("openProject", () => {
  it("is one object per linted file, whatever asks", () => {
    project = writeProject({ "package.json": { name: "app" }, "a.ts": "" });
    const seen: unknown[] = [];
    inside(project.at("a.ts"), "export {};", (opened) => seen.push(opened));
    inside(project.at("a.ts"), "export {};", (opened) => seen.push(opened));
    expect(seen).toHaveLength(2);
    expect((seen[0] as Project).facts.name).toBe("app");
  });

  it("takes the linted file from the editor, the others from the disk", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "a.ts": "export const onDisk = 1;",
      "b.ts": 'export { inEditor } from "./a"; export { other } from "./c";',
      "c.ts": "export const other = () => 1;",
    });
    inside(project.at("a.ts"), "\n\nexport const onDisk = () => inEditor;", (opened) => {
      expect(opened?.getUnit(project.at("a.ts"))?.text).toContain("inEditor");
      expect(opened?.textOf(project.at("a.ts"))).toContain("inEditor");
      expect(opened?.textOf(project.at("c.ts"))).toContain("other");
      expect(opened?.textOf(project.at("d.ts"))).toBe("");
      const node = opened?.resolveExport("./a", ["onDisk"], project.at("b.ts"))?.node;
      expect(node?.type).toBe("ArrowFunctionExpression");
      expect(node?.loc).toBeDefined();
      expect(opened?.resolveExport("./b", ["other"])?.unit.filename).toBe(project.at("c.ts"));
      expect(opened?.resolve("./c")).toEqual({ kind: "file", file: project.at("c.ts") });
      expect(opened?.importersOf(project.at("c.ts"), "other").uses).toEqual([]);
    });
  });

  it("knows a file that is linted through a link", () => {
    project = writeProject({
      "package.json": { name: "app", main: "a.ts" },
      "a.ts": 'import { b } from "./lib/b"; b();',
      "lib/b.ts": "export const b = () => 1;",
    });
    symlinkSync(project.root, `${project.root}-link`);
    inside(`${project.root}-link/lib/b.ts`, "export const b = () => 2;", (opened) => {
      const given = `${project.root}-link/lib/b.ts`;
      expect(opened?.importersOf(given, "b").uses.map(({ file }) => file)).toEqual([project.at("a.ts")]);
      expect(opened?.reachFromMain().kind).toBe("reached");
      expect(opened?.getUnit(given)?.text).toContain("2");
      expect(opened?.resolveExport("./lib/b", ["b"], project.at("a.ts"))?.unit.text).toContain("2");
    });
    rmSync(`${project.root}-link`);
  });

  it("is undefined outside of any package", () => {
    inside("/nowhere/a.ts", "export {};", (opened) => expect(opened).toBeUndefined());
  });

  it("survives a project that is broken everywhere", () => {
    project = writeProject({
      "package.json": "{",
      "tsconfig.json": '{ "extends": "./tsconfig.json", "compilerOptions": { "paths": 3, "outDir": 7 } }',
      "a.ts": 'import { b } from "./b"; import x from "./a"; export * from "./a"; export * from "./b";',
      "b.ts": "export const b = ;",
      "c.js": "module.exports = require('./c');",
    });
    inside(project.at("a.ts"), "export {};", (opened) => {
      expect(opened?.facts.isBroken).toBe(true);
      expect(opened?.resolveExport("./b", ["b"])).toBeUndefined();
      expect(opened?.resolveExport("./c", [])).toBeUndefined();
      expect(opened?.findExport("./a", ["nothing"]).kind).toBe("unknown");
      expect(opened?.reachFromMain().kind).toBe("unknown");
      expect(opened?.importersOf(project.at("b.ts"), "b").uses.map(({ file }) => file)).toContain(
        project.at("a.ts"),
      );
    });
  });
});
