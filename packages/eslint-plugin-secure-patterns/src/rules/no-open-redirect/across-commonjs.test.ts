import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

const express = { name: "app", version: "1.0.0", dependencies: { express: "5" } };

describe("no-open-redirect through objects of other files", () => {
  testProject("follows members put on another name of module.exports", "no-open-redirect", {
    "package.json": express,
    "app.js": `
      const app = require("express")(); const utils = require("./utils");
      app.get("/", (req, res) => utils.go(res, req.query.n));
      app.get("/n", (req, res) => {
        res.redirect(utils.pick(req)); // !
      });
      app.get("/s", (req, res) => utils.safe(res, req.query.n));
    `,
    "utils.js": `
      const utils = module.exports;
      utils.go = function (res, url) {
        res.redirect(url); // !
      };
      utils.pick = (req) => req.query.next;
      utils.safe = function (res, url) {
        res.redirect("/users/" + url);
      };
    `,
  });

  testProject("follows members merged into exports", "no-open-redirect", {
    "package.json": express,
    "app.js": `
      const app = require("express")(); const { go, pick, safe } = require("./utils");
      app.get("/", (req, res) => go(res, req.query.n));
      app.get("/n", (req, res) => {
        res.redirect(pick(req)); // !
      });
      app.get("/s", (req, res) => safe(res, req.query.n));
    `,
    "utils.js": `
      Object.assign(exports, {
        go(res, url) {
          res.redirect(url); // !
        },
        pick: (req) => req.query.next,
        safe(res, url) {
          res.redirect("/users/" + url);
        },
      });
    `,
  });

  testProject("follows functions merged into module.exports", "no-open-redirect", {
    "package.json": express,
    "app.js": `
      const app = require("express")(); const u = require("./utils");
      app.get("/", (req, res) => u.go(res, req.query.n));
      app.get("/n", (req, res) => {
        res.redirect(u.pick(req)); // !
      });
      app.get("/c", u.ctrl);
    `,
    "utils.js": `
      function go(res, url) {
        res.redirect(url); // !
      }
      const pick = (req) => req.query.next;
      function ctrl(req, res) {
        res.redirect(req.query.next); // !
      }
      Object.assign(module.exports, { go, pick, ctrl });
    `,
  });

  testProject("follows exports.default", "no-open-redirect", {
    "package.json": express,
    "app.js": `
      const app = require("express")(); const go = require("./go").default; const go2 = require("./go2"); 
      app.get("/", (req, res) => go(res, req.query.n));
      app.get("/2", (req, res) => go2.default(res, req.query.n));
    `,
    "go.js": `
      "use strict"; Object.defineProperty(exports, "__esModule", { value: true });
      exports.default = function go(res, url) {
        res.redirect(url); // !
      };
    `,
    "go2.js": `
      function go(res, url) {
        res.redirect(url); // !
      }
      exports.default = go;
    `,
  });

  testProject("follows members of a required module, taken apart or not", "no-open-redirect", {
    "package.json": express,
    "app.js": `
      const app = require("express")(); const { go, move: m, pick } = require("./nav"); const inner = require("./nav").other;
      app.get("/", (req, res) => go(res, req.query.n));
      app.get("/2", (req, res) => m(res, req.query.n));
      app.get("/3", (req, res) => inner(res, req.query.n));
      app.get("/4", (req, res) => require("./nav").last(res, req.query.n));
      app.get("/5", (req, res) => {
        res.redirect(pick(req)); // !
      });
    `,
    "nav.js": `
      const go = (res, url) => {
        res.redirect(url); // !
      };
      function step(res, url) {
        res.redirect(url); // !
      }
      module.exports = { go, move: step, pick: (req) => req.query.n,
        other(res, url) {
          res.redirect(url); // !
        },
        last: async (res, url) => {
          res.redirect(url); // !
        },
      };
    `,
  });

  testProject("follows an object that is filled later", "no-open-redirect", {
    "package.json": express,
    "app.js": `
      const app = require("express")(); const nav = require("./nav"); const { pick } = nav;
      app.get("/", (req, res) => nav.go(res, req.query.n));
      app.get("/5", (req, res) => {
        res.redirect(pick(req)); // !
      });
      app.get("/c", nav.ctrl);
    `,
    "nav.js": `
      const nav = {};
      nav.go = (res, url) => {
        res.redirect(url); // !
      };
      nav.pick = (req) => req.query.n;
      nav.ctrl = function (req, res) {
        res.redirect(req.query.n); // !
      };
      module.exports = nav;
    `,
  });

  testProject("follows functions that put members on what they are handed", "no-open-redirect", {
    "package.json": express,
    "app.js": `
      const app = require("express")(); const user = require("./user"); const controllers = require("./controllers");
      app.get("/", (req, res) => user.go(res, req.query.n));
      app.get("/5", (req, res) => {
        res.redirect(user.pick(req)); // !
      });
      app.get("/c", controllers.auth.login);
    `,
    "controllers/index.js": `
      const Controllers = module.exports; Controllers.auth = require("./auth");
    `,
    "controllers/auth.js": `
      const auth = module.exports; const user = require("../user");
      auth.login = async function (req, res) {
        await user.go2(res, req.query.next);
      };
    `,
    "user/index.js": `
      const User = module.exports; require("./nav")(User); User.name = "x";
    `,
    "user/nav.js": `
      module.exports = function (User) {
        User.go = async function (res, url) {
          res.redirect(url); // !
        };
        User.go2 = async (res, url) => {
          res.redirect(url); // !
        };
        User.pick = (req) => req.query.n;
      };
    `,
  });
});
