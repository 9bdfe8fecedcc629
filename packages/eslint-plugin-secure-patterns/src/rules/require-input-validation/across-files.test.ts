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

  testProject(
    "sees a check in what the project's own factory of middleware returns",
    "require-input-validation",
    {
      "package.json": {
        name: "app",
        version: "1.0.0",
        dependencies: { express: "5", mongoose: "8", ajv: "8" },
      },
      "route.js": `
      const Ajv = require("ajv"); const ajv = new Ajv();
      exports.route = ({ body }) => {
        const validate = ajv.getSchema(body);
        return (req, res, next) => { if (validate && !validate(req.body)) throw new Error("no"); next(); };
      };
      exports.log = ({ at }) => (req, res, next) => { write(at, JSON.parse(req.body)); next(); };
    `,
      "users.js": `
      const router = require("express").Router(); const { route, log } = require("./route"); const User = require("./user");
      router.post("/", route({ body: "User" }), async (req, res) => { await User.create({ ...req.body, seen: true }); });
      router.put("/", log({ at: "info" }), async (req, res) => {
        await User.create({ ...req.body, seen: true }); // !
      });
      router.patch("/", (req, res, next) => { req.body = schema.parse(req.body); next(); }, async (req, res) => { await User.create(req.body); });
      module.exports = router;
    `,
      "user.js": `
      const mongoose = require("mongoose"); module.exports = mongoose.model("User", new mongoose.Schema({ name: String }));
    `,
    },
  );

  testProject("sees the schema beside a handler that an object describes", "require-input-validation", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { fastify: "5", "drizzle-orm": "0.44" } },
    "routes.ts": `
      import Fastify from "fastify"; import { create, replace } from "./options";
      const app = Fastify(); app.post("/users", create); app.put("/users", replace);
    `,
    "options.ts": `
      import { userSchema, answerSchema } from "./schemas"; import { createUser, replaceUser } from "./users";
      export const create = { schema: { body: userSchema, response: { 200: answerSchema } }, handler: createUser };
      export const replace = { schema: { response: { 200: answerSchema } }, handler: replaceUser };
    `,
    "schemas.ts": "export const userSchema = {}; export const answerSchema = {};",
    "users.ts": `
      import type { FastifyReply, FastifyRequest } from "fastify"; import { db, users } from "./db";
      export const createUser = async (req: FastifyRequest, reply: FastifyReply) => { await db.insert(users).values({ ...req.body, seen: true }); };
      export const replaceUser = async (req: FastifyRequest, reply: FastifyReply) => {
        await db.insert(users).values({ ...req.body, seen: true }); // !
      };
    `,
    "db.ts": `import { drizzle } from "drizzle-orm/node-postgres"; export const db = drizzle(); export const users = {};`,
  });

  testProject("knows the client that Prisma generates into the project", "require-input-validation", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5", "@prisma/client": "7" } },
    "database.ts": `
      import { PrismaClient } from "../generated/prisma/client"; 
      const extended = new PrismaClient({ adapter }).$extends({ query: {} }); export default extended;
    `,
    "users.ts": `
      import { Router } from "express"; import store from "./database"; const router = Router();
      router.post("/", async (req, res) => {
        await store.user.create({ data: req.body }); // !
        await store.user.create({ data: { name: req.body.name } });
      });
      export default router;
    `,
  });

  testProject("takes no class of another scope's package for a model", "require-input-validation", {
    "package.json": {
      name: "app",
      version: "1.0.0",
      dependencies: { express: "5", mongoose: "8", "@tools/client": "^1.2.0", "@app/models": "workspace:*" },
    },
    "server.js": `
      import express from "express"; import { Transport } from "@tools/client"; import { Note } from "@app/models";
      const app = express();
      app.post("/", (req) => new Transport(req.body));
      app.post("/address", (req) => new Note(new URL(req.body.address)).save());
      app.post("/note", (req) => {
        return new Note(req.body).save(); // !
      });
    `,
  });

  testProject("sees a validator in a list before a function of an object", "require-input-validation", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5", mongoose: "8" } },
    "routes/u.js": `
      const router = require("express").Router(); const { users } = require("../controllers");
      const { validateSearch } = require("../validators");
      router.post("/", [validateSearch, users.find]);
      router.post("/all", [users.findAll]);
      module.exports = router;
    `,
    "controllers/index.js": `
      const users = require("./u"); module.exports = { users };
    `,
    "controllers/u.js": `
      const { User } = require("../models/user"); const users = {};
      users.find = async (req, res) => { res.json(await User.findOne({ email: req.body.email })); };
      users.findAll = async (req, res) => {
        res.json(await User.find({ email: req.body.email })); // !
      };
      module.exports = users;
    `,
    "validators/index.js": `
      const validateSearch = async (req, res, next) => { check(req.body); next(); }; module.exports = { validateSearch };
    `,
    "models/user.js": `
      const mongoose = require("mongoose"); exports.User = mongoose.model("User", new mongoose.Schema({ email: String }));
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

  testProject("sees what is registered in front of the methods of a controller", "require-input-validation", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5", mongoose: "8" } },
    "src/routes.ts": `
      import { Router } from "express"; import { UserController } from "./c"; import { UserDto } from "./dto"; import { validateBody } from "./validate";
      export class UserRoute {
        public router = Router();
        public users = new UserController();
        constructor() {
          this.router.post("/", validateBody(UserDto), this.users.create);
          this.router.post("/bound", validateBody(UserDto), this.users.bound.bind(this.users));
          this.router.post("/open", this.users.open);
          this.router.post("/caught", this.users.caught);
          this.router.post("/checked", validateBody(UserDto), this.users.checked);
        }
      }
    `,
    "src/c.ts": `
      import { Request, Response } from "express"; import { User } from "./m"; import { caught } from "./caught";
      export class UserController {
        create = async (req: Request, res: Response) => { res.json(await User.create(req.body)); };
        async bound(req: Request, res: Response) { res.json(await User.create(req.body)); }
        open = async (req: Request, res: Response) => {
          res.json(await User.create(req.body)); // !
        };
        checked = caught(async (req: Request, res: Response) => { res.json(await User.create(req.body)); });
        caught = caught(async (req: Request, res: Response) => {
          res.json(await User.create(req.body)); // !
        });
      }
      export class PostController {
        router = Router();
        constructor() { this.router.post("/posts", validateBody(PostDto), this.createPost); }
        private createPost = async (req: Request, res: Response) => { res.json(await User.create(req.body)); };
      }
    `,
    "src/caught.ts": `
      export const caught = (fn: any) => (req: any, res: any, next: any) => Promise.resolve(fn(req, res, next)).catch(next);
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

  const users = (dependencies: object, app: string, finding: string): Record<string, string | object> => ({
    "package.json": {
      name: "app",
      version: "1.0.0",
      dependencies: { express: "^4.18.0", mongoose: "8", ...dependencies },
    },
    "app.js": `const express = require("express"); const mongoose = require("mongoose"); const app = express();
      ${app}
      app.use("/users", require("./users")); app.listen(1);`,
    "users.js": `
      const router = require("express").Router(); const { User } = require("./user");
      router.post("/", async (req, res) => {
        await User.findOne({ email: req.body.email }); // ${finding.includes("b") ? "!" : "safe"}
        await User.findOne({ email: req.query.email }); // ${finding.includes("q") ? "!" : "safe"}
        await User.find({ $where: req.query.code }); // ${finding.includes("c") ? "!" : "safe"}
      });
      module.exports = router;`,
    "user.js": `const mongoose = require("mongoose"); module.exports.User = mongoose.model("User", new mongoose.Schema({}));`,
  });
  const rule = "require-input-validation";
  const forms = "app.use(express.urlencoded({ extended: false }));";
  testProject("knows the body parsers of other files", rule, users({}, forms, "qc"));
  testProject(
    "sees that one of them reads objects",
    rule,
    users({}, `${forms} app.use(express.json());`, "bqc"),
  );
  testProject("does not guess where none is set up", rule, users({}, "", "bqc"));
  testProject("knows which version reads queries as texts", rule, users({ express: "^5.1.0" }, "", "bc"));
  const parser = (name: string): string => `app.set("query parser", "${name}");`;
  testProject("sees that another parser is chosen", rule, users({ express: "5" }, parser("extended"), "bqc"));
  testProject("sees that a plain parser is chosen", rule, users({}, parser("simple"), "bc"));
  const sanitize = 'mongoose.set("sanitizeFilter", true);';
  testProject("takes the data layer's own sanitizing for what it is", rule, users({}, sanitize, ""));
  testProject("sees that it is off", rule, users({}, sanitize.replace("true", "false"), "bqc"));
  testProject(
    "does not take strictQuery for it",
    rule,
    users({}, 'mongoose.set("strictQuery", true);', "bqc"),
  );
  const sanitizer = { "express-mongo-sanitize": "2" };
  testProject(
    "believes a sanitizer that is in use",
    rule,
    users(sanitizer, 'app.use(require("express-mongo-sanitize")());', ""),
  );
  testProject("does not believe one that is only installed", rule, users(sanitizer, "", "bqc"));

  const profile = (write: string, finding: "!" | "safe"): Record<string, string | object> => ({
    "package.json": {
      name: "app",
      version: "1.0.0",
      dependencies: { express: "5", mongoose: "8", zod: "4" },
    },
    "schemas.js": `const { z } = require("zod");
      module.exports.Profile = z.object({ about: z.string().trim().max(500).optional(), age: z.number().max(150) });`,
    "profile.js": `
      const router = require("express").Router(); const mongoose = require("mongoose");
      const { Profile } = require("./schemas"); const User = mongoose.model("User", new mongoose.Schema({}));
      router.post("/", async (req, res) => {
        ${write} // ${finding}
      });
      module.exports = router;`,
  });
  testProject(
    "knows how long a field may be",
    rule,
    profile("await User.create({ about: req.body.about });", "!"),
    { confidence: "likely" },
  );
  testProject(
    "sees that a text is short",
    rule,
    profile("if (req.body.about.length < 500) await User.create({ about: req.body.about });", "safe"),
    { confidence: "likely" },
  );
  testProject(
    "sees that it was parsed",
    rule,
    profile("await User.create({ about: Profile.parse(req.body).about });", "safe"),
    { confidence: "likely" },
  );
  testProject("knows of no bound", rule, profile("await User.create({ nick: req.body.nick });", "safe"), {
    confidence: "likely",
  });
  testProject(
    "does not take a number for a text",
    rule,
    profile("await User.create({ age: req.body.age });", "safe"),
    { confidence: "likely" },
  );
});

