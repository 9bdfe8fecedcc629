import { describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";

const [javascript] = await languagesOf("server.js");
const setUp = `import express from "express"; import mongoose from "mongoose"; import Joi from "joi"; import { z } from "zod";
const app = express(); const User = mongoose.model("User", new mongoose.Schema({}));
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
    ["a template", "User.findOne({ email: `${req.body.email}` });"],
    ["the type", 'if (typeof req.body.email !== "string") return; User.findOne({ email: req.body.email });'],
    ["a route parameter", "User.findOne({ email: req.params.email });"],
    ["comparison by value", "User.findOne({ email: { $eq: req.body.email } });"],
    ["a list", 'if (["a"].includes(req.body.role)) User.findOne({ role: req.body.role });'],
    ["a parsed result", "User.create(schema.parse(req.body));"],
    [
      "an answer that was read",
      "const { error } = joi.validate(req.body); if (error) return; User.create(req.body);",
    ],
    [
      "a check of some fields",
      "const { email } = req.body; const { error } = joi.validate({ email }); if (error) return; User.findOne({ email });",
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

  it("a validator at the route", () => {
    expect(findings("User.create(req.body);", "validate(createUser), ")).toEqual([]);
    expect(findings("User.create(req.body);", "validateToken, ")).toEqual(["assignment"]);
  });
});

describe("checks that do not hold", () => {
  it.each([
    ["truth", "if (!req.body.email) return; User.findOne({ email: req.body.email });", ["operator"]],
    [
      "length",
      "if (req.body.email.length < 3) return; User.findOne({ email: req.body.email });",
      ["operator"],
    ],
    ["a check whose result is not written", "schema.parse(req.body); User.create(req.body);", ["assignment"]],
    ["a check whose answer is not read", "schema.safeParse(req.body);", ["discarded"]],
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
