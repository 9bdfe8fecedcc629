import { describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";

const [language] = await languagesOf("server.ts");
const sql = (value: string): string => 'pool.query("SELECT * FROM notes WHERE id = " + ' + value + ")";

function count(code: string): number {
  return lint({
    code: `import pg from "pg"; const pool = new pg.Pool();\n${code}`,
    filename: "server.ts",
    language: language as never,
    rules: { "require-input-validation": { confidence: "likely" } },
  }).length;
}

describe("what a route says of its address", () => {
  const route = (address: string): string =>
    `import express from "express"; const app = express(); app.get("${address}", (req, res) => res.json(${sql("req.params.id")}));`;
  it.each([
    ["digits", "/notes/:id(\\\\d+)", 0],
    ["digits and more behind", "/notes/:id([0-9]+)/:part", 0],
    ["one of two words", "/notes/:id((?:a|b))", 0],
    ["anything", "/notes/:id(.*)", 1],
    ["another part", "/notes/:day(\\\\d+)/:id", 1],
    ["no pattern", "/notes/:id", 1],
  ])("%s", (_, address, expected) => expect(count(route(address))).toBe(expected));
});

describe("what a route's JSON schema says", () => {
  const route = (schema: string, value = "req.params.id"): string =>
    `import Fastify from "fastify"; const app = Fastify(); app.get("/:id", { schema: ${schema} }, async (req) => ${sql(value)});`;
  const object = (fields: string): string => `{ type: "object", properties: ${fields} }`;
  it.each([
    ["a number", `{ params: ${object('{ id: { type: "integer" } }')} }`, 0],
    ["a text", `{ params: ${object('{ id: { type: "string" } }')} }`, 1],
    ["a text of a format", `{ params: ${object('{ id: { type: "string", format: "uuid" } }')} }`, 0],
    ["a text that is an address", `{ params: ${object('{ id: { type: "string", format: "uri" } }')} }`, 1],
    ["a text of a pattern", `{ params: ${object('{ id: { type: "string", pattern: "^[0-9]+$" } }')} }`, 0],
    [
      "a text of a loose pattern",
      `{ params: ${object('{ id: { type: "string", pattern: "[0-9]+" } }')} }`,
      1,
    ],
    ["one of some words", `{ params: ${object('{ id: { enum: ["1", "2"] } }')} }`, 0],
    ["another field", `{ params: ${object('{ day: { type: "integer" } }')} }`, 1],
    ["another part of the request", `{ querystring: ${object('{ id: { type: "integer" } }')} }`, 1],
  ])("%s", (_, schema, expected) => expect(count(route(schema))).toBe(expected));

  it("reads the query's under its own name", () => {
    const schema = `{ querystring: ${object('{ n: { type: "number" } }')} }`;
    expect(count(route(schema, "req.query.n"))).toBe(0);
  });
});

describe("what looks at a text as a whole", () => {
  const route = (check: string): string =>
    `import express from "express"; import { validate } from "uuid"; const app = express();
     app.get("/:id", (req, res) => { ${check} res.json(${sql("req.params.id")}); });`;
  it.each([
    ["a UUID", "if (!validate(req.params.id)) return res.sendStatus(400);", 0],
    ["no UUID", "if (validate(req.params.id)) return res.sendStatus(400);", 1],
  ])("%s", (_, check, expected) => expect(count(route(check))).toBe(expected));
});