describe("require-input-validation and a request that is handed on after it was looked at", () => {
  const files = (check: string, mark: string): Record<string, string | object> => ({
    "package.json": {
      name: "app",
      version: "1.0.0",
      dependencies: { express: "4", mongoose: "8", zod: "4" },
    },
    "routes.js": `
      const router = require("express").Router(); const { z } = require("zod"); const service = require("./service");
      const Login = z.object({ name: z.string() });
      router.post("/login", async (req, res) => {
        ${check}
        return service.login(req, res);
      });
      module.exports = router;
    `,
    "service.js": `
      const mongoose = require("mongoose"); const User = mongoose.model("User", new mongoose.Schema({ name: String }));
      exports.login = async (req, res) => {
        await User.findOne({ name: req.body.name }); // ${mark}
        await User.create({ ...req.body, seen: true }); // !
        res.end();
      };
    `,
  });
  const asked = "const { success } = Login.safeParse(req.body); if (!success) return res.status(400).end();";
  testProject(
    "sees the check of types, which leaves fields in",
    "require-input-validation",
    files(asked, "safe"),
  );
  testProject("sees that there is none", "require-input-validation", files("", "!"));
});

describe("require-input-validation and what a module takes from its own exports", () => {
  testProject("follows it", "require-input-validation", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5", mongoose: "8" } },
    "routes.js": `
      const router = require("express").Router(); const pets = require("./pets"); const toys = require("./toys");
      router.post("/pets", pets.create); router.put("/pets", pets.rename); router.post("/toys", toys.create);
      module.exports = router;
    `,
    "pets.js": `
      const mongoose = require("mongoose"); const Pet = mongoose.model("Pet", new mongoose.Schema({ name: String }));
      exports.save = (data) => Pet.create(data); // !
      exports.create = async (req, res) => res.json(await exports.save(req.body));
      exports.put = (data) => Pet.create(data); // safe
      exports.rename = async (req, res) => res.json(await module.exports.put({ name: String(req.body.name) }));
    `,
    "toys.js": `
      const mongoose = require("mongoose"); const Toy = mongoose.model("Toy", new mongoose.Schema({ name: String }));
      const save = (data) => Toy.create(data); // !
      module.exports = { save, create: async (req, res) => res.json(await module.exports.save(req.body)) };
    `,
  });
});

