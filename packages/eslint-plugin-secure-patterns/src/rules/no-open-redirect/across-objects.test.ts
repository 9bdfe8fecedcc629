import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

const express = { name: "app", version: "1.0.0", dependencies: { express: "5" } };

describe("no-open-redirect through objects of other files", () => {
  testProject("follows an instance made elsewhere", "no-open-redirect", {
    "package.json": express,
    "app.js": `
      const app = require("express")(); const Nav = require("./nav"); const nav = new Nav();
      app.get("/", (req, res) => nav.go(res, req.query.n));
      app.get("/n", (req, res) => {
        res.redirect(nav.pick(req)); // !
      });
      app.get("/i", (req, res) => new Nav().direct(res, req.query.n));
      app.get("/s", (req, res) => nav.safe(res, "/x"));
    `,
    "nav.js": `
      class Nav {
        go(res, url) {
          this.send(res, url);
        }
        send(res, url) {
          res.redirect(url); // !
        }
        direct(res, url) {
          return res.redirect(url); // !
        }
        pick(req) { return req.query.n; }
        safe(res, url) { res.redirect(url); }
      }
      module.exports = Nav;
    `,
  });

  testProject("follows an exported instance", "no-open-redirect", {
    "package.json": express,
    "app.ts": `
      import express from "express"; import { nav } from "./nav"; import other from "./other";
      const app = express();
      app.get("/", (req, res) => nav.go(res, req.query.n));
      app.get("/n", (req, res) => {
        res.redirect(nav.pick(req)); // !
      });
      app.get("/o", (req, res) => other.go(res, req.query.n));
    `,
    "nav.ts": `
      class Nav {
        go(res: any, url: any) {
          res.redirect(url); // !
        }
        pick(req: any) { return req.query.n; }
      }
      export const nav = new Nav();
    `,
    "other.ts": `
      class Other {
        public go = async (res: any, url: any) => {
          res.redirect(url); // !
        };
      }
      const other = new Other();
      export default other;
    `,
  });

  testProject("follows instances behind barrels and namespaces", "no-open-redirect", {
    "package.json": express,
    "app.ts": `
      import express from "express"; import { navService, Services } from "./services"; import * as S from "./services";
      const app = express();
      app.get("/", (req, res) => navService.go(res, req.query.n));
      app.get("/2", (req, res) => S.otherService.go(res, req.query.n));
      app.get("/3", (req, res) => Services.third.go(res, req.query.n));
    `,
    "services/index.ts": `
      export * from "./nav"; export { default as otherService } from "./other"; export * as Services from "./all";
    `,
    "services/all.ts": `
      import { Third } from "./third"; export const third = new Third();
    `,
    "services/third.ts": `
      export class Third {
        go(res: any, url: any) {
          res.redirect(url); // !
        }
      }
    `,
    "services/nav.ts": `
      export class NavService {
        go(res: any, url: any) {
          res.redirect(url); // !
        }
      }
      export const navService = new NavService();
    `,
    "services/other.ts": `
      export class Other {
        go(res: any, url: any) {
          res.redirect(url); // !
        }
      }
      export default new Other();
    `,
  });

  testProject("follows members of what an exported function makes", "no-open-redirect", {
    "package.json": express,
    "app.js": `
      const app = require("express")(); const createNav = require("./nav"); const nav = createNav({ base: "/" });
      app.get("/", (req, res) => nav.go(res, req.query.n));
      app.get("/p", (req, res) => {
        res.redirect(nav.pick(req)); // !
      });
      app.get("/h", nav.handle);
    `,
    "nav.js": `
      module.exports = function createNav(options) {
        function go(res, url) {
          res.redirect(url); // !
        }
        return { go, pick: (req) => req.query.n, handle(req, res) {
          res.redirect(req.query.n); // !
        } };
      };
    `,
  });

  testProject("follows a controller that makes its service", "no-open-redirect", {
    "package.json": express,
    "routes.ts": `
      import { Router } from "express"; import AuthController from "./auth.controller";
      export class AuthRoute { public router = Router(); private controller = new AuthController();
        constructor() { this.router.get("/x", this.controller.go); this.router.get("/y", (req, res) => this.controller.two(req, res)); } }
    `,
    "auth.controller.ts": `
      import AuthService from "./auth.service"; import { NextFunction, Request, Response } from "express";
      export default class AuthController {
        private service: AuthService;
        constructor() { this.service = new AuthService(); this.go = this.go.bind(this); }
        public async go(req: Request, res: Response, next: NextFunction) {
          const url = await this.service.where(req.query.n as string);
          res.redirect(url); // !
        }
        public async two(req: Request, res: Response) { await this.service.send(res, req.query.n as string); }
      }
    `,
    "auth.service.ts": `
      import { Response } from "express";
      class AuthService {
        public async where(n: string): Promise<string> { return n || "/"; }
        public async send(res: Response, n: string): Promise<void> {
          res.redirect(n); // !
        }
      }
      export default AuthService;
    `,
  });

  testProject("follows an object that is handed on by a third file", "no-open-redirect", {
    "package.json": express,
    "app.ts": `
      import express from "express"; import { createContext } from "./context";
      const app = express(); const ctx = createContext();
      app.get("/", (req, res) => ctx.services.nav.go(res, req.query.n));
      app.get("/n", (req, res) => {
        res.redirect(ctx.services.nav.pick(req)); // !
      });
    `,
    "context.ts": `
      import { NavService } from "./nav"; export function createContext() { const nav = new NavService(); return { services: { nav }, version: 1 }; }
    `,
    "nav.ts": `
      export class NavService {
        go(res: any, url: any) {
          res.redirect(url); // !
        }
        pick(req: any) { return req.query.n; }
      }
    `,
  });

  testProject("follows default classes and renamed exports", "no-open-redirect", {
    "package.json": express,
    "app.ts": `
      import express from "express"; import NavService from "./nav"; import { go as move } from "./go";
      const app = express(); const service: NavService = new NavService();
      app.get("/", (req, res) => service.go(res, req.query.n));
      app.get("/1", (req, res) => move(res, req.query.n));
    `,
    "nav.ts": `
      export default class {
        go(res: any, url: any) {
          res.redirect(url); // !
        }
      }
    `,
    "go.ts": `
      const redirectTo = (res: any, url: any) => {
        res.redirect(url); // !
      };
      export { redirectTo as go };
    `,
  });
});
