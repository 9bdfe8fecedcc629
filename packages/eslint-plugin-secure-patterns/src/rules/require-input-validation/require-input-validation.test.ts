import { describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";
import { testRule } from "../../../tests/support/test-rule.ts";
import rule from "./require-input-validation.ts";

const [javascript] = await languagesOf("server.js");
const [typescript] = await languagesOf("users.ts");
const setUp = `import express from "express"; import mongoose from "mongoose"; import Joi from "joi"; import { z } from "zod";
import _ from "lodash"; const app = express(); const User = mongoose.model("User", new mongoose.Schema({}));
const schema = z.object({ email: z.string() }); const joi = Joi.object({ email: Joi.string() });
`;

function findings(body: string, before = ""): (string | undefined)[] {
  const code = `${setUp}app.post("/", ${before}async (req, res) => {\n${body}\n});`;
  const rules = { "require-input-validation": { confidence: "proven" } };
  return lint({ code, filename: "server.js", language: javascript as never, rules }).map(
    ({ messageId }) => messageId,
  );
}

describe("checks that hold", () => {
  it.each([
    ["text", "User.findOne({ email: String(req.body.email) });"],
    ["keys of the program's own", 'User.create(_.pick(req.body, ["name", "email"]));'],
    ["a length", "if (req.body.code.length > 3) User.findOne({ code: req.body.code });"],
    [
      "a length that is known",
      "if (req.body.code.length !== 6) return; User.findOne({ code: req.body.code });",
    ],
    ["a number's bounds", "if (!(req.body.age > 3)) return; User.findOne({ age: req.body.age });"],
    ["a name that is asked for in turn", "for (const name in req.body) User.findOne({ name });"],
    ["a template", "User.findOne({ email: `${req.body.email}` });"],
    ["the type", 'if (typeof req.body.email !== "string") return; User.findOne({ email: req.body.email });'],
    ["a route parameter", "User.findOne({ email: req.params.email });"],
    ["comparison by value", "User.findOne({ email: { $eq: req.body.email } });"],
    ["a list", 'if (["a"].includes(req.body.role)) User.findOne({ role: req.body.role });'],
    ["a parsed result", "User.create(schema.parse(req.body));"],
    ["a check of Joi that throws", "await joi.validateAsync(req.body); User.create(req.body);"],
    [
      "an answer that was read",
      "const { error } = joi.validate(req.body); if (error) return; User.create(req.body);",
    ],
    [
      "a check of some fields",
      "const { email } = req.body; const { error } = joi.validate({ email }); if (error) return; User.findOne({ email });",
    ],
    [
      "a check of the whole before one field is handed on",
      "schema.parse(req.body); const found = await find(req.body.email); return found; async function find(email) { return User.findOne({ email }); }",
    ],
    ["a number in SQL", "db.query(`SELECT * FROM users WHERE id = ${Number(req.query.id)}`);"],
    [
      "a list of columns",
      'const by = ["a", "b"].includes(req.query.by) ? req.query.by : "a"; db.query(`SELECT * FROM u ORDER BY ${by}`);',
    ],
    [
      "an anchored pattern",
      "if (/^\\d+$/.test(req.query.id)) db.query(`SELECT * FROM u WHERE id = ${req.query.id}`);",
    ],
  ])("%s", (_name, body) => {
    expect(findings(body)).toEqual([]);
  });

  it("a length that an input has, and none that it only does not have", () => {
    const find = "User.findOne({ code: req.body.code });";
    expect(findings(`if (req.body.code.length === 6) { ${find} }`)).toEqual([]);
    expect(findings(`if (req.body.code.length === 0) return; ${find}`)).toEqual(["operator"]);
    expect(findings(`if (req.body.code.length !== 6) { ${find} }`)).toEqual(["operator"]);
  });

  it("but no copy of the whole, and no operators under the program's own keys", () => {
    expect(findings("User.create(_.cloneDeep(req.body));")).toEqual(["assignment"]);
    expect(findings('User.findOne(_.pick(req.body, ["email"]));')).toEqual(["operator"]);
    expect(findings('User.findOne({ email: _.get(req, "body.email") });')).toEqual(["operator"]);
  });

  it("a validator at the route", () => {
    expect(findings("User.create(req.body);", "validate(createUser), ")).toEqual([]);
    expect(findings("User.create(req.body);", "validateToken, ")).toEqual(["assignment"]);
  });
});

it("takes the validators that stand before a handler in its list", () => {
  const list = (validators: string): string =>
    `${setUp} import { body } from "express-validator";
    export const login = [${validators} async (req, res) => { User.findOne({ email: req.body.email }); }];`;
  expect(whole(list('body("email").isEmail(),'), "proven")).toEqual([]);
  expect(whole(list(""), "proven")).toEqual(["operator"]);
});

describe("checks that do not hold", () => {
  it.each([
    [
      "a length, of a list",
      "if (req.body.any.length > 0) User.findOne({ $or: req.body.any });",
      ["operator"],
    ],
    [
      "a length that is too long",
      "if (req.body.code.length > 6) return; User.findOne({ code: req.body.code });",
      ["operator"],
    ],
    [
      "a number that is too small",
      "if (req.body.age < 3) return; User.findOne({ age: req.body.age });",
      ["operator"],
    ],
    [
      "what lies under a name",
      "for (const name in req.body) User.findOne({ name: req.body[name] });",
      ["operator"],
    ],
    ["truth", "if (!req.body.email) return; User.findOne({ email: req.body.email });", ["operator"]],
    [
      "length",
      "if (req.body.email.length < 3) return; User.findOne({ email: req.body.email });",
      ["operator"],
    ],
    ["a check whose result is not written", "schema.parse(req.body); User.create(req.body);", ["assignment"]],
    ["a check whose answer is not read", "schema.safeParse(req.body);", ["discarded"]],
    ["Joi's answer that is not read", "joi.validate(req.body);", ["discarded"]],
    [
      "a pattern that is not anchored",
      "if (/\\d/.test(req.query.id)) db.query(`SELECT * FROM u WHERE id = ${req.query.id}`);",
      ["sql"],
    ],
    [
      "a quote that is taken out once",
      'db.query(`SELECT * FROM u WHERE n = \'${req.query.n.replace("\'", "")}\'`);',
      ["sql"],
    ],
    [
      "a merge before saving",
      "const user = await User.findById(req.params.id); Object.assign(user, req.body); await user.save();",
      ["assignment"],
    ],
    ["code", "User.find({ $where: `this.a == ${req.query.a}` });", ["code"]],
  ])("%s", (_name, body, expected) => {
    expect(findings(body)).toEqual(expected);
  });
});

it("suggests no text where text runs as code", () => {
  const code = `${setUp}app.post("/x", async (req, res) => {\nUser.find({ $where: req.body.a }); User.find({ a: req.body.a });\n});`;
  const rules = { "require-input-validation": { confidence: "proven" } };
  const found = lint({ code, filename: "server.js", language: javascript as never, rules });
  expect(found.map(({ messageId, suggestions }) => [messageId, suggestions?.length ?? 0])).toEqual([
    ["code", 0],
    ["operator", 3],
  ]);
});

describe("queries whose parser knows no objects", () => {
  const koa = (body: string): (string | undefined)[] => {
    const code = `import Koa from "koa"; import mongoose from "mongoose"; const User = mongoose.model("User", new mongoose.Schema({}));
new Koa().use(async (ctx) => {\n${body}\n});`;
    const rules = { "require-input-validation": { confidence: "proven" } };
    return lint({ code, filename: "server.js", language: javascript as never, rules }).map(
      ({ messageId }) => messageId,
    );
  };

  it("a field of one is text, all of it is the client's", () => {
    expect(koa("await User.findOne({ email: ctx.query.email });")).toEqual([]);
    expect(koa("await User.create(ctx.query);")).toEqual(["assignment"]);
    expect(koa("await User.create({ ...ctx.query });")).toEqual(["assignment"]);
    expect(koa("await User.findOne({ email: ctx.request.body.email });")).toEqual(["operator"]);
  });
});
function whole(code: string, confidence = "likely", filename = "server.js"): (string | undefined)[] {
  const language = filename.endsWith(".ts") ? typescript : javascript;
  const rules = { "require-input-validation": { confidence } };
  return lint({ code, filename, language: language as never, rules }).map(({ messageId }) => messageId);
}

describe("what callers hand in", () => {
  const find = (parameters: string, text: string): string =>
    `import { Pool } from "pg"; const pool = new Pool(); export function find(${parameters}) { return pool.query(${text}); }`;

  it.each([
    ["a value", "name", "`SELECT * FROM users WHERE name = '${name}'`"],
    ["a part of it", "{ filter: { id } }", "`SELECT * FROM users WHERE id = ${id}`"],
    ["a text by its type", "id: string", "`SELECT * FROM users WHERE id = ${id}`"],
    ["a member of an inline type", "input: { id: string }", "`SELECT * FROM users WHERE id = ${input.id}`"],
  ])("%s in SQL is likely unchecked", (_name, parameters, text) => {
    expect(whole(find(parameters, text), "likely", "users.ts")).toEqual(["sql"]);
    expect(whole(find(parameters, text), "proven", "users.ts")).toEqual([]);
  });

  it.each([
    ["the statement itself", "text", "text"],
    ["conditions", "where", "`SELECT * FROM users WHERE ${where}`"],
    ["a table", "table", "`SELECT * FROM ${table}`"],
    ["a number by its type", "id: number", "`SELECT * FROM users WHERE id = ${id}`"],
    ["a number by its default", "id = 1", "`SELECT * FROM users WHERE id = ${id}`"],
    ["constants by their type", 'by: "a" | "b"', "`SELECT * FROM users WHERE a = '${by}'`"],
    ["a member that is a number", "input: { id: number }", "`SELECT * FROM users WHERE id = ${input.id}`"],
    ["a type of another file", "input: Input", "`SELECT * FROM users WHERE id = ${input.id}`"],
    ["a number after all", "id", "`SELECT * FROM users WHERE id = ${Number(id)}`"],
  ])("%s is left alone", (_name, parameters, text) => {
    expect(whole(find(parameters, text), "likely", "users.ts")).toEqual([]);
  });

  it("asks the callers that it sees, and takes no callback for a function that others call", () => {
    const setup = 'import { Pool } from "pg"; const pool = new Pool();';
    const own = "const find = (id) => pool.query(`SELECT * FROM users WHERE id = ${id}`); find(1);";
    const callback =
      'pool.query("SELECT id FROM users", (error, rows) => pool.query(`SELECT * FROM a WHERE id = ${rows[0].id}`));';
    expect(whole(`${setup} ${own}`)).toEqual([]);
    expect(whole(`${setup} ${callback}`)).toEqual([]);
  });
});

describe("names under which values are copied", () => {
  const copy = (text: string): (string | undefined)[] => {
    const body = `const FIELDS = ["name", "email"]; const update = {}; ${text} await User.updateOne({ _id: 1 }, { $set: update });`;
    return findings(body);
  };

  it.each([
    ["the input's own", "for (const key in req.body) update[key] = req.body[key];"],
    ["those of its entries", "Object.entries(req.body).forEach(([key, value]) => { update[key] = value; });"],
    [
      "all but one",
      'Object.keys(req.body).forEach((key) => { if (key !== "id") update[key] = req.body[key]; });',
    ],
    ["one of the client's choice", "update[req.params.field] = req.body.value;"],
  ])("%s", (_name, text) => {
    expect(copy(text)).toEqual(["assignment"]);
  });

  it.each([
    ["those of a list", "for (const key of FIELDS) update[key] = req.body[key];"],
    [
      "those of a list on the spot",
      '["name"].forEach((key) => { if (req.body[key]) update[key] = req.body[key]; });',
    ],
    [
      "looked up in a list",
      "for (const key in req.body) if (FIELDS.includes(key)) update[key] = req.body[key];",
    ],
    [
      "all looked up in a list before",
      "const keys = Object.keys(req.body); if (!keys.every((key) => FIELDS.includes(key))) return; keys.forEach((key) => { update[key] = req.body[key]; });",
    ],
  ])("%s: the program's", (_name, text) => {
    expect(copy(text)).toEqual([]);
  });

  it.each([
    ["FIELDS.reduce((all, key) => ({ ...all, [key]: req.body[key] }), {})", []],
    ["Object.fromEntries(FIELDS.map((key) => [key, req.body[key]]))", []],
    ["Object.fromEntries(Object.entries(req.body).filter(([key]) => FIELDS.includes(key)))", []],
    ["Object.fromEntries(Object.entries(req.body).filter(([, value]) => value !== null))", ["assignment"]],
  ])("%s", (value, expected) => {
    expect(findings(`const FIELDS = ["name"]; await User.create(${value});`)).toEqual(expected);
  });

  it("counts for documents that are saved", () => {
    const save = (list: string): string =>
      `const user = await User.findById(req.params.id); ${list}.forEach((key) => (user[key] = req.body[key])); await user.save();`;
    expect(findings(save("Object.keys(req.body)"))).toEqual(["assignment"]);
    expect(findings(save('["name"]'))).toEqual([]);
  });
});

describe("checks that nobody can follow", () => {
  it("leave a doubt where they are called as a validator is", () => {
    const save = (check: string): string =>
      `${setUp} const check = (pairs) => pairs.forEach(([value, type]) => type.test(value)); const validateInputs = check;
      app.post("/", async (req, res) => { ${check} await User.create(req.body); });`;
    expect(whole(save(""), "proven")).toEqual(["assignment"]);
    expect(whole(save("validateInputs([[req.body, schema]]);"), "proven")).toEqual([]);
    expect(whole(save("validateInputs([[req.body, schema]]);"))).toEqual(["assignment"]);
    expect(whole(save("validateInputs([[req.body.id, schema]]);"), "proven")).toEqual(["assignment"]);
  });

  it("of a schema leave it for SQL", () => {
    const body =
      "const { email } = schema.parse(req.body); db.query(`SELECT * FROM u WHERE e = '${email}'`);";
    expect(findings(body)).toEqual([]);
    expect(whole(`${setUp} app.post("/", (req, res) => { ${body} });`)).toEqual(["sql"]);
  });
});

it("knows the document that a model of another file finds", () => {
  const set = (text: string): string =>
    `${setUp} import { Person } from "./person"; app.post("/", async (req, res) => { const user = await Person.findById(req.params.id); ${text} });`;
  expect(whole(set("user.set(req.body);"), "proven")).toEqual(["assignment"]);
  expect(whole(set("user.set({ name: req.body.name });"), "proven")).toEqual([]);
});

it("knows Prisma by its name", () => {
  const write = (text: string): string =>
    `import { prisma } from "./db"; import type { NextRequest } from "next/server"; export async function POST(request: NextRequest) { const body = await request.json(); await ${text}; }`;
  const asked = (text: string): (string | undefined)[] => whole(write(text), "proven", "app/api/route.ts");
  expect(asked("prisma.user.create({ data: body })")).toEqual(["assignment"]);
  expect(asked("prisma.user.create({ data: { name: body.name } })")).toEqual([]);
  expect(asked("client.user.create({ data: body })")).toEqual([]);
});

describe("functions under other names", () => {
  const mysql =
    'import { promisify } from "util"; import { createPool } from "mysql2"; const pool = createPool({});';
  const run = (made: string, call: string): string =>
    `${setUp} ${mysql} ${made} app.get("/", async (req, res) => { await ${call}(\`SELECT * FROM a WHERE b = ${"${req.query.b}"}\`); });`;

  it.each([
    ["promisified and bound", "const go = promisify(pool.query).bind(pool);", "go"],
    ["bound", "const go = pool.query.bind(pool);", "go"],
    ["put into an object", "const db = { go: promisify(pool.query).bind(pool) };", "db.go"],
    ["assigned", "const db = {}; db.go = promisify(pool.query);", "db.go"],
  ])("%s", (_name, made, call) => {
    expect(whole(run(made, call), "proven")).toEqual(["sql"]);
  });

  it("another function is none", () => {
    expect(whole(run("const go = promisify(pool.end).bind(pool);", "go"), "proven")).toEqual([]);
  });
});

describe("models of other files", () => {
  const post = (name: string, from: string, text: string): (string | undefined)[] =>
    whole(
      `${setUp} import ${name} from "${from}"; app.post("/", async (req, res) => { ${text} });`,
      "proven",
    );

  it("are known by the folder that they are loaded from", () => {
    const text = "const person = new Person(req.body); await person.save();";
    expect(post("Person", "db/person", text)).toEqual(["assignment"]);
    expect(post("Person", "people/person", text)).toEqual([]);
    expect(post("PersonDto", "./person", "send(new PersonDto(req.body));")).toEqual([]);
  });

  it("code in a filter is code, whoever takes it", () => {
    const find = "const items = await getItems(); await items.find(";
    expect(post("x", "./x", `${find}{ $where: "this.a == " + req.query.a });`)).toEqual(["code"]);
    expect(post("x", "./x", `${find}{ a: req.query.a, $where: "this.a" });`)).toEqual([]);
    expect(post("x", "./x", `${find}req.query);`)).toEqual([]);
    expect(post("x", "./x", "await files.exists(`/srv/${req.query.name}`);")).toEqual([]);
  });

  it("an error is no document", () => {
    const text = "User.findOne({}).then(show, (error) => error.count({ a: req.body.a }));";
    expect(post("x", "./x", text)).toEqual([]);
    expect(post("x", "./x", text.replace("show, ", ""))).toEqual(["operator"]);
  });
});

it("takes what somebody put on the request for what a caller hands in", () => {
  const get = (value: string): string =>
    `${setUp} app.get("/", (req, res) => { db.query(\`SELECT * FROM a WHERE b = ${"${"}${value}${"}"}\`); });`;
  expect(whole(get("req.tenant.id"))).toEqual(["sql"]);
  expect(whole(get("req.tenant.id"), "proven")).toEqual([]);
  expect(whole(get("req.session.tenant"))).toEqual([]);
  expect(whole(get("Number(req.tenant.id)"))).toEqual([]);
});

it("reads a Lambda's body as text, unless somebody has parsed it", () => {
  const handler = (value: string): string =>
    `import { MongoClient } from "mongodb"; const users = new MongoClient("x").db().collection("users");
    export const handler = async (event) => { await users.findOne({ email: ${value} }); };`;
  expect(whole(handler("event.body.email"), "proven")).toEqual(["operator"]);
  expect(whole(handler("JSON.parse(event.body).email"), "proven")).toEqual(["operator"]);
  expect(whole(handler("event.body"), "proven")).toEqual([]);
  expect(whole(handler('event.body.split("=")[1]'), "proven")).toEqual([]);
});

it.each([
  ["an object with some fields", "{ slug: req.query.slug, id: req.query.id }", 0],
  ["the whole query", "req.query", 1],
])("a copy without what is empty, of %s", (_, of, count) => {
  const copy =
    "const filled = (fields) => Object.fromEntries(Object.entries(fields).filter((each) => each[1]));";
  const code = `import express from "express"; import { Sequelize } from "sequelize"; const Page = new Sequelize("x").define("page", {}); ${copy} express().get("/", async (req, res) => res.json(await Page.findOne({ where: filled(${of}) })));`;
  const rules = { "require-input-validation": { confidence: "likely" } };
  expect(lint({ code, filename: "a.ts", language: typescript as never, rules })).toHaveLength(count);
});

describe("bodies", () => {
  const body = (parsers: string): string =>
    `${setUp} ${parsers} app.post("/", (req, res) => User.findOne({ email: req.body.email }));`;

  it("that the file's parsers read as plain texts hold no operators", () => {
    expect(whole(body("app.use(express.urlencoded({ extended: false }));"))).toEqual([]);
    expect(whole(body("app.use(express.urlencoded({ extended: true }));"))).toEqual(["operator"]);
    expect(whole(body("app.use(express.urlencoded({ extended: false })); app.use(express.json());"))).toEqual(
      ["operator"],
    );
  });

  it("that were texts until somebody parsed them", () => {
    const parse = 'if (typeof req.body.q === "string") User.findOne({ email: JSON.parse(req.body.q) });';
    expect(findings(parse)).toEqual(["operator"]);
  });
});

it("takes a whole event of a Lambda for likely input, but for statements", () => {
  const code =
    'import { Client } from "pg"; const client = new Client(); const User = require("mongoose").model("U");';
  const handler = "export const handler = (event) => client.query(`SELECT * FROM a WHERE id = ${event.id}`);";
  const other = "export const handler = (event) => User.findOne({ email: event.email });";
  expect(whole(code + handler, "proven")).toEqual(["sql"]);
  expect(whole(code + other)).toEqual(["operator"]);
  expect(whole(code + other, "proven")).toEqual([]);
});

it("knows a function's result by its signature", () => {
  const code = `import type { Collection } from "mongodb"; import express from "express"; const app = express();
    declare function users(): Promise<Collection>; const all = (): Collection => open();
    app.post("/", async (req, res) => { (await users()).findOne({ email: req.body.email }); all().findOne({ email: req.body.email }); });`;
  expect(whole(code, "proven", "users.ts")).toEqual(["operator", "operator"]);
});

it("says once what goes wrong at one argument", () => {
  expect(findings("User.create({ ...req.body, price: req.body.price });")).toEqual(["assignment"]);
});

it("looks through long chains of a query builder", () => {
  expect(findings('User.find().where("a").where("b").sort("c").where({ d: req.body.d });')).toEqual([
    "operator",
  ]);
});

it.each([
  ["@Query() query", 0],
  ['@Query("where") query', 1],
])("takes all parameters for no text: %s", (parameter, expected) => {
  const code = `import { Controller, Get, Query } from "@nestjs/common"; import { Repository } from "typeorm";
@Controller() export class Goods { constructor(private readonly goods: Repository<Good>) {} @Get() list(${parameter}) { return this.goods.createQueryBuilder().where(query).getMany(); } }`;
  const rules = { "require-input-validation": {} };
  expect(lint({ code, filename: "goods.ts", language: typescript as never, rules })).toHaveLength(expected);
});

describe("bodies with a declared type", () => {
  const controller = (declarations: string, parameter: string, decorator = ""): string =>
    `import { Body, Controller, Post, UsePipes } from "@nestjs/common"; import { Repository } from "typeorm";
    ${declarations}
    @Controller() export class Users {
      constructor(private readonly users: Repository<object>) {}
      @Post() ${decorator} create(${parameter}) { return this.users.save(input); }
    }`;
  const checked = 'import { IsString } from "class-validator"; class Input { @IsString() name: string; }';

  it.each([
    ["an interface", "interface Input { name: string }", "@Body() input: Input"],
    ["a type", "type Input = { name: string }", "@Body() input: Input"],
    ["a class without checks", "class Input { name: string }", "@Body() input: Input"],
    [
      "a class made of one without checks",
      "class Whole { name: string } class Input extends PartialType(OmitType(Whole, ['id'])) {}",
      "@Body() input: Input",
    ],
    ["anything", "", "@Body() input: any"],
  ])("%s says nothing when the program runs", (_name, declarations, parameter) => {
    expect(whole(controller(declarations, parameter), "proven", "users.ts")).toEqual(["assignment"]);
  });

  it.each([
    ["a class whose fields say what they hold", checked, "@Body() input: Input", ""],
    [
      "a class made of one that nobody can look at",
      'import { Whole } from "@acme/types"; class Part extends PartialType(Whole) {}',
      "@Body() input: Part",
      "",
    ],
    ["a class made of one", `${checked} class Part extends PartialType(Input) {}`, "@Body() input: Part", ""],
    ["a class that nobody can look at", 'import { Input } from "@acme/types";', "@Body() input: Input", ""],
    ["a pipe at the parameter", "", "@Body(new ZodPipe(schema)) input: any", ""],
    ["a pipe at the method", "", "@Body() input: any", "@UsePipes(new ZodValidationPipe(schema))"],
  ])("%s is believed", (_name, declarations, parameter, decorator) => {
    expect(whole(controller(declarations, parameter, decorator), "likely", "users.ts")).toEqual([]);
  });

  it.each([
    ["the decorator of its route, with a schema", "@POST('/', { schema: createUserSchema })", []],
    [
      "the decorator of its route, with a description",
      "@POST('/', { description: 'Adds a user' })",
      ["assignment"],
    ],
  ])("%s", (_name, decorator, found) => {
    const code = `import { Controller, POST } from "fastify-decorators"; import type { FastifyRequest } from "fastify"; import { model } from "mongoose"; import { createUserSchema } from "./schemas"; const User = model("User", {});
    @Controller() export class Users { ${decorator} create(request: FastifyRequest) { return User.create(request.body); } }`;
    expect(whole(code, "proven", "users.ts")).toEqual(found);
  });

  it.each([
    ["listed words", "@IsIn(['read', 'edit']) mode: string", []],
    ["flags", "@IsOptional() @IsBoolean() mode: boolean", []],
    ["any text", "@IsString() mode: string", ["sql"]],
  ])("a field of %s in SQL", (_name, field, found) => {
    const code = `import { Body, Controller, Post } from "@nestjs/common"; import { IsBoolean, IsIn, IsOptional, IsString } from "class-validator"; import { Pool } from "pg"; const pool = new Pool();
    class Input { ${field}; }
    @Controller() export class Users { @Post() find(@Body() input: Input) { return pool.query(\`SELECT * FROM users WHERE mode = '\${input.mode}'\`); } }`;
    expect(whole(code, "likely", "users.ts")).toEqual(found);
  });
});

const server = 'import express from "express"; const app = express();';
const handler = (body: string): string => `app.post("/", async (req, res) => { ${body} });`;
const pg = 'import { Pool } from "pg"; const pool = new Pool();';
const mysql = 'import mysql from "mysql2"; const db = mysql.createConnection({});';
const sqlite = 'import Database from "better-sqlite3"; const db = new Database("a.db");';
const models = 'import { model } from "mongoose"; const User = model("User", {});';
const zod = 'import { z } from "zod"; const UserInput = z.object({ name: z.string() });';

testRule("require-input-validation", rule, {
  valid: [
    // what looks after a part of the address
    "const app = require('express')(); const { Pool } = require('pg'); const pool = new Pool(); app.param('shelf', (req, res, next, shelf) => { if (!/^[a-z]+$/.test(shelf)) return res.sendStatus(404); next(); }); app.get('/:shelf', async (req, res) => { res.json(await pool.query(`SELECT * FROM ${req.params.shelf}`)); });",
    // what a function in front of the handler lets go on
    "const app = require('express')(); const User = require('mongoose').model('User', schema); const looksRight = (req, res, next) => { const { email } = req.body; const isMail = /^[a-z.]+@[a-z.]+$/.test(email); if (!isMail) return res.status(400).end(); next(); }; app.post('/', [log, looksRight], async (req, res) => { const { email } = req.body; res.json(await User.findOne({ email })); }); app.put('/', (req, res, next) => { if (typeof req.body.email !== 'string') return next(new Error()); next(); }, async (req, res) => { res.json(await User.findOne({ email: req.body.email })); });",
    // what goes on only if a check has passed, with what it answered in place of the body
    "const app = require('express')(); const Joi = require('joi'); const User = require('mongoose').model('User', schema); const shape = Joi.object({ email: Joi.string() }); app.post('/', (req, res, next) => { shape.validateAsync(req.body).then((data) => { req.body = data; return User.findOne({ email: data.email }); }).then((known) => known ?? new User(req.body).save()).catch(next); }); app.put('/', (req, res, next) => { shape.validateAsync(req.body).then(() => User.findOne({ email: req.body.email })).catch(next); });",
    // amounts beside a statement that somebody has looked at, or that are only asked for
    "const app = require('express')(); const { Pool } = require('pg'); const pool = new Pool(); app.post('/orders', async (req, res) => { const { total } = req.body; await pool.query('SELECT id FROM orders WHERE total = $1', [total]); await pool.query('INSERT INTO orders (id, total, ref) VALUES ($1, 5, $2)', [1, req.body.ref]); if (!(Number(total) > 0 && Number(total) < 1000)) return res.sendStatus(400); await pool.query('INSERT INTO orders (id, total) VALUES ($1, $2)', [1, Number(total)]); });",
    // a model by its name alone, which is asked as Sequelize's are
    "const mongoose = require('mongoose'); module.exports = (app) => { const Shelf = app.db.models.Shelf; app.post('/', async (req, res) => { res.json(await Shelf.findOne({ where: { code: req.body.code } })); }); };",
    {
      name: "what a partner's server has signed, proven",
      code: "const express = require('express'); const Payment = require('mongoose').model('Payment', schema); express().post('/paid', signatureCheck, async (req, res) => { const { reference } = req.body; res.json(await Payment.findOne({ reference })); });",
      options: { confidence: "proven" },
    },
    {
      name: "a map of what a query found",
      code: "const express = require('express'); const Task = require('mongoose').model('Task', schema); express().post('/', async (req, res) => { const found = new Map(); for (const task of await Task.find().lean()) found.set(task.code, task); res.json(found.get(req.body.code)); });",
    },
    {
      name: "a base class for whatever model, proven",
      code: "import express from 'express'; class Base { constructor(model) { this.model = model; } update(id, data) { return this.model.update({ where: { id }, data }); } } const base = new Base(prisma.post); express().put('/:id', (req, res) => base.update(req.params.id, { title: req.body.title }));",
      options: { confidence: "proven" },
    },
    {
      name: "what the code of a filter is handed is not run",
      code: "const express = require('express'); const Form = require('mongoose').model('Form', schema); express().post('/', (req, res) => Form.find({ $expr: { $function: { body: 'function (a, b) { return a > b; }', args: ['$birth', Number(req.body.from)], lang: 'js' } } }));",
    },
    {
      name: "options deep inside of what makes a handler",
      code: "import NextAuth from 'next-auth'; import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient(); const authOptions = { providers: [Credentials({ async authorize(credentials) { return prisma.user.findFirst({ where: { email: credentials.email } }); } })], callbacks: { signIn({ user }) { return prisma.user.findFirst({ where: { email: user.email } }); } } }; export const handler = NextAuth(authOptions); export { handler as GET, handler as POST };",
    },
    {
      name: "a price that a seller sets, proven",
      code: "const Product = require('mongoose').model('Product', schema); app.post('/', (req, res) => { Product.create({ price: req.body.price }); });",
      options: { confidence: "proven" },
    },
    {
      name: "a total that is worked out, proven",
      code: "const Order = require('mongoose').model('Order', schema); app.post('/', (req, res) => { Order.create({ total: totalOf(cart), quantity: req.body.quantity }); });",
      options: { confidence: "proven" },
    },
    {
      name: "what only finds more of one's own rows, proven",
      code: `${server} ${models} ${handler("const user = req.user._id; await User.findOne({ tag: req.body.tag, user });")}`,
      options: { confidence: "proven" },
    },
    {
      name: "a field that the request was asked to check, proven",
      code: `${server} ${models} ${handler('req.assert("email", "wrong").isEmail(); await User.findOne({ email: req.body.email });')}`,
      options: { confidence: "proven" },
    },
    {
      name: "a column that is called data, proven",
      code: `${server} ${models} ${handler("await User.create({ data: req.body.data });")}`,
      options: { confidence: "proven" },
    },
    {
      name: "what a router lets only administrators do, proven",
      code: `import { Router } from "express"; ${models} const router = Router(); router.use(protect); router.use(authorize("admin")); router.route("/").post(async (req, res) => { await User.create(req.body); });`,
      options: { confidence: "proven" },
    },
    {
      name: "what only administrators ask for and set, proven",
      code: `${server} ${models} app.put("/users/:id", auth, isAdmin, async (req, res) => { await User.updateOne({ _id: req.body.id }, req.body); }); app.post("/users", auth, allow("admin"), async (req) => { await User.create(req.body); }); app.delete("/users", async (req) => { await requireAdmin(req); await User.deleteOne({ name: req.body.name }); });`,
      options: { confidence: "proven" },
    },
    {
      name: "a body that somebody has taken fields out of, proven",
      code: `${server} ${models} const PROTECTED = ["role"]; const tidy = (given) => { const copy = { ...given }; for (const name of PROTECTED) delete copy[name]; return copy; }; ${handler("await User.create(tidy(req.body));")} ${handler("delete req.body.role; await User.create(req.body);")} ${handler("await User.create(stripProtectedFields(req.body));")}`,
      options: { confidence: "proven" },
    },
    {
      name: "what a validator let through",
      code: `import { Hono } from "hono"; ${models} const app = new Hono(); app.post("/", (c) => User.create(c.req.valid("json")));`,
    },
    {
      name: "a query string that holds nothing but texts",
      code: `import Koa from "koa"; ${models} const app = new Koa(); app.use((ctx) => User.find({ name: ctx.query.name }));`,
    },
  ],
  invalid: [
    {
      name: "a body that is saved, but not the id of what was saved",
      code: "const app = require('express')(); const Bill = require('mongoose').model('Bill', schema); app.post('/', async (req, res) => { const saved = await new Bill(req.body).save(); await Bill.findOneAndUpdate({ _id: saved._id }, { file: 'a.pdf' }); });",
    },
    {
      name: "what looks after another part of the address, or at nothing",
      code: "const app = require('express')(); const { Pool } = require('pg'); const pool = new Pool(); app.param('shelf', (req, res, next, shelf) => { if (!/^[a-z]+$/.test(shelf)) return res.sendStatus(404); next(); }); app.param('box', (req, res, next, box) => { req.box = box; next(); }); app.get('/:box/:shelf', async (req, res) => { res.json(await pool.query(`SELECT * FROM ${req.params.box}`)); });",
    },
    {
      name: "functions in front of the handler that let everything go on, or look at something else",
      code: "const app = require('express')(); const User = require('mongoose').model('User', schema); const looks = (req, res, next) => { const { email } = req.body; if (!/^[a-z.]+@[a-z.]+$/.test(email)) { if (req.query.force) return next(); return res.status(400).end(); } next(); }; app.post('/', looks, async (req, res) => { res.json(await User.findOne({ email: req.body.email })); }); app.put('/', (req, res, next) => { if (typeof req.body.name !== 'string') return res.end(); next(); }, async (req, res) => { res.json(await User.findOne({ email: req.body.email })); });",
      options: { confidence: "proven" },
    },
    {
      name: "a chain whose check leaves fields in, looks at something else, or comes later",
      code: "const app = require('express')(); const Joi = require('joi'); const User = require('mongoose').model('User', schema); const shape = Joi.object({ email: Joi.string() }); app.post('/', (req, res, next) => { shape.validateAsync(req.body).then(() => new User(req.body).save()).catch(next); }); app.put('/', (req, res, next) => { shape.validateAsync(req.query).then(() => User.findOne({ email: req.body.email })).catch(next); }); app.patch('/', (req, res, next) => { User.findOne({ email: req.body.email }).then(() => shape.validateAsync(req.body)).catch(next); });",
      options: { confidence: "proven" },
    },
    {
      name: "what is paid, beside a statement",
      code: "const app = require('express')(); const { Pool } = require('pg'); const pool = new Pool(); app.post('/orders', async (req, res) => { const { total } = req.body; if (!total) return res.sendStatus(400); await pool.query('INSERT INTO orders (id, total) VALUES ($1, $2) RETURNING id', [1, total]); const values = [req.body.amount, 1]; await pool.query(`UPDATE payments SET amount = $1 WHERE id = $2`, values); });",
      options: { confidence: "proven" },
    },
    {
      name: "amounts beside a statement, through a client of the project's own",
      code: "const app = require('express')(); const db = require('./db'); app.post('/stock', async (req, res) => { await db.query('UPDATE accounts SET seen = 1, balance = balance - ? WHERE id = ?', [req.body.sum, 1]); await db.query('INSERT INTO items (name, quantity) VALUES (?, ?)', [req.body.name, req.body.quantity]); });",
    },
    {
      name: "values of a model by its name alone, and its filter",
      code: "const mongoose = require('mongoose'); module.exports = (app) => { const Shelf = app.db.models.Shelf; app.post('/', async (req, res) => { await Shelf.update(req.body, { where: { id: 1 } }); res.json(await Shelf.findOne({ code: req.body.code })); }); };",
    },
    {
      name: "the code of a filter",
      code: "const express = require('express'); const Form = require('mongoose').model('Form', schema); express().post('/', (req, res) => Form.find({ $expr: { $function: { body: `function (a) { return a > ${req.body.from}; }`, args: ['$birth'], lang: 'js' } } }));",
    },
    {
      name: "a price that the buyer sets",
      code: "const Order = require('mongoose').model('Order', schema); app.post('/', (req, res) => { Order.create({ totalPrice: req.body.totalPrice }); new Order({ amount: req.body.amount }).save(); });",
      options: { confidence: "proven" },
    },
    "const mongoose = require('mongoose'); module.exports = (model) => (req, res) => { model.find(JSON.parse(JSON.stringify({ ...req.query }))); }",
    "const mongoose = require('mongoose'); const Note = new mongoose.model('Note', schema); app.post('/', (req, res) => { new Note(req.body).save(); })",
    "const { Strategy } = require('passport-local'); const User = require('mongoose').model('User'); passport.use(new Strategy((email, password, done) => { User.findOne({ email }); }))",
    "const Sequelize = require('sequelize'); module.exports = (app, db) => { app.put('/', (req, res) => { db.user.update(req.body, { where: { id: req.params.id } }); }); }",
    "module.exports.remove = async (event, context) => { const { Client } = require('pg'); await new Client().query(`DELETE FROM t WHERE id = ${event.id}`); }",
    {
      name: "a code that proves something, of one's own, and a field beside one that is checked",
      code: `${server} ${models} ${handler('await User.findOne({ code: req.body.code, user: req.user._id }); req.assert("email", "wrong").isEmail(); await User.findOne({ name: req.body.name });')}`,
      options: { confidence: "proven" },
    },
    {
      name: "what sellers may do too, and what lies below a path, proven",
      code: `${server} ${models} app.put("/admin/users", auth, isSellerOrAdmin, async (req, res) => {\n  await User.create(req.body);\n});`,
      options: { confidence: "proven" },
    },
    {
      name: "rows of layers that only the file itself shows, proven",
      filename: "src/routes/+page.server.ts",
      code: `import { db, knex, kysely, clientPromise } from "$lib/db"; import { users } from "$lib/schema"; import { createClient } from "$lib/supabase";
export const actions = { default: async ({ request }) => {
  const data = Object.fromEntries(await request.formData());
  await db.insert(users).values(data);
  await kysely.insertInto("users").values({ ...data, seen: true }).execute();
  await knex("users").insert(data);
  const supabase = await createClient();
  await supabase.from("users").insert([data]);
} };`,
      options: { confidence: "proven" },
    },
    {
      name: "a collection that only the file itself shows, proven",
      code: `import express from "express"; import { db } from "./db"; express().post("/", async (req, res) => { await db.collection("users").insertOne(req.body); });`,
      options: { confidence: "proven" },
    },
    {
      name: "what one of several roles may do, proven",
      code: `${server} ${models} app.put("/users", auth, role.check(ROLES.Admin, ROLES.Merchant), async (req, res) => {\n  await User.create(req.body);\n});`,
      options: { confidence: "proven" },
    },
    {
      name: "a body that somebody has copied, proven",
      code: `${server} ${models} const tidy = (given) => { const copy = { ...given }; delete seen[given.id]; copy.name = copy.name.trim(); return copy; };\n${handler("await User.create({ ...req.body });")}\n${handler("delete req.body.avatar; await User.create(req.body);")}`,
      options: { confidence: "proven" },
    },
    {
      name: "all of a query string",
      code: `import Koa from "koa"; ${models} const app = new Koa(); app.use((ctx) => User.find(ctx.query));`,
    },
    {
      name: "a template in PostgreSQL",
      code: `${server} ${pg} ${handler("await pool.query(`SELECT * FROM users WHERE name = '${req.body.name}' AND age > ${req.query.age} AND city LIKE '%${req.query.city}%'`);")}`,
    },
    {
      name: "a sum in MySQL, before the callback",
      code: `${server} ${mysql} ${handler('db.query("SELECT * FROM users WHERE id = " + req.params.id, (error, rows) => res.json(rows));')}`,
    },
    {
      name: "a statement in a variable",
      code: `${server} ${pg} ${handler("const text = `SELECT * FROM users WHERE id = ${req.params.id}`;\nawait pool.query(text);")}`,
    },
    {
      name: "a statement in a variable, for a callback",
      code: `${server} ${mysql} app.get("/", (req, res) => { const { id } = req.query; const sql = "SELECT * FROM users WHERE id = " + id; db.getConnection((error, connection) => { connection.query(sql, (failure, rows) => res.json(rows)); }); });`,
    },
    {
      name: "a variable that is read twice, or whose values have another meaning here, stays",
      code: `${server} ${pg} ${handler("const a = `SELECT * FROM users WHERE id = ${req.params.id}`; console.log(a); await pool.query(a); let name = req.query.name; const b = `SELECT * FROM users WHERE name = '${name}'`; name = 1; await pool.query(b);")}`,
    },
    {
      name: "options that hold the values",
      code: `${server} import { Sequelize } from "sequelize"; const db = new Sequelize("x"); ${handler("await db.query(`SELECT * FROM users WHERE id = ${req.params.id}`);\nawait db.query(`SELECT * FROM users WHERE id = ${req.params.id}`, { plain: true });\nawait db.query(`SELECT * FROM users WHERE a = :a AND id = ${req.params.id}`, { replacements: { a: 1 } });")}`,
    },
    {
      name: "a list of values goes on",
      code: `${server} ${pg} ${handler("await pool.query(`SELECT * FROM users WHERE a = $1 AND b = ${req.params.b}`, [1]);")}`,
    },
    {
      name: "a prepared statement",
      code: `${server} ${sqlite} ${handler("db.prepare(`SELECT * FROM users WHERE id = ${req.params.id}`).get();")}`,
    },
    {
      name: "no placeholder for the name of a column, or a list",
      code: `${server} ${pg} ${handler("await pool.query(`SELECT * FROM users ORDER BY ${req.query.by}`); await pool.query(`SELECT * FROM users WHERE id IN (${req.body.ids.join()})`);")}`,
    },
    {
      name: "text, or a comparison by value",
      code: `${server} ${models} ${handler("const { email } = req.body; await User.findOne({ email });")}`,
    },
    {
      name: "the result of a check",
      code: `${server} ${models} ${zod} ${handler("UserInput.parse(req.body);\nawait User.create(req.body);")}`,
    },
    {
      name: "the file's schema",
      code: `${server} ${models} ${zod} ${handler("await User.findByIdAndUpdate(req.params.id, { $set: { ...req.body } });")}`,
    },
    {
      name: "the model's fields",
      code: `${server} import mongoose, { Schema } from "mongoose"; const schema = new Schema({ name: String, email: { type: String, required: true }, role: { type: String, default: "user" }, isAdmin: Boolean, team: String, twoFactorCode: String, twoFactorCodeExpire: Date });
const User = mongoose.model("User", schema); ${handler("await User.create(req.body);\nconst data = req.body;\nawait new User({ ...data, email: data.email.toLowerCase() }).save();\nawait User.findByIdAndUpdate(req.params.id, { $set: req.body });")}`,
    },
    {
      name: "the fields of Sequelize's model",
      code: `${server} import { Sequelize, DataTypes } from "sequelize"; const db = new Sequelize("x"); const fields = { id: { type: DataTypes.INTEGER, primaryKey: true }, title: DataTypes.STRING };
const Post = db.define("post", fields); ${handler("await Post.create(req.body);")}`,
    },
    {
      name: "a model of which not all fields are written there",
      code: `${server} import { model } from "mongoose"; const User = model("User", { name: String, ...more }); ${handler("await User.create(req.body);")}`,
    },
    {
      name: "two schemas: whose is it?",
      code: `${server} ${models} ${zod} const PostInput = z.object({}); ${handler("await User.create(req.body);")}`,
    },
  ],
});

it("what makes a text of an id leaves no object", () => {
  const asked = (method: string): number =>
    findings(
      `const idOf = (value) => { if (value instanceof mongoose.Types.ObjectId) return value.${method}(); if (typeof value !== "string") return null; return value.toLowerCase(); };
      res.json(await User.findOne({ _id: idOf(req.body.id) }));`,
    ).length;
  expect(["toHexString", "pop"].map(asked)).toEqual([0, 1]);
});

describe("questions in other languages", () => {
  const octokit = 'import { graphql } from "@octokit/graphql"; ';
  const ldap = 'import ldap from "ldapjs"; const client = ldap.createClient({}); ';
  const asked = (imports: string, body: string): string[] => {
    const code = `${imports}${setUp}app.post("/", (req, res) => { ${body} });`;
    const rules = { "require-input-validation": { confidence: "proven" } };
    return lint({ code, filename: "server.js", language: javascript as never, rules }).map(
      ({ message }) => /\(try .*?\)\./.exec(message)?.[0] ?? message,
    );
  };

  it("GraphQL: a quote leaves a text, a brace or a blank leaves a value", () => {
    expect(asked(octokit, 'graphql(`{ user(login: "${req.body.name}") { id } }`)')).toEqual([
      '(try ") { id } other: node(id: "1).',
    ]);
    expect(asked(octokit, "graphql(`{ users { ${req.body.fields} } }`)")).toEqual([
      "(try id } users { password).",
    ]);
    expect(asked(octokit, "graphql(`{ users(first: ${Number(req.body.count)}) { id } }`)")).toEqual([]);
    expect(
      asked(
        octokit,
        'graphql("query ($name: String!) { user(login: $name) { id } }", { name: req.body.name })',
      ),
    ).toEqual([]);
    const word = "if (!/^\\w+$/.test(req.body.name)) return; ";
    expect(asked(octokit, word + 'graphql(`{ user(login: "${req.body.name}") { id } }`)')).toEqual([]);
  });

  it("PostgREST: a comma adds a condition, and a quote ends a text", () => {
    const supabase =
      'import { createClient } from "@supabase/supabase-js"; const db = createClient("https://a.example", key); ';
    const users = 'db.from("users").select()';
    expect(asked(supabase, `${users}.or(\`name.ilike.%\${req.body.q}%,mail.eq.\${req.body.q}\`)`)).toEqual([
      "(try x,id.gt.0).",
    ]);
    expect(asked(supabase, `${users}.or(\`name.eq."\${req.body.q}"\`)`)).toEqual([
      '(try ",id.gt.0,name.eq.").',
    ]);
    const page = `import "next/link"; ${supabase}export default function Search({ searchParams }) { ${users}.or(\`name.ilike.\${searchParams.q}\`); }`;
    const findingsIn = (code: string): number =>
      lint({
        code,
        filename: "app/search/page.jsx",
        language: javascript as never,
        rules: { "require-input-validation": {} },
      }).length;
    expect([page, `"use client"; ${page}`].map(findingsIn)).toEqual([1, 0]);
    const clean = 'const q = String(req.body.q).replace(/[,()]/g, ""); ';
    expect(asked(supabase, `${clean}${users}.or(\`name.ilike.%\${q}%\`)`)).toEqual([]);
    const dots = 'const q = String(req.body.q).replace(/[.]/g, ""); ';
    expect(asked(supabase, `${dots}${users}.or(\`name.ilike.%\${q}%\`)`)).toEqual(["(try x,id.gt.0)."]);
  });

  it("LDAP: a bracket or a star leaves the comparison", () => {
    expect(asked(ldap, 'client.search("o=us", { filter: `(uid=${req.body.name})` })')).toEqual([
      "(try *)(uid=*).",
    ]);
    const word = "if (!/^\\w+$/.test(req.body.name)) return; ";
    expect(asked(ldap, word + 'client.search("o=us", { filter: `(uid=${req.body.name})` })')).toEqual([]);
  });
});
