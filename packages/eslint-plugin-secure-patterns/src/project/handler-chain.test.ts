import type { TSESTree } from "@typescript-eslint/types";
import { afterEach, describe, expect, it } from "vitest";

import { T, type Node } from "../ast/nodes.ts";
import { writeProject, type FixtureProject } from "./fixture-project.ts";
import { findHandlerChains } from "./handler-chain.ts";
import { loadUnit } from "./load-unit.ts";
import { mayCover } from "./route-path.ts";

let project: FixtureProject;
afterEach(() => project?.dispose());

/** The chains to the call in `file` whose first argument is `"/login"`: layers, path, and "…" if incomplete. */
function chains(file: string, isAlone = false): string[] {
  const unit = loadUnit(project.at(file))!;
  const route = findCall(unit.ast, unit.text);
  return findHandlerChains(unit, route, isAlone ? { current: unit, isAlone } : {}).map(
    ({ layers, path, isComplete }) => {
      const names = layers.map((layer) => layer.unit.text.slice(...layer.node.range));
      return `${isComplete ? "" : "… "}${[...names, path].join(" > ")}`;
    },
  );
}

function findCall(ast: TSESTree.Program, text: string): TSESTree.CallExpression {
  const start = text.search(/post\((?:["']\/(?:login|forgot)["']|login\))/);
  const pending: Node[] = [ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (
      node.type === T.CallExpression &&
      node.callee.type === T.MemberExpression &&
      node.callee.property.range[0] === start
    )
      return node;
    for (const child of Object.entries(node))
      if (child[0] !== "parent") pending.push(...[child[1]].flat().filter((item) => item?.type));
  }
  throw new Error("no route");
}

describe("findHandlerChains", () => {
  it("looks at no other file where it is to stay in one, and says what it cannot see", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "app.js": `import express from "express"; import { users } from "./users.js";
        const app = express(); app.use(limit); app.use("/users", users);`,
      "users.js": `import { Router } from "express"; export const users = Router(); users.post("/login", auth, handler);`,
      "own.js": `import express from "express"; const own = express(); own.use(limit); own.post("/login", handler);`,
    });
    expect(chains("users.js")).toEqual(["limit > auth > /users/login"]);
    expect(chains("users.js", true)).toEqual(["… auth > /login"]);
    expect(chains("own.js", true)).toEqual(["limit > /login"]);
  });

  it("lists what stands before a route in its file, in order", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "app.js": `import express from "express"; const app = express();
        app.use(helmet()); app.use("/admin", admin); app.use("/login", a, b); app.all("*", c);
        app.post("/login", [d], e, handler); app.use(late); app.listen(80); log(app);`,
    });
    expect(chains("app.js")).toEqual(["helmet() > a > b > c > [d] > e > /login"]);
  });

  it("goes up through routers of the same file, chained calls and views", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "app.js": `const app = new Hono().use(logger).use("/api/*", limit); const api = new Hono(); api.use(auth);
        const users = api.route("/users"); users.post("/login", handler); app.route("/api", api);`,
      "koa.js": `const app = new Koa(); const router = new Router({ }); app.use(limit); router.post("/login", handler);
        app.use(router.routes()).use(late);`,
      "chained.js":
        'const app = express(); const r = express.Router().use(a).route("/login").all(b).post(login); app.use("/x", limit, r);',
    });
    expect(chains("app.js")).toEqual(["logger > limit > auth > /api/users/login"]);
    expect(chains("koa.js")).toEqual(["limit > /login"]);
    expect(chains("chained.js")).toEqual(["limit > a > b > /x/login"]);
  });

  it("goes up through the files that mount a router", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "src/login.ts":
        'import { Router } from "express"; const router = Router(); router.use(json); router.post("/login", check, handler); export default router;',
      "src/routes/index.ts": 'export { default as login } from "../login";',
      "src/app.ts": `import express from "express"; import { login } from "./routes/index.js"; import { limiter } from "./limit";
        export const app = express(); app.use("/auth", limiter, login); app.use("/other", other);`,
      "src/server.ts":
        'import { app } from "./app"; import http from "http"; http.createServer(app).listen(80);',
      "src/login.test.ts": 'import login from "./login"; const app = express(); app.use(login);',
    });
    expect(chains("src/login.ts")).toEqual(["limiter > json > check > /auth/login"]);
  });

  it("knows a router that its module makes from a variable", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "login.js":
        'const express = require("express"); const router = express.Router(); router.post("/login", handler); module.exports = router;',
      "forgot.ts":
        'import express from "express"; const router = express.Router(); router.post("/forgot", handler); export default router;',
      "app.js":
        'const express = require("express"); const app = express(); const { limit } = require("./limit"); app.use("/v1", limit, require("./login")); app.use(require("./forgot").default); app.listen(80);',
    });
    expect(chains("login.js")).toEqual(["limit > /v1/login"]);
    expect(chains("forgot.ts")).toEqual(["… /forgot"]);
  });

  it("gives a chain for each mount", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "login.js":
        'const router = require("express").Router(); router.post("/login", handler); module.exports = router;',
      "app.js":
        'const app = require("express")(); app.use("/v1", limit, require("./login")); const login = require("./login"); app.use("/v2", login);',
    });
    expect(chains("login.js")).toEqual(["limit > /v1/login", "/v2/login"]);
  });

  it("goes up through functions that take the application", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "routes/login.js": 'module.exports = function (app) { app.post("/login", handler); };',
      "app.js":
        'const app = express(); app.use(limit); secure(app); require("./routes/login")(app); app.use(late);',
    });
    expect(chains("routes/login.js")).toEqual(["limit > secure(app) > /login"]);
  });

  it("goes up through plugins, with their prefix and encapsulation", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "login.ts": `import fp from "fastify-plugin"; async function login(fastify, options) { fastify.post("/login", { config }, handler); fastify.addHook("onRequest", hook); }
        export default login;`,
      "app.ts": `import Fastify from "fastify"; import login from "./login"; const app = Fastify(); await app.register(rateLimit, { max: 1 });
        app.register(async (child) => { child.addHook("preHandler", csrf); child.register(login, { prefix: "/v1" }); });
        app.register(async (sibling) => { sibling.addHook("preHandler", other); });`,
    });
    expect(chains("login.ts")).toEqual(["rateLimit > { max: 1 } > csrf > hook > { config } > /v1/login"]);
  });

  it("goes up through functions that make a router", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "login.ts":
        'export function createLogin(db) { const router = Router(); router.post("/login", handler); return router; }',
      "app.ts":
        'import { createLogin } from "./login"; const app = express(); app.use(limit); app.use("/auth", createLogin(db));',
    });
    expect(chains("login.ts")).toEqual(["limit > /auth/login"]);
  });

  it("sees what the file of an imported application registers", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "app.ts": "export const app = express(); app.use(limit);",
      "login.ts": 'import { app } from "./app"; app.use(json); app.post("/login", handler);',
    });
    expect(chains("login.ts")).toEqual(["limit > json > /login"]);
  });

  it("looks into the packages of the workspace that mount a router", () => {
    project = writeProject({
      "package.json": { private: true, workspaces: ["packages/*"] },
      "packages/auth/package.json": { name: "@my/auth", main: "dist/index.js" },
      "packages/auth/src/index.ts": 'export const router = Router(); router.post("/login", handler);',
      "packages/server/package.json": { name: "server", dependencies: { "@my/auth": "*" } },
      "packages/server/main.ts":
        'import * as auth from "@my/auth"; const app = express(); app.use(limit, auth.router);',
    });
    expect(chains("packages/auth/src/index.ts")).toEqual(["limit > /*/login"]);
  });

  it("knows a router that is exported where it is declared", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "login.js":
        'const { Router } = require("express"); const router = (module.exports = Router()); router.post("/login", handler);',
      "routes.js": 'const router = (exports.router = Router()); router.use(require("./login"));',
      "app.js": 'const app = express(); app.use(limit); app.use("/v1", require("./routes").router);',
    });
    expect(chains("login.js")).toEqual(["limit > /v1/login"]);
  });

  it("goes up through a member of a required module, and through wrappers with a path", () => {
    project = writeProject({
      "package.json": { name: "app" },
      "login.js":
        'const router = Router(); router.post("/login", handler); module.exports = { router, other };',
      "app.js":
        'const app = new Koa(); app.use(limit); app.use(mount("/api", require("./login").router)); app.use(require("./login").other);',
    });
    expect(chains("login.js")).toEqual(["limit > /api/login"]);
  });

  it.each([
    ['const router = Router(); router.post("/login", handler); const all = [router];', "… /login"],
    ['const router = Router(); router.post("/login", handler); const alias = router;', "… /login"],
    ['const router = Router(); router.post("/login", handler); server.routes = router;', "… /login"],
    ['const router = Router(); router.post("/login", handler); serve({ router });', "… /login"],
    ['const router = Router(); router.post("/login", handler); module.exports.r = router;', "… /login"],
    [
      'const routes = () => { const router = new Router(); router.post("/login", handler); return router; };',
      "… /login",
    ],
    ['const app = express(); app.post("/login", handler);', "/login"],
    ['export default async function (fastify) { fastify.post("/login", handler); }', "… /login"],
    [
      'class A { constructor() { this.app.use(limit); this.app.post("/login", a, handler); } }',
      "… limit > a > /login",
    ],
    ['import { app } from "framework"; app.post("/login", handler);', "… /login"],
    ['getApp().post("/login", handler);', "… *"],
    ['const a = express(), b = express(); a.use(b); b.use(a); a.post("/login", handler);', "… b > /login"],
  ])("says where the application is out of sight: %s", (code, expected) => {
    project = writeProject({ "package.json": { name: "app" }, "a.ts": code });
    expect(chains("a.ts")).toEqual([expected]);
  });
});

describe("mayCover", () => {
  it.each([
    [undefined, "/a", true],
    ["/", "/a", true],
    ["/a", "/a/b", true],
    ["/a/b", "/a", false],
    ["/ab", "/a", false],
    ["/a/*", "/a/b", true],
    ["*", "/a", true],
    ["/:tenant/a", "/x/a", true],
    ["/x/a", "/:tenant/a", true],
    ["/x/a", "/*/a", true],
    ["/x/y/a", "/*/a", true],
    ["/b", "/a", false],
  ])("%s over %s: %s", (prefix, path, expected) => {
    expect(mayCover(prefix, path)).toBe(expected);
  });
});
