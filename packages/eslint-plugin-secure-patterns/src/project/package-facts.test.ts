import { afterEach, describe, expect, it } from "vitest";

import { writeProject, type FixtureProject } from "./fixture-project.ts";
import { findPackage, getDependencyKind, getPackageName, readPackage } from "./package-facts.ts";
import { findWorkspace } from "./workspace.ts";

let project: FixtureProject;
afterEach(() => project.dispose());

describe("findPackage", () => {
  it("reads how dependencies are declared", () => {
    project = writeProject({
      "package.json": {
        name: "shop",
        dependencies: { a: "1", both: "1" },
        devDependencies: { d: "1", peer: "1" },
        optionalDependencies: { o: "1", both: "1" },
        peerDependencies: { p: "1", peer: "1" },
        peerDependenciesMeta: { peer: { optional: true }, implied: { optional: true } },
      },
      "src/index.ts": "",
    });
    const facts = findPackage(project.at("src"));
    expect(facts?.root).toBe(project.root);
    const kinds = ["a", "both", "d", "o", "p", "peer", "implied", "other"].map((name) =>
      getDependencyKind(facts!, name),
    );
    expect(kinds).toEqual([
      "required",
      "optional",
      "development",
      "optional",
      "peer",
      "optional-peer",
      "optional-peer",
      "none",
    ]);
  });

  it("passes by a package.json that only marks a module type", () => {
    project = writeProject({ "package.json": { name: "outer" }, "esm/package.json": { type: "module" } });
    expect(findPackage(project.at("esm"))?.name).toBe("outer");
  });

  it.each([
    "{ broken",
    "[]",
    "null",
    "",
    '{"name": 1, "dependencies": [], "bin": {"a": 1}, "workspaces": "x"}',
  ])("survives %j", (text) => {
    project = writeProject({ "package.json": text });
    const facts = findPackage(project.root);
    expect(facts?.root).toBe(project.root);
    expect(facts?.name).toBeUndefined();
    expect(getDependencyKind(facts!, "0")).toBe("none");
    expect(facts?.bin).toEqual([]);
  });

  it("sees a change", () => {
    project = writeProject({ "package.json": { name: "before" } });
    expect(readPackage(project.root)?.name).toBe("before");
    project.write("package.json", JSON.stringify({ name: "afterwards" }));
    expect(readPackage(project.root)?.name).toBe("afterwards");
    project.remove("package.json");
    expect(readPackage(project.root)).toBeUndefined();
  });
});

describe("getPackageName", () => {
  it.each([
    ["stripe", "stripe"],
    ["stripe/lib/x.js", "stripe"],
    ["@scope/name/sub", "@scope/name"],
    ["./stripe", undefined],
    ["#db", undefined],
    ["/abs", undefined],
    ["@/lib", undefined],
    ["~/lib", undefined],
  ])("%s → %s", (specifier, name) => {
    project = writeProject({});
    expect(getPackageName(specifier)).toBe(name);
  });
});

describe("findWorkspace", () => {
  const member = (name: string) => ({ name, version: "1.0.0" });

  it.each([
    ["package.json", { "package.json": { name: "root", workspaces: ["apps/*", "libs/**", "!libs/old"] } }],
    [
      "Yarn's object",
      { "package.json": { private: true, workspaces: { packages: ["apps/*", "libs/**", "!libs/old"] } } },
    ],
    [
      "pnpm-workspace.yaml",
      {
        "package.json": { private: true },
        "pnpm-workspace.yaml":
          "catalog:\n  a: 1\npackages:\n  # all\n  - 'apps/*'\n  - \"libs/**\" # deep\n  - '!libs/old'\nother: 1\n",
      },
    ],
  ])("lists members by %s", (_, files) => {
    project = writeProject({
      ...files,
      "apps/web/package.json": member("web"),
      "libs/a/b/package.json": member("deep"),
      "libs/old/package.json": member("old"),
      "other/package.json": member("other"),
    });
    const workspace = findWorkspace(findPackage(project.at("apps/web"))!);
    expect(workspace?.root).toBe(project.root);
    expect([...workspace!.packages.keys()].sort()).toEqual(["deep", "web"]);
  });

  it("is undefined for a package on its own", () => {
    project = writeProject({ "package.json": member("alone") });
    expect(findWorkspace(findPackage(project.root)!)).toBeUndefined();
  });
});
