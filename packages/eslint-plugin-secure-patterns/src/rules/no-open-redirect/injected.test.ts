import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

const express = { name: "app", version: "1.0.0", dependencies: { express: "5" } };

describe("no-open-redirect through what is injected", () => {
  testProject("finds the class behind an interface", "no-open-redirect", {
    "package.json": express,
    "app.ts": `
      import express from "express"; import { NavService } from "./service"; import { NavController } from "./controller";
      const app = express();
      const controller = new NavController(new NavService());
      app.get("/", (req, res) => controller.go(req, res));
      app.get("/p", controller.pick);
    `,
    "types.ts": `
      export interface INavService { go(res: any, url: string): void; pick(req: any): string }
    `,
    "controller.ts": `
      import type { INavService } from "./types"; import type { Request, Response } from "express";
      export class NavController {
        constructor(private service: INavService) {}
        go(req: Request, res: Response) { this.service.go(res, req.query.n as string); }
        pick = (req: Request, res: Response) => {
          res.redirect(this.service.pick(req)); // !
        };
      }
    `,
    "service.ts": `
      import type { INavService } from "./types";
      export class NavService implements INavService {
        go(res: any, url: string) {
          res.redirect(url); // !
        }
        pick(req: any) { return req.query.n; }
      }
    `,
  });

  testProject("finds the class behind an abstract one", "no-open-redirect", {
    "package.json": express,
    "app.ts": `
      import express from "express"; import { NavService } from "./service"; import { NavController } from "./controller";
      const app = express();
      const controller = new NavController(new NavService());
      app.get("/", (req, res) => controller.go(req, res));
      app.get("/p", controller.pick);
    `,
    "types.ts": `
      export abstract class BaseNav { abstract go(res: any, url: string): void; abstract pick(req: any): string }
    `,
    "controller.ts": `
      import { BaseNav } from "./types"; import type { Request, Response } from "express";
      export class NavController {
        constructor(private service: BaseNav) {}
        go(req: Request, res: Response) { this.service.go(res, req.query.n as string); }
        pick = (req: Request, res: Response) => {
          res.redirect(this.service.pick(req)); // !
        };
      }
    `,
    "service.ts": `
      import { BaseNav } from "./types";
      export class NavService extends BaseNav {
        go(res: any, url: string) {
          res.redirect(url); // !
        }
        pick(req: any) { return req.query.n; }
      }
    `,
  });

  testProject("asks a container for a class", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5", tsyringe: "4" } },
    "app.ts": `
      import express from "express"; import { container } from "tsyringe"; import { NavService } from "./service"; import { NavController } from "./controller";
      const app = express();
      app.get("/", (req, res) => container.resolve(NavController).go(req, res));
      const nav = container.resolve(NavService);
      app.get("/q", (req, res) => nav.go(res, req.query.n as string));
    `,
    "controller.ts": `
      import { injectable, inject } from "tsyringe"; import { NavService } from "./service"; import type { Request, Response } from "express";
      @injectable()
      export class NavController {
        constructor(@inject("Nav") private service: NavService) {}
        go(req: Request, res: Response) { this.service.second(res, req.query.n as string); }
      }
    `,
    "service.ts": `
      import { injectable } from "tsyringe";
      @injectable()
      export class NavService {
        go(res: any, url: string) {
          res.redirect(url); // !
        }
        second(res: any, url: string) {
          res.redirect(url); // !
        }
      }
    `,
  });

  testProject("asks a container for a class or a type", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5", typedi: "1" } },
    "app.ts": `
      import express from "express"; import { Container } from "typedi"; import { NavService } from "./service"; import { container } from "./ioc"; import { TYPES } from "./types";
      const app = express();
      app.get("/", (req, res) => { const s = Container.get(NavService); s.go(res, req.query.n as string); });
      const two = container.get<NavService>(TYPES.nav);
      app.get("/2", (req, res) => two.two(res, req.query.n as string));
      app.get("/3", (req, res) => {
        res.redirect(Container.get(NavService).pick(req)); // !
      });
    `,
    "ioc.ts": `
      import { Container } from "inversify"; export const container = new Container();
    `,
    "types.ts": `
      export const TYPES = { nav: Symbol.for("nav") };
    `,
    "service.ts": `
      export class NavService {
        go(res: any, url: string) {
          res.redirect(url); // !
        }
        two(res: any, url: string) {
          res.redirect(url); // !
        }
        pick(req: any) { return req.query.n; }
      }
    `,
  });

  testProject("follows a service that a constructor is handed", "no-open-redirect", {
    "package.json": express,
    "app.js": `
      const app = require("express")(); const { NavService } = require("./service"); const { NavController } = require("./controller");
      const service = new NavService();
      const controller = new NavController(service);
      app.get("/", (req, res) => controller.go(req, res));
      app.get("/p", controller.pick);
      app.get("/q", new NavController({ service }).pick);
    `,
    "controller.js": `
      class NavController {
        constructor(service) { this.service = service; this.pick = this.pick.bind(this); }
        go(req, res) { this.service.go(res, req.query.n); }
        pick(req, res) {
          res.redirect(this.service.pick(req)); // !
        }
      }
      module.exports = { NavController };
    `,
    "service.js": `
      class NavService {
        go(res, url) {
          res.redirect(url); // !
        }
        pick(req) { return req.query.n; }
      }
      exports.NavService = NavService;
    `,
  });

  testProject("follows a service that a factory is handed", "no-open-redirect", {
    "package.json": express,
    "app.js": `
      const app = require("express")(); const makeController = require("./controller"); const makeService = require("./service");
      const controller = makeController({ service: makeService({}) });
      app.get("/", controller.go); app.get("/p", (req, res) => controller.pick(req, res));
    `,
    "controller.js": `
      module.exports = ({ service }) => ({
        go: async (req, res) => service.go(res, req.query.n),
        pick(req, res) {
          res.redirect(service.pick(req)); // !
        },
      });
    `,
    "service.js": `
      module.exports = () => {
        const go = (res, url) => {
          res.redirect(url); // !
        };
        return { go, pick: (req) => req.query.n };
      };
    `,
  });

  testProject("believes checks of injected services", "no-open-redirect", {
    "package.json": express,
    "app.ts": `
      import express from "express"; import { Nav } from "./nav"; import type { INav } from "./types";
      class C { constructor(private nav: INav, private policy = { ok: (u: string) => u === "/a" }) {}
        go = (req: any, res: any) => { res.redirect(this.nav.clean(req.query.n)); };
        check = (req: any, res: any) => { const n = req.query.n; if (!this.nav.isOk(n)) return res.status(400).end(); res.redirect(n); };
        check2 = (req: any, res: any) => { const n = req.query.n; if (!this.policy.ok(n)) return res.status(400).end(); res.redirect(n); };
        send = (req: any, res: any) => this.nav.send(res, req.query.n);
      }
      const c = new C(new Nav()); const app = express(); app.get("/", c.go); app.get("/c", c.check); app.get("/d", c.check2); app.get("/s", c.send);
    `,
    "types.ts": `
      export interface INav { clean(u: string): string; isOk(u: string): boolean; send(res: any, u: string): void }
    `,
    "nav.ts": `
      import type { INav } from "./types";
      export class Nav implements INav {
        clean(u: string) { return ["/a", "/b"].includes(u) ? u : "/"; }
        isOk(u: string) { return /^\\/[a-z]+$/.test(u); }
        send(res: any, u: string) { if (!this.isOk(u)) throw new Error("bad"); res.redirect(u); }
      }
    `,
  });
});
