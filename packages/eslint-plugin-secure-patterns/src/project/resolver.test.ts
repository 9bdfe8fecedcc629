import { symlinkSync } from "node:fs";

import { afterEach, describe, expect, it, vi } from "vitest";

import { writeProject, type FixtureProject } from "./fixture-project.ts";
import * as native from "./native.ts";
import { findExportTargets, resolveImport } from "./resolver.ts";

let project: FixtureProject;
afterEach(() => {
  project?.dispose();
  vi.restoreAllMocks();
});

/** Where an import of `src/main.ts` leads: a path of the project, `package:name`, `builtin` or `unknown`. */
function lead(specifier: string, from = "src/main.ts"): string {
  const resolution = resolveImport(project.at(from), specifier);
  if (resolution.kind === "file") return resolution.file.slice(project.root.length + 1);
  return resolution.kind === "package" ? `package:${resolution.name}` : resolution.kind;
}

describe("resolveImport", () => {
  it("follows paths as TypeScript and bundlers write them", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "src/a.ts": "",
      "src/b/index.tsx": "",
      "src/c.js": "",
      "src/d.mts": "",
      "src/e.vue": "",
    });
    expect(
      ["./a", "./a.js", "./a.ts", "./b", "./c.js", "./d.mjs", "./e.vue", "./a?raw"].map((specifier) =>
        lead(specifier),
      ),
    ).toEqual([
      "src/a.ts",
      "src/a.ts",
      "src/a.ts",
      "src/b/index.tsx",
      "src/c.js",
      "src/d.mts",
      "src/e.vue",
      "src/a.ts",
    ]);
    expect(
      ["fs", "node:fs/promises", "express", "@s/p/sub", "./none", "https://x.y/z.js", "virtual:x"].map(
        (specifier) => lead(specifier),
      ),
    ).toEqual(["builtin", "builtin", "package:express", "package:@s/p", "unknown", "unknown", "unknown"]);
  });

  it("takes the usual aliases for the folder of the sources where no configuration says otherwise", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "src/lib/index.ts": "",
      "src/lib/url.js": "",
      "tools/run.js": "",
    });
    expect(
      ["@/lib/url", "~/lib/url.js", "@/tools/run", "@/none", "@none/url"].map((name) => lead(name)),
    ).toEqual(["src/lib/url.js", "src/lib/url.js", "tools/run.js", "unknown", "package:@none/url"]);
  });

  it("takes a folder's name for an alias where no package of that name was asked for", () => {
    project = writeProject({
      "package.json": { name: "app", dependencies: { "@lib/card": "1" } },
      "src/lib/index.ts": "",
      "src/lib/url.js": "",
      "src/lib/card.js": "",
    });
    expect(["@lib/url", "@lib", "~lib/url", "@lib/card", "@lib/none"].map((name) => lead(name))).toEqual([
      "src/lib/url.js",
      "src/lib/index.ts",
      "src/lib/url.js",
      "package:@lib/card",
      "package:@lib/none",
    ]);
  });

  it("knows the aliases of a framework whose configuration was not generated yet", () => {
    const files = {
      "package.json": { name: "app" },
      "tsconfig.json": { extends: "./.svelte-kit/tsconfig.json" },
      "src/lib/index.ts": "",
      "src/lib/server/users.ts": "",
    };
    project = writeProject(files);
    expect(
      ["$lib", "$lib/server/users", "$lib/server/users.js", "$other/x"].map((name) => lead(name)),
    ).toEqual(["src/lib/index.ts", "src/lib/server/users.ts", "src/lib/server/users.ts", "unknown"]);
    project.dispose();
    project = writeProject({
      ...files,
      "tsconfig.json": { extends: "./.nuxt/tsconfig.json" },
      "app/utils/url.ts": "",
      "server/db.ts": "",
    });
    expect(["~/utils/url", "~~/server/db", "$lib"].map((name) => lead(name))).toEqual([
      "app/utils/url.ts",
      "server/db.ts",
      "unknown",
    ]);
  });

  it("follows tsconfig paths through extends, also where a base is not installed", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "tsconfig.base.json":
        '{ /* shared */ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./src/*"], "config": ["src/config.ts"], } } }',
      "tsconfig.json": { extends: ["not-installed/tsconfig.json", "./tsconfig.base.json"] },
      "src/lib/url.ts": "",
      "src/config.ts": "",
    });
    expect(["@/lib/url", "@/lib/url.js", "config"].map((specifier) => lead(specifier))).toEqual([
      "src/lib/url.ts",
      "src/lib/url.ts",
      "src/config.ts",
    ]);
  });

  it("follows tsconfig baseUrl", () => {
    project = writeProject({
      "package.json": { name: "app", dependencies: { express: "*" } },
      "tsconfig.json": { compilerOptions: { baseUrl: "src/" } },
      "src/lib/url.ts": "",
      "src/controllers/auth/index.ts": "",
    });
    expect(["lib/url", "controllers/auth"].map((specifier) => lead(specifier))).toEqual([
      "src/lib/url.ts",
      "src/controllers/auth/index.ts",
    ]);
    expect(lead("express")).toBe("package:express");
  });

  it("follows a package's own imports and name", () => {
    project = writeProject({
      "package.json": {
        name: "app",
        imports: { "#db": "./src/db.ts", "#lib/*": { default: "./dist/lib/*.js" } },
        exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
      },
      "src/db.ts": "",
      "src/lib/a.ts": "",
      "src/index.ts": "",
    });
    expect(lead("#db")).toBe("src/db.ts");
    expect(lead("app")).toBe("src/index.ts");
  });

  const monorepo = {
    "package.json": { private: true, workspaces: ["packages/*"] },
    "packages/web/package.json": { name: "web" },
    "packages/web/src/main.ts": "",
    "packages/lib/package.json": {
      name: "@my/lib",
      exports: { ".": "./dist/index.js", "./url": "./dist/url/index.mjs", "./x/*": "./dist/x/*.cjs" },
    },
    "packages/lib/src/index.ts": "",
    "packages/lib/src/url/index.ts": "",
    "packages/lib/src/x/y.cts": "",
    "packages/raw/package.json": { name: "raw", main: "index.ts" },
    "packages/raw/index.ts": "",
    "packages/raw/deep/a.ts": "",
  };
  const expected = [
    "packages/lib/src/index.ts",
    "packages/lib/src/url/index.ts",
    "packages/lib/src/x/y.cts",
    "packages/raw/index.ts",
    "packages/raw/deep/a.ts",
  ];
  const specifiers = ["@my/lib", "@my/lib/url", "@my/lib/x/y", "raw", "raw/deep/a"];

  it("follows workspace packages that are not installed to their sources", () => {
    project = writeProject(monorepo);
    expect(specifiers.map((specifier) => lead(specifier, "packages/web/src/main.ts"))).toEqual(expected);
    expect(lead("@my/other", "packages/web/src/main.ts")).toBe("package:@my/other");
  });

  it("follows workspace packages that are linked, built or not, to their sources", () => {
    project = writeProject({ ...monorepo, "packages/lib/dist/index.js": "", "node_modules/@my/.keep": "" });
    symlinkSync(project.at("packages/lib"), project.at("node_modules/@my/lib"));
    symlinkSync(project.at("packages/raw"), project.at("node_modules/raw"));
    expect(specifiers.map((specifier) => lead(specifier, "packages/web/src/main.ts"))).toEqual(expected);
  });

  it("finds files next door without the native resolver", () => {
    vi.spyOn(native, "getNativeResolver").mockReturnValue(undefined);
    project = writeProject({ ...monorepo, "src/a.ts": "", "src/b/index.ts": "" });
    expect(["./a", "./a.js", "./b", "./none", "express"].map((specifier) => lead(specifier))).toEqual([
      "src/a.ts",
      "src/a.ts",
      "src/b/index.ts",
      "unknown",
      "package:express",
    ]);
    expect(specifiers.map((specifier) => lead(specifier, "packages/web/src/main.ts"))).toEqual(expected);
  });
});

describe("findExportTargets", () => {
  it.each([
    ["./a.js", ".", ["./a.js"]],
    [
      { types: "./a.d.ts", import: { types: "./b.d.mts", default: "./a.mjs" }, require: "./a.cjs" },
      ".",
      ["./a.mjs", "./a.cjs"],
    ],
    [{ ".": "./a.js", "./b": ["./b.js", "./c.js"] }, "./b", ["./b.js", "./c.js"]],
    [{ "./x/*.js": "./dist/*.js" }, "./x/y.js", ["./dist/y.js"]],
    [{ "./b": null }, "./b", []],
    [undefined, ".", []],
    [7, ".", []],
  ])("%j at %s", (exports, subpath, targets) => {
    expect(findExportTargets(exports, subpath)).toEqual(targets);
  });
});
