import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

const express = { name: "app", version: "1.0.0", dependencies: { express: "5" } };

describe("no-open-redirect through what requests keep", () => {
  testProject("follows what a session keeps", "no-open-redirect", {
    "package.json": express,
    "app.js": `
      const app = require("express")();
      app.get("/login", (req, res) => { req.session.returnTo = req.query.next; res.redirect("/idp"); });
      app.get("/cb", (req, res) => {
        res.redirect(req.session.returnTo || "/"); // !
      });
      app.get("/cb2", (req, res) => {
        const { returnTo } = req.session; delete req.session.returnTo;
        res.redirect(returnTo); // !
      });
      app.get("/a", (req, res) => { req.session.home = "/home"; res.end(); });
      app.get("/b", (req, res) => { res.redirect(req.session.home); });
      app.get("/c", (req, res) => { req.session.user = { id: req.body.id }; res.redirect("/"); });
      app.get("/d", (req, res) => { res.redirect("/u/" + req.session.user.id); });
      app.get("/e", (req, res) => { if (["/x"].includes(req.query.n)) req.session.ok = req.query.n; res.redirect("/"); });
      app.get("/f", (req, res) => { res.redirect(req.session.ok); });
    `,
  });

  testProject("follows what a session or a middleware of another file keeps", "no-open-redirect", {
    "package.json": express,
    "app.js": `
      const app = require("express")(); const { remember } = require("./mw"); const c = require("./c");
      app.get("/", remember, c.back);
    `,
    "mw.js": `
      exports.remember = (req, res, next) => { res.locals.target = req.query.next; req.session.returnTo = req.query.next; req.session.home = "/" + "home"; next(); };
    `,
    "c.js": `
      exports.back = (req, res) => {
        if (req.query.home) return res.redirect(req.session.home);
        if (req.query.l) return res.redirect(res.locals.target); // !
        res.redirect(req.session.returnTo); // !
      };
    `,
  });

  testProject("follows what middleware puts on the request itself", "no-open-redirect", {
    "package.json": express,
    "app.js": `
      const app = require("express")(); const { remember, forget } = require("./mw");
      const here = (req, res, next) => { req.goto = req.query.next; next(); };
      app.get("/1", remember, (req, res) => res.redirect(req.target)); // !
      app.get("/2", forget, (req, res) => res.redirect(req.backTo));
      app.get("/3", here, (req, res) => res.redirect(req.goto)); // !
      app.get("/4", here, (req, res) => res.redirect(req.continueAt));
    `,
    "mw.js": `
      exports.remember = (req, res, next) => { req.target = req.query.next; next(); };
      exports.forget = (req, res, next) => { req.backTo = "/" + "home"; next(); };
      exports.other = (page, next) => { page.continueAt = next.query.next; };
    `,
  });

  testProject("follows private fields, getters and static makers", "no-open-redirect", {
    "package.json": express,
    "app.ts": `
      import express from "express"; import { LoginFlow } from "./flow";
      const app = express();
      app.get("/", async (req, res) => {
        const flow = LoginFlow.from(req.query);
        res.redirect(flow.target); // !
      });
      app.get("/2", async (req, res) => {
        const flow = new LoginFlow({ next: req.query.next as string });
        res.redirect(flow.url()); // !
      });
      app.get("/3", async (req, res) => {
        const flow = new LoginFlow({ next: req.query.next as string });
        res.redirect(flow.safe());
      });
    `,
    "flow.ts": `
      export class LoginFlow {
        readonly #next: string;
        constructor(options: { next: string }) { this.#next = options.next; }
        static from(query: any) { return new LoginFlow({ next: query.next }); }
        get target() { return this.#next; }
        url() { return this.#next || "/"; }
        safe() { return "/u/" + this.#next; }
      }
    `,
  });
});
