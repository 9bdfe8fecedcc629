import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

describe("require-input-validation across files", () => {
  testProject("follows a controller to a service", "require-input-validation", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5", mongoose: "8" } },
    "routes/u.js": `
      const router = require("express").Router(); const c = require("../controllers/u");
      router.post("/", c.create);
      router.post("/ok", c.ok);
      module.exports = router;
    `,
    "controllers/u.js": `
      const service = require("../services/u"); const { schema } = require("../schema");
      module.exports.create = async (req, res) => { res.json(await service.create(req.body)); };
      module.exports.ok = async (req, res) => { res.json(await service.createSafe({ name: String(req.body.name) })); };
    `,
    "services/u.js": `
      const User = require("../models/user");
      const create = (data) => {
        return User.create(data); // !
      };
      const createSafe = (data) => {
        return User.create(data);
      };
      module.exports = { create, createSafe };
    `,
    "models/user.js": `
      const mongoose = require("mongoose"); module.exports = mongoose.model("User", new mongoose.Schema({ name: String }));
    `,
    "schema.js": `
      exports.schema = 1;
    `,
  });

  testProject("follows classes from the route to the model", "require-input-validation", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5", mongoose: "8" } },
    "src/r.ts": `
      import { Router } from "express"; import { UserController } from "./c";
      const r = Router(); const c = new UserController();
      r.post("/", c.create);
      r.post("/l", c.login);
      export { r };
    `,
    "src/c.ts": `
      import type { Request, Response } from "express"; import { UserService } from "./s";
      export class UserController {
        private service = new UserService();
        create = async (req: Request, res: Response) => { res.json(await this.service.create(req.body)); };
        login = async (req: Request, res: Response) => { const { email } = req.body; res.json(await this.service.find(email)); };
      }
    `,
    "src/s.ts": `
      import { User } from "./m";
      export class UserService {
        async create(data: any) {
          return User.create(data); // !
        }
        async find(email: any) {
          return User.findOne({ email }); // !
        }
      }
    `,
    "src/m.ts": `
      import { model, Schema } from "mongoose"; export const User = model("User", new Schema({}));
    `,
  });

  testProject("follows constructor functions that are handed the database", "require-input-validation", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "4", mongodb: "2" } },
    "app.js": `
      const app = require("express")(); const { MongoClient } = require("mongodb"); const routes = require("./routes");
      MongoClient.connect("x", (err, db) => { routes(app, db); });
    `,
    "routes/index.js": `
      const H = require("./h");
      module.exports = (app, db) => { const h = new H(db); app.post("/l", h.login); };
    `,
    "routes/h.js": `
      const { DAO } = require("../dao");
      function H(db) {
        const dao = new DAO(db);
        this.login = (req, res) => { const { userName } = req.body; dao.find(userName, (e, u) => res.json(u)); };
      }
      module.exports = H;
    `,
    "dao.js": `
      function DAO(db) {
        const users = db.collection("users");
        this.find = (userName, cb) => {
          users.findOne({ userName }, cb); // !
        };
      }
      module.exports = { DAO };
    `,
  });
});
