import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

describe("no-open-redirect across files", () => {
  testProject("follows handlers of a required controller", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "routes/users.js": `
      const express = require("express"); const router = express.Router(); const users = require("../controllers/users");
      router.get("/go", users.go);
      router.get("/safe", users.safe);
      module.exports = router;
    `,
    "controllers/users.js": `
      const { pick } = require("../lib/pick");
      exports.go = (req, res) => {
        res.redirect(req.query.next); // !
      };
      exports.safe = (req, res) => {
        res.redirect(pick(req.query.next));
      };
    `,
    "lib/pick.js": `
      module.exports = { pick(x) { return ["/a", "/b"].includes(x) ? x : "/"; } };
    `,
  });

  testProject("knows keys that another file names", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { koa: "3", "@koa/router": "14" } },
    "keys.ts": 'export const PART = "query"; export const STORE = Symbol("store");',
    "routes.ts": `
      import Router from "@koa/router"; import { PART, STORE } from "./keys";
      const router = new Router();
      router.get("/go", (ctx) => {
        ctx.redirect(ctx.request[PART].next); // !
      });
      router.get("/home", (ctx) => ctx.redirect(ctx.request[STORE].next));
      export default router;
    `,
  });

  testProject("knows what the parts of another file's answer say", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "judge.ts": `
      export function judge(target: string) {
        if (!["/a", "/b"].includes(target)) return { ok: false, reason: "unknown" };
        return { ok: true };
      }
    `,
    "routes.ts": `
      import { Router } from "express"; import { judge } from "./judge";
      const router = Router();
      router.get("/go", (req, res) => {
        const to = String(req.query.next);
        const { ok, reason } = judge(to);
        if (!ok) return res.status(400).json({ reason });
        res.redirect(to);
      });
      router.get("/wrong", (req, res) => {
        const to = String(req.query.next);
        if (judge(to).reason) res.redirect(to); // !
      });
      export default router;
    `,
  });

  testProject("follows handlers in an exported object", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "routes.js": `
      const router = require("express").Router(); const c = require("./c");
      router.get("/go", c.go); router.get("/go2", c.deep.go);
      module.exports = router;
    `,
    "c.js": `
      function go(req, res) {
        res.redirect(req.query.next); // !
      }
      module.exports = { go, deep: { go(req, res) {
        res.redirect(req.query.u); // !
      } } };
    `,
  });

  testProject("follows methods of an exported instance", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "src/routes.ts": `
      import { Router } from "express"; import ctrl from "./ctrl";
      const r = Router();
      r.get("/go", ctrl.go);
      r.get("/go2", (req, res) => ctrl.other(req, res));
      export default r;
    `,
    "src/ctrl.ts": `
      class Ctrl {
        go(req: any, res: any) {
          res.redirect(req.query.next); // !
        }
        other = (req: any, res: any) => {
          res.redirect(req.query.next); // !
        };
      }
      export default new Ctrl();
    `,
  });

  testProject("follows bound and wrapped methods of a class", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "src/routes.ts": `
      import { Router } from "express"; import { Ctrl } from "./ctrl";
      const r = Router(); const c = new Ctrl();
      r.get("/go", c.go.bind(c));
      r.get("/x", asyncHandler(c.x));
      import { asyncHandler } from "./util";
      export default r;
    `,
    "src/util.ts": `
      export const asyncHandler = (fn: any) => (a: any, b: any, n: any) => Promise.resolve(fn(a, b, n)).catch(n);
    `,
    "src/ctrl.ts": `
      export class Ctrl {
        async go(req: any, res: any) {
          res.redirect(req.query.next); // !
        }
        async x(req: any, res: any) {
          res.redirect(req.query.next); // !
        }
      }
    `,
  });

  testProject("reports the sink in the file that holds it", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "app.js": `
      const express = require("express"); const app = express(); const { goTo } = require("./lib/nav"); const nav = require("./lib/nav");
      app.get("/", (req, res) => goTo(res, req.query.next));
      app.get("/b", (req, res) => nav.goTo(res, req.query.next));
      app.get("/c", (req, res) => nav.safeGo(res, req.query.next));
    `,
    "lib/nav.js": `
      exports.goTo = function (res, url) {
        res.redirect(url); // !
      };
      exports.safeGo = function (res, url) {
        if (!ok(url)) return res.redirect("/");
        res.redirect(url);
      };
      function ok(u) { return /^\\/[a-z]+$/.test(u); }
    `,
  });

  testProject("finds the source in a helper behind a barrel", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "app.js": `
      const app = require("express")(); const { nextOf, nextSafe } = require("./lib");
      app.get("/", (req, res) => {
        res.redirect(nextOf(req)); // !
      });
      app.get("/", (req, res) => {
        res.redirect(nextSafe(req));
      });
    `,
    "lib/index.js": `
      module.exports = { ...require("./next"), ...require("./other") };
    `,
    "lib/other.js": `
      exports.z = 1;
    `,
    "lib/next.js": `
      exports.nextOf = (r) => r.query.next || "/";
      exports.nextSafe = (r) => { const n = new URL(r.query.next, "https://a.example"); return n.origin === "https://a.example" ? n.href : "/"; };
    `,
  });

  testProject("follows path aliases, barrels and cycles of imports", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "tsconfig.json": { compilerOptions: { baseUrl: ".", paths: { "@/*": ["src/*"] } } },
    "src/app.ts": `
      import express from "express"; import { safe, unsafe, isOk } from "@/lib";
      const app = express();
      app.get("/", (req, res) => {
        res.redirect(safe(req.query.n as string));
      });
      app.get("/b", (req, res) => {
        res.redirect(unsafe(req.query.n as string)); // !
      });
      app.get("/c", (req, res) => {
        const n = req.query.n as string;
        if (!isOk(n)) return res.status(400).end();
        res.redirect(n);
      });
    `,
    "src/lib/index.ts": `
      export * from "./a"; export * from "./b"; export { default as isOk } from "./ok";
    `,
    "src/lib/a.ts": `
      import { helper } from "."; export function safe(x: string) { return helper(x); }
    `,
    "src/lib/b.ts": `
      import { safe } from "./a"; export const helper = (x: string) => x.startsWith("/") && !x.startsWith("//") && !x.includes("\\\\") ? x : "/"; export const unsafe = (x: string) => x ?? safe(x);
    `,
    "src/lib/ok.ts": `
      export default function (u: string) { return new URL(u, "https://a.example").host === "a.example"; }
    `,
  });

  testProject("looks through names that promise what the body does not do", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "app.ts": `
      import express from "express"; import { sanitizeRedirectUrl, isSafeRedirect } from "./lib";
      const app = express();
      app.get("/", (req, res) => {
        res.redirect(sanitizeRedirectUrl(req.query.n)); // !
      });
      app.get("/b", (req, res) => {
        const n = req.query.n;
        if (isSafeRedirect(n)) res.redirect(n); // !
      });
    `,
    "lib.ts": `
      export function sanitizeRedirectUrl(u: any) { return String(u).trim(); }
      export const isSafeRedirect = (u: any) => typeof u === "string" && u.length > 0;
    `,
  });

  testProject("follows injected services", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { "@nestjs/common": "10" } },
    "src/a.controller.ts": `
      import { Controller, Get, Query, Res } from "@nestjs/common"; import { NavService } from "./nav.service"; import type { Response } from "express";
      @Controller("a")
      export class AController {
        constructor(private readonly nav: NavService) {}
        @Get() go(@Query("next") next: string, @Res() res: Response) {
          return res.redirect(this.nav.clean(next)); // !
        }
        @Get() ok(@Query("next") next: string, @Res() res: Response) {
          return res.redirect(this.nav.safe(next));
        }
        @Get() deep(@Query("next") next: string, @Res() res: Response) {
          return this.nav.go(res, next);
        }
      }
    `,
    "src/nav.service.ts": `
      import { Injectable } from "@nestjs/common"; import type { Response } from "express";
      @Injectable()
      export class NavService {
        clean(u: string) { return u.trim(); }
        safe(u: string) { return ["/a"].includes(u) ? u : "/"; }
        go(res: Response, u: string) {
          res.redirect(u); // !
        }
      }
    `,
  });

  testProject("reads constants and helpers of route files", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { next: "15" } },
    "tsconfig.json": { compilerOptions: { paths: { "~/*": ["./*"] } } },
    "lib/constants.ts": `
      export const WEB = process.env.WEB_URL!; export const URLS = { login: WEB + "/login" };
    `,
    "lib/next.ts": `
      import { WEB } from "./constants"; export function callback(r: Request) { return new URL(r.url).searchParams.get("callbackUrl") ?? WEB; }
    `,
    "app/api/go/route.ts": `
      import { NextResponse } from "next/server"; import { URLS } from "~/lib/constants"; import { callback } from "~/lib/next";
      export async function GET(req: Request) {
        if (!req.headers.get("x")) return NextResponse.redirect(URLS.login);
        return NextResponse.redirect(callback(req)); // !
      }
    `,
  });

  testProject("follows members that are put on module.exports", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "r.js": `
      const router = require("express").Router(); const AuthController = require("./auth");
      router.get("/x", AuthController.login);
      module.exports = router;
    `,
    "auth.js": `
      const AuthController = (module.exports = {});
      AuthController.login = async function (req, res) {
        res.redirect(req.query.returnTo); // !
      };
    `,
  });

  testProject("follows static methods", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "r.js": `
      const router = require("express").Router(); const Auth = require("./auth");
      router.get("/x", Auth.login);
      module.exports = router;
    `,
    "auth.js": `
      class Auth {
        static login(req, res) {
          res.redirect(req.query.returnTo); // !
        }
      }
      module.exports = Auth;
    `,
  });

  testProject("follows a table of routes and a registering function", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "app.js": `
      const app = require("express")(); const c = require("./c"); const routes = [{ path: "/a", handler: c.a }, { path: "/b", handler: c.b }];
      for (const { path, handler } of routes) app.get(path, handler);
      require("./reg")(app);
    `,
    "c.js": `
      exports.a = (req, res) => {
        res.redirect(req.query.n); // !
      };
      exports.b = (req, res) => {
        res.redirect("/");
      };
    `,
    "reg.js": `
      const d = require("./d");
      module.exports = (app) => { app.get("/z", d.z); app.route("/q").get(d.q); };
    `,
    "d.js": `
      module.exports.z = (req, res) => {
        res.redirect(req.query.n); // !
      };
      module.exports.q = (req, res) => {
        res.redirect(req.query.n); // !
      };
    `,
  });

  testProject("follows namespaces in a default export", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "app.ts": `
      import express from "express"; import services from "./services";
      const app = express();
      app.get("/", (req, res) => {
        res.redirect(services.nav.next(req)); // !
      });
      app.get("/s", (req, res) => {
        res.redirect(services.nav.fixed(req));
      });
    `,
    "services/index.ts": `
      import * as nav from "./nav"; import other from "./other"; export default { nav, other };
    `,
    "services/nav.ts": `
      import type { Request } from "express"; export const next = (req: Request) => req.query.n as string; export const fixed = (req: Request) => "/users/" + encodeURIComponent(String(req.query.n));
    `,
    "services/other.ts": `
      export default 1;
    `,
  });

  testProject("follows what is loaded inside of a function", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "app.js": `
      const app = require("express")(); const wrap = require("./wrap");
      app.get("/", wrap(async (req, res) => {
        res.redirect(req.query.n); // !
      }));
      app.get("/l", (req, res) => {
        const { get } = require("./get");
        res.redirect(get(req)); // !
      });
      app.get("/m", async (req, res) => {
        const { get } = await import("./get");
        res.redirect(get(req)); // !
      });
    `,
    "wrap.js": `
      module.exports = (fn) => (req, res, next) => fn(req, res, next).catch(next);
    `,
    "get.js": `
      exports.get = (r) => r.query.n;
    `,
  });

  testProject("follows a singleton", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "app.ts": `
      import express from "express"; import { Nav } from "./nav";
      const app = express();
      app.get("/", (req, res) => {
        res.redirect(Nav.getInstance().next(req)); // !
      });
      app.get("/d", (req, res) => Nav.getInstance().go(res, req.query.n));
    `,
    "nav.ts": `
      export class Nav {
        private static instance: Nav;
        static getInstance() { if (!Nav.instance) Nav.instance = new Nav(); return Nav.instance; }
        next(r: any) { return r.query.n; }
        go(res: any, n: any) {
          res.redirect(n); // !
        }
      }
    `,
  });

  testProject("follows members of a base class of another file", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5" } },
    "app.ts": `
      import express from "express"; import { C } from "./c";
      const app = express(); const c = new C();
      app.get("/", c.handle);
    `,
    "base.ts": `
      export abstract class Base { protected nextOf(r: any) { return r.query.n; }
        protected redirectTo(res: any, u: string) {
          res.redirect(u); // !
        }
      }
    `,
    "c.ts": `
      import { Base } from "./base";
      export class C extends Base {
        handle = (req: any, res: any) => {
          if (req.query.z) return res.redirect(this.nextOf(req)); // !
          this.redirectTo(res, this.nextOf(req));
        };
      }
    `,
  });

  testProject("knows what version 5 of React Router hands to pages, by name", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { react: "17", "react-router-dom": "5" } },
    "page.jsx": `
      import React from "react";
      export class Old extends React.Component {
        componentDidMount() {
          window.location.href = new URLSearchParams(this.props.location.search).get("next"); // !
        }
      }
      export function Page({ location }) {
        window.location.href = new URLSearchParams(location.search).get("next"); // !
        window.location.href = location.city;
      }
    `,
  });
});
