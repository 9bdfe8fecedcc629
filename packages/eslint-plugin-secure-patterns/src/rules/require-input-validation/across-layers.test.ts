import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

describe("require-input-validation through layers", () => {
  testProject("follows a controller through a service to a repository", "require-input-validation", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5", mongoose: "8" } },
    "src/routes.ts": `
      import { Router } from "express"; import { controller } from "./controller"; 
      const r = Router(); r.post("/u", controller.create); r.put("/u/:id", (req, res, next) => controller.update(req, res, next)); r.post("/safe", controller.safe);
      export default r;
    `,
    "src/controller.ts": `
      import { Request, Response, NextFunction } from "express"; import { UserService } from "./service"; import { UserRepository } from "./repo";
      class UserController {
        constructor(private readonly service: UserService) {}
        create = async (req: Request, res: Response, next: NextFunction) => { try { res.json(await this.service.create(req.body)); } catch (e) { next(e); } };
        async update(req: Request, res: Response, next: NextFunction) { const { id } = req.params; const data = req.body; res.json(await this.service.update(id, data)); }
        safe = async (req: Request, res: Response) => { const { name } = req.body; if (typeof name !== "string") return; res.json(await this.service.rename(name)); };
      }
      export const controller = new UserController(new UserService(new UserRepository()));
    `,
    "src/service.ts": `
      import { IUserRepository } from "./types";
      export class UserService {
        constructor(private repo: IUserRepository) {}
        async create(data: any) { return this.repo.create(data); }
        async update(id: string, data: any) { return this.repo.update(id, data); }
        async rename(name: string) { return this.repo.rename({ name }); }
      }
    `,
    "src/types.ts": `
      export interface IUserRepository { create(data: any): Promise<any>; update(id: string, data: any): Promise<any>; rename(d: { name: string }): Promise<any> }
    `,
    "src/repo.ts": `
      import { User } from "./model"; import type { IUserRepository } from "./types";
      export class UserRepository implements IUserRepository {
        async create(data: any) {
          return User.create(data); // !
        }
        async update(id: string, data: any) {
          return User.findByIdAndUpdate(id, data, { new: true }); // !
        }
        async rename(data: { name: string }) {
          return User.create(data);
        }
      }
    `,
    "src/model.ts": `
      import { model, Schema } from "mongoose"; export const User = model("User", new Schema({}));
    `,
  });

  testProject("sees what stands before a static method", "require-input-validation", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { fastify: "5", mongoose: "8" } },
    "src/routes.ts": `
      import type { FastifyInstance } from "fastify"; import Users from "./users"; import { schemas } from "./schemas";
      export const routes = (app: FastifyInstance) => { app.post("/", { schema: schemas.store }, Users.store); app.put("/", {}, Users.replace); };
    `,
    "src/users.ts": `
      import type { FastifyRequest } from "fastify"; import { model, Schema } from "mongoose"; const User = model("User", new Schema({}));
      export default class Users {
        static async store(request: FastifyRequest) {
          return User.create(request.body);
        }
        static async replace(request: FastifyRequest) {
          return User.create(request.body); // !
        }
      }
    `,
    "src/schemas.ts": `export const schemas = { store: { body: { type: "object" } } };`,
  });

  testProject(
    "sees what stands before a method that is called with what a route is handed",
    "require-input-validation",
    {
      "package.json": { name: "app", version: "1.0.0", dependencies: { fastify: "5", mongoose: "8" } },
      "src/routes.ts": `
      import type { FastifyInstance } from "fastify"; import { Users } from "./users"; import { schemas } from "./schemas";
      export const routes = (app: FastifyInstance) => {
        const users = new Users();
        app.post("/", { schema: schemas.store }, (req, reply) => users.store(req as any, reply));
        app.patch("/", { schema: schemas.store }, async (req, reply) => { await users.change(req, reply); });
        app.put("/", {}, (req, reply) => users.replace(req, reply));
        app.post("/later", { schema: schemas.store }, (req, reply) => later(() => users.keep(req, reply)));
      };
    `,
      "src/users.ts": `
      import type { FastifyRequest } from "fastify"; import { model, Schema } from "mongoose"; const User = model("User", new Schema({}));
      export class Users {
        async store(request: FastifyRequest) {
          return User.create(request.body);
        }
        async change(request: FastifyRequest) {
          return User.create(request.body);
        }
        async replace(request: FastifyRequest) {
          return User.create(request.body); // !
        }
        async keep(request: FastifyRequest) {
          return User.create(request.body); // !
        }
      }
    `,
      "src/schemas.ts": `export const schemas = { store: { body: { type: "object" } } };`,
    },
  );

  testProject("is not sure of a word that a schema has let into a statement", "require-input-validation", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { fastify: "5", pg: "8", zod: "4" } },
    "app.js": `
      const app = require("fastify")(); const { goodsQuery } = require("./words"); const goods = require("./goods");
      app.get("/goods", { schema: { querystring: goodsQuery } }, goods.list); app.get("/open", goods.open);
    `,
    "goods.js": `
      const { Pool } = require("pg"); const pool = new Pool();
      exports.list = async (request, reply) => reply.send(await pool.query("SELECT * FROM goods ORDER BY " + request.query.sort));
      exports.open = async (request, reply) => {
        reply.send(await pool.query("SELECT * FROM goods ORDER BY " + request.query.sort)); // !
      };
    `,
    "words.js": `const { z } = require("zod"); exports.goodsQuery = z.object({ sort: z.enum(["name", "price"]) });`,
  });

  const lists = `
    import { Controller, Get, Query } from "@nestjs/common"; import { model, Schema } from "mongoose"; const User = model("User", new Schema({}));
    @Controller("users") export class Users {
  `;
  testProject("believes a pipe that makes texts of texts", "require-input-validation", {
    "package.json": {
      name: "app",
      version: "1.0.0",
      dependencies: { "@nestjs/common": "11", mongoose: "8" },
    },
    "src/main.ts": `
      import { ValidationPipe } from "@nestjs/common"; import { NestFactory } from "@nestjs/core"; import { AppModule } from "./app.module";
      const app = await NestFactory.create(AppModule); app.useGlobalPipes(new ValidationPipe({ whitelist: true, transform: true }));
    `,
    "src/users.controller.ts": `${lists}
      @Get() find(@Query("name") name: string) {
        return User.find({ name });
      }
      @Get("any") any(@Query("name") name: any) {
        return User.find({ name }); // !
      }
    }`,
  });

  testProject("does not believe a pipe that leaves texts as they are", "require-input-validation", {
    "package.json": {
      name: "app",
      version: "1.0.0",
      dependencies: { "@nestjs/common": "11", mongoose: "8" },
    },
    "src/main.ts": `
      import { ValidationPipe } from "@nestjs/common"; import { NestFactory } from "@nestjs/core"; import { AppModule } from "./app.module";
      const app = await NestFactory.create(AppModule); app.useGlobalPipes(new ValidationPipe({ whitelist: true }));
    `,
    "src/users.controller.ts": `${lists}
      @Get() find(@Query("name") name: string) {
        return User.find({ name }); // !
      }
    }`,
  });

  testProject("sees what stands before a handler that an object holds", "require-input-validation", {
    "package.json": {
      name: "app",
      version: "1.0.0",
      dependencies: { fastify: "5", mongoose: "8", zod: "4" },
    },
    "src/routes.ts": `
      import type { FastifyInstance } from "fastify"; import { users } from "./users"; import { requests } from "./requests"; import { UserSchema } from "./schema";
      export const routes = (fastify: FastifyInstance) => {
        fastify.put("/checked", { preHandler: [requests.check(UserSchema.put)] }, users.rename);
        fastify.put("/open", { preHandler: [requests.log] }, users.replace);
      };
    `,
    "src/requests.ts": `
      const check = (schema) => async (request, reply) => { const found = await schema.safeParseAsync({ body: request.body }); if (!found.success) await reply.status(400).send(found.error); };
      const log = async (request) => { request.log.info("asked"); };
      export const requests = { check: check, log };
    `,
    "src/schema.ts": `
      import { object, string } from "zod"; const put = object({ body: object({ id: string() }) }); export const UserSchema = { put };
    `,
    "src/users.ts": `
      import type { FastifyRequest } from "fastify"; import { model, Schema } from "mongoose"; const User = model("User", new Schema({}));
      const update = async (request: FastifyRequest) => {
        return User.findOne({ _id: (request.body as any).id });
      };
      const replace = async (request: FastifyRequest) => {
        return User.findOne({ _id: (request.body as any).id }); // !
      };
      export const users = { rename: update, replace };
    `,
  });

  testProject("follows a base class that is handed its model", "require-input-validation", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { express: "5", mongoose: "8" } },
    "routes.js": `
      const router = require("express").Router(); const ctrl = require("./ctrl");
      router.post("/", ctrl.create); module.exports = router;
    `,
    "ctrl.js": `
      const UserService = require("./user-service"); const service = new UserService();
      const NoteService = require("./note-service"); const notes = new NoteService();
      exports.create = async (req, res) => { const u = await service.create(req.body); await notes.add({ text: String(req.body.text) }); res.json(u); };
    `,
    "user-service.js": `
      const Base = require("./base"); const User = require("./model");
      module.exports = class UserService extends Base { constructor() { super(User); } };
    `,
    "note-service.js": `
      const Base = require("./safe-base"); const User = require("./model");
      module.exports = class NoteService extends Base { constructor() { super(User); } };
    `,
    "safe-base.js": `
      class SafeBase { constructor(model) { this.model = model; }
        async add(data) { return this.model.create(data); }
      }
      module.exports = SafeBase;
    `,
    "base.js": `
      class Base { constructor(model) { this.model = model; }
        async create(data) {
          return this.model.create(data); // !
        }
      }
      module.exports = Base;
    `,
    "model.js": `
      const mongoose = require("mongoose"); module.exports = mongoose.model("User", new mongoose.Schema({}));
    `,
  });

  testProject("follows services of Nest", "require-input-validation", {
    "package.json": {
      name: "app",
      version: "1.0.0",
      dependencies: {
        "@nestjs/common": "10",
        "@nestjs/mongoose": "10",
        mongoose: "8",
        "@prisma/client": "6",
      },
    },
    "src/a.controller.ts": `
      import { Controller, Post, Body, Query, Get } from "@nestjs/common"; import { CatsService } from "./cats.service";
      @Controller("cats")
      export class CatsController {
        constructor(private readonly cats: CatsService) {}
        @Post() create(@Body() body: any) { return this.cats.create(body); }
        @Get() find(@Query("q") q: any) { return this.cats.search(q); }
        @Post("p") prisma(@Body() body: any) { return this.cats.prismaCreate(body); }
      }
    `,
    "src/cats.service.ts": `
      import { Injectable } from "@nestjs/common"; import { InjectModel } from "@nestjs/mongoose"; import { Model } from "mongoose"; import { Cat } from "./cat"; import { PrismaService } from "./prisma.service";
      @Injectable()
      export class CatsService {
        constructor(@InjectModel(Cat.name) private catModel: Model<Cat>, private prisma: PrismaService) {}
        async create(dto: any) {
          return this.catModel.create(dto); // !
        }
        async search(q: any) {
          return this.catModel.find({ name: q }); // !
        }
        async prismaCreate(data: any) {
          return this.prisma.cat.create({ data }); // !
        }
      }
    `,
    "src/cat.ts": `
      export class Cat { name: string; }
    `,
    "src/prisma.service.ts": `
      import { Injectable } from "@nestjs/common"; import { PrismaClient } from "@prisma/client";
      @Injectable() export class PrismaService extends PrismaClient {}
    `,
  });
});
