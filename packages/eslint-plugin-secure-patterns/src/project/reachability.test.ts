import { afterEach, describe, expect, it } from "vitest";

import { findEntries } from "./entries.ts";
import { writeProject, type FixtureProject } from "./fixture-project.ts";
import { getPackageIndex } from "./package-index.ts";
import { findPackage } from "./package-facts.ts";
import { reachFromMain } from "./reachability.ts";

let project: FixtureProject;
afterEach(() => project.dispose());

function relative(files: readonly string[]): string[] {
  return files.map((file) => file.slice(project.root.length + 1));
}

function reach(file: string): string {
  const result = reachFromMain(getPackageIndex(findPackage(project.root)!)!, project.at(file));
  return result.kind === "reached" ? relative(result.path).join(" → ") : result.kind;
}

describe("findEntries", () => {
  it.each([
    [{ main: "./dist/index.js", module: "./dist/index.mjs" }, ["src/index.ts"]],
    [
      {
        exports: {
          ".": { import: "./dist/esm/index.mjs", require: "./dist/cjs/index.cjs" },
          "./stripe": "./dist/stripe.js",
        },
      },
      ["src/index.ts"],
    ],
    [{ main: "lib/index.js" }, ["src/index.ts"]],
    [{ main: "lib/server" }, ["src/server.ts"]],
    [{ main: "dist/src/index.js" }, ["src/index.ts"]],
    [{}, ["src/index.ts"]],
    [
      { scripts: { start: "NODE_ENV=production node --enable-source-maps dist/server.js | pino" } },
      ["src/server.ts"],
    ],
    [{ exports: { "./stripe": "./dist/stripe.js" } }, []],
    [{ main: "dist/none.js" }, ["src/index.ts"]],
  ])("%j", (json, main) => {
    project = writeProject({
      "package.json": { name: "lib", ...json },
      "src/index.ts": "",
      "src/server.ts": "",
      "src/stripe.ts": "",
      "dist/index.js": "",
    });
    expect(relative(findEntries(findPackage(project.root)!).main)).toEqual(main);
  });

  it("maps outputs by the compiler's directories, and tells programs and sub-paths from the main entry", () => {
    project = writeProject({
      "package.json": {
        name: "lib",
        main: "./built/main.js",
        bin: { lib: "./built/cli.js" },
        exports: { ".": "./built/main.js", "./stripe": "./built/pay/stripe.js", "./*": "./built/*.js" },
      },
      "tsconfig.json": '{ "compilerOptions": { "outDir": "./built", "rootDir": "source", } }',
      "source/main.ts": "",
      "source/cli.ts": "",
      "source/pay/stripe.ts": "",
    });
    const entries = findEntries(findPackage(project.root)!);
    expect(relative(entries.main)).toEqual(["source/main.ts"]);
    expect(relative(entries.bin)).toEqual(["source/cli.ts"]);
    expect([...entries.subpaths].map(([key, files]) => [key, ...relative(files)])).toEqual([
      ["./stripe", "source/pay/stripe.ts"],
    ]);
  });
});

describe("reachFromMain", () => {
  it("follows what certainly runs when the entry is loaded", () => {
    project = writeProject({
      "package.json": {
        name: "lib",
        exports: { ".": "./dist/index.js", "./stripe": "./dist/stripe.js" },
        bin: "./dist/cli.js",
      },
      "src/index.ts": `
        import { a } from "./a"; import type { T } from "./types"; import { Options } from "./options"; import { Shape } from "./shape";
        export * from "./star"; export const lazy = () => import("./lazy"); let o: Options; const s = {} as Shape; a();`,
      "src/a.ts": 'import "./side"; import { a } from "./index"; export const a = 1;',
      "src/side.ts": "",
      "src/types.ts": "",
      "src/lazy.ts": "",
      "src/stripe.ts": "",
      "src/cli.ts": "",
      "src/options.ts": "export interface Options {}",
      "src/shape.ts": "export class Shape {}",
      "src/star.ts": 'export { b } from "./b";',
      "src/b.ts": "export const b = 1",
    });
    expect(reach("src/index.ts")).toBe("src/index.ts");
    expect(reach("src/side.ts")).toBe("src/index.ts → src/a.ts → src/side.ts");
    expect(reach("src/b.ts")).toBe("src/index.ts → src/star.ts → src/b.ts");
    for (const file of ["types", "lazy", "stripe", "cli", "options", "shape"])
      expect(reach(`src/${file}.ts`), file).toBe("not-reached");
    expect(reach("src/none.ts")).toBe("unknown");
  });

  it("tells a require that always runs from one that may not", () => {
    project = writeProject({
      "package.json": { name: "lib" },
      "index.js": `require("./always"); try { require("./tried"); } catch {} exports.get = () => require("./later");
        exports.flagged = process.env.X ? require("./flagged") : null; module.exports.own = require("./own");`,
      "always.js": "",
      "tried.js": "",
      "later.js": "",
      "flagged.js": "",
      "own.js": "",
    });
    expect(["always", "tried", "later", "flagged", "own"].map((name) => reach(`${name}.js`))).toEqual([
      "index.js → always.js",
      "not-reached",
      "not-reached",
      "not-reached",
      "index.js → own.js",
    ]);
  });

  it("finds the way around an import that is dropped", () => {
    project = writeProject({
      "package.json": { name: "lib" },
      "index.ts": 'import { A } from "./a"; import "./b"; export let x: A;',
      "a.ts": 'import "./target"; export class A {}',
      "b.ts": 'import "./c";',
      "c.ts": 'import "./target";',
      "target.ts": "",
    });
    expect(reach("target.ts")).toBe("index.ts → b.ts → c.ts → target.ts");
  });

  it("knows nothing where the entry cannot be found", () => {
    project = writeProject({ "package.json": { name: "lib", exports: { "./a": "./a.js" } }, "a.js": "" });
    expect(reach("a.js")).toBe("unknown");
  });
});