describe("require-input-validation and a helper that is handed the schema", () => {
  const asked = (check: string, given: string, mark: string): Record<string, string | object> => ({
    "package.json": {
      name: "app",
      version: "1.0.0",
      dependencies: { next: "15", "@prisma/client": "6", zod: "4" },
    },
    "lib/asked.js": `
      export async function asked(request, schema) {
        let body = await bodyOf(request); let error;
        if (schema) {
          const result = schema.safeParse(body);
          if (!result.success) error = () => Response.json({}, { status: 400 });
          else body = result.data;
        }
        return { body, error };
      }
      async function bodyOf(request) { try { return await request.json(); } catch { return undefined; } }
    `,
    "lib/teams.js": `
      import { PrismaClient } from "@prisma/client"; const prisma = new PrismaClient();
      export const update = (id, data) => prisma.team.update({ where: { id }, data: { ...data, seen: true } }); // ${mark}
    `,
    "app/api/teams/route.js": `
      import { z } from "zod"; import { asked } from "../../../lib/asked"; import { update } from "../../../lib/teams";
      const Team = z.object({ name: z.string() });
      export async function POST(request) {
        const { body, error } = await asked(request${given});
        ${check}
        return Response.json(await update("1", body));
      }
    `,
  });
  testProject(
    "sees that it passed",
    "require-input-validation",
    asked("if (error) return error();", ", Team", "safe"),
  );
  testProject("sees that nobody asks", "require-input-validation", asked("", ", Team", "!"));
  testProject(
    "sees that there is no schema",
    "require-input-validation",
    asked("if (error) return error();", "", "!"),
  );
});
