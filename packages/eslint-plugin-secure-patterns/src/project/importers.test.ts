import { afterEach, describe, expect, it } from "vitest";

import { writeProject, type FixtureProject } from "./fixture-project.ts";
import { importersOf } from "./importers.ts";

let project: FixtureProject;
afterEach(() => project.dispose());

function users(file: string, name: string): string[] {
  return importersOf(project.at(file), name)
    .uses.map((use) =>
      [
        use.file.slice(project.root.length + 1),
        use.kind,
        use.local ?? `(${use.namespace ?? ""})`,
        use.isType ? "type" : "",
      ]
        .join(" ")
        .trim(),
    )
    .sort();
}

describe("importersOf", () => {
  it("finds who imports an export, under which name", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "router.ts": "export const router = 1; export default 2; export const other = 3;",
      "app.ts": 'import { router as r } from "./router.js"; import type { router } from "./router";',
      "default.ts": 'import whole from "./router"; export { router as again } from "./router";',
      "namespace.ts": 'import * as all from "./router";',
      "lazy.ts": 'const load = () => import("./router");',
      "required.js": 'const { router } = require("./router"); const mod = require("./router");',
      "other.ts": 'import { other } from "./router";',
      "again.ts": 'import { again } from "./default";',
      "node_modules/dep/index.js": 'require("../../router");',
      "dist/app.js": 'require("../router");',
    });
    expect(users("router.ts", "router")).toEqual([
      "again.ts static again",
      "app.ts static r",
      "app.ts static router type",
      "lazy.ts dynamic ()",
      "namespace.ts static (all)",
      "required.js require (mod)",
      "required.js require router",
    ]);
    expect(users("router.ts", "default")).toContain("default.ts static whole");
    expect(importersOf(project.at("router.ts"), "router").isComplete).toBe(true);
  });

  it("looks through barrels and into dependent packages of the workspace", () => {
    project = writeProject({
      "package.json": { private: true, workspaces: ["packages/*"] },
      "packages/api/package.json": { name: "@my/api", exports: "./dist/index.js" },
      "packages/api/src/index.ts": 'export * from "./routes"; export * from "./cycle";',
      "packages/api/src/cycle.ts": 'export * from "./index";',
      "packages/api/src/routes.ts": 'import { users } from "./users"; export { users };',
      "packages/api/src/users.ts": "export const users = 1;",
      "packages/server/package.json": { name: "server", dependencies: { "@my/api": "*" } },
      "packages/server/src/main.ts": 'import { users } from "@my/api"; app.use(users);',
      "packages/unrelated/package.json": { name: "unrelated" },
      "packages/unrelated/main.ts": 'import { users } from "@my/api";',
    });
    expect(users("packages/api/src/users.ts", "users")).toEqual([
      "packages/api/src/routes.ts static users",
      "packages/server/src/main.ts static users",
    ]);
  });

  it("follows a module that is a function", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "routes.js": "module.exports = function () {};",
      "index.js": 'exports.routes = require("./routes");',
      "app.js": 'const routes = require("./routes"); const { routes: again } = require("./index");',
      "app.mjs": 'import routes from "./routes.js";',
    });
    expect(users("routes.js", "export=")).toEqual([
      "app.js require again",
      "app.js require routes",
      "app.mjs static routes",
      "index.js require ()",
    ]);
  });

  it("sees files come, change and go", () => {
    project = writeProject({ "package.json": { name: "app" }, "a.ts": "export const a = 1;", "b.ts": "" });
    expect(users("a.ts", "a")).toEqual([]);
    project.write("b.ts", 'import { a } from "./a";');
    expect(users("a.ts", "a")).toEqual(["b.ts static a"]);
    project.write("c.ts", 'import { a } from "./a";');
    expect(users("a.ts", "a")).toEqual(["b.ts static a", "c.ts static a"]);
    project.remove("b.ts");
    expect(users("a.ts", "a")).toEqual(["c.ts static a"]);
  });
});
