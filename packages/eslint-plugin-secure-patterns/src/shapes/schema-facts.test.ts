import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { languagesOf } from "../../tests/support/language.ts";
import { lint } from "../../tests/support/lint.ts";
import { formats } from "../catalog/formats.ts";

const [javascript] = await languagesOf("server.js");
const [typescript] = await languagesOf("server.ts");

const imports = [
  'import express from "express"; import { z } from "zod"; import * as v from "valibot"; import * as yup from "yup"; import Joi from "joi";',
  'import { type } from "arktype"; import { Type } from "@sinclair/typebox"; import { Value } from "@sinclair/typebox/value";',
  "const app = express();",
].join("\n");

function findings(before: string, checked: string, sink: string): string[] {
  const code = `${imports}\n${before}\napp.post("/", async (req, res) => { const input = ${checked}; ${sink} });`;
  return lint({
    code,
    filename: "server.js",
    language: javascript as never,
    rules: { "no-open-redirect": { confidence: "likely" }, "no-unsafe-html": { confidence: "likely" } },
  }).map(({ ruleId, fatal, message }) => (fatal ? message : String(ruleId).replace("secure-patterns/", "")));
}

const SINKS = "res.send(`<a title='${input.id}'>${input.id}</a>`); res.redirect(input.id);";
/** Two values in one page are one finding each. */
const BOTH = ["no-unsafe-html", "no-open-redirect"];

const ofZod = (field: string): [string, string] => [
  `const Input = z.object({ id: ${field} });`,
  "Input.parse(req.body)",
];
const ofValibot = (field: string): [string, string] => [
  `const Input = v.object({ id: ${field} });`,
  "v.parse(Input, req.body)",
];
const ofYup = (field: string): [string, string] => [
  `const Input = yup.object({ id: ${field} });`,
  "await Input.validate(req.body)",
];
const ofJoi = (field: string): [string, string] => [
  `const Input = Joi.object({ id: ${field} });`,
  "Joi.attempt(req.body, Input)",
];
const ofTypebox = (field: string): [string, string] => [
  `const Input = Type.Object({ id: ${field} });`,
  "Value.Parse(Input, req.body)",
];
const ofArk = (field: string): [string, string] => [
  `const Input = type({ ${field} });`,
  "Input.assert(req.body)",
];

describe("a format that holds no mark of an attack", () => {
  it.each([
    ofZod("z.string().uuid()"),
    ofZod("z.uuid().optional()"),
    ofZod("z.string().trim().email().max(200)"),
    ofZod("z.iso.datetime()"),
    ofZod("z.string().ip()"),
    ofZod("z.string().cuid2().nullable()"),
    ofZod("z.ulid()"),
    ofZod("z.nanoid()"),
    ofZod("z.string().regex(/^[a-z-]+$/)"),
    ofZod("z.number()"),
    ofZod("z.coerce.number().int()"),
    ofZod("z.boolean()"),
    ofZod('z.enum(["a", "b"])'),
    ofZod('z.union([z.literal("a"), z.uuid()])'),
    ofZod("z.uuid().or(z.number())"),
    ofZod("z.optional(z.uuid())"),
    [
      "const Id = z.uuid(); const Base = z.object({ id: Id, next: z.string() });",
      "Base.pick({ id: true }).parse(req.body)",
    ],
    [
      "const Base = z.object({ id: z.string() }); const Input = Base.extend({ id: z.uuid() });",
      "Input.parse(req.body)",
    ],
    ["const Input = z.object({ user: z.object({ id: z.uuid() }) });", "Input.parse(req.body).user"],
    ["const Input = z.array(z.object({ id: z.uuid() }));", "Input.parse(req.body)[0]"],
    ["const Input = z.object({ id: z.uuid() });", "Input.safeParse(req.query).data"],
    ["const Input = z.object({ id: z.uuid() });", "{ id: z.uuid().parse(req.params.id) }"],
    ofValibot("v.pipe(v.string(), v.uuid())"),
    ofValibot("v.optional(v.pipe(v.string(), v.isoDateTime()))"),
    ofValibot('v.picklist(["a", "b"])'),
    ofValibot("v.pipe(v.string(), v.transform(clean), v.email())"),
    ofYup("yup.string().uuid().required()"),
    ofYup("yup.number().integer()"),
    ofYup('yup.string().oneOf(["a", "b"])'),
    ofYup("yup.string().matches(/^\\w+$/)"),
    ofJoi("Joi.string().guid().required()"),
    ofJoi('Joi.string().valid("a", "b")'),
    ofJoi("Joi.string().pattern(/^\\w+$/)"),
    ofJoi("Joi.number()"),
    ["const Input = Joi.object().keys({ id: Joi.string().hex() });", "Input.validate(req.body).value"],
    ofTypebox("Type.String({ format: 'uuid' })"),
    ofTypebox("Type.Optional(Type.String({ pattern: '^[a-z]+$' }))"),
    ofTypebox("Type.Integer()"),
    ofArk('id: "string.uuid"'),
    ofArk('"id?": "number.integer > 0"'),
    ofArk("id: \"'asc' | 'desc'\""),
  ])("%s", (before, checked) => {
    expect(findings(before, checked, SINKS)).toEqual([]);
  });
});

describe("what says too little", () => {
  it.each([
    ofZod("z.string()"),
    ofZod("z.string().max(200)"),
    ofZod("z.string().url()"),
    ofZod("z.url()"),
    ofZod("z.string().jwt()"),
    ofZod("z.string().cuid()"),
    ofZod("z.any()"),
    ofZod("z.string().uuid().transform(decode)"),
    ofZod("z.string().uuid().or(z.string())"),
    ofZod("z.union([z.uuid(), z.string()])"),
    ofZod("z.email({ pattern: z.regexes.unicodeEmail })"),
    [
      "const Base = z.object({ id: z.uuid() }); const Input = Base.extend({ id: z.string() });",
      "Input.parse(req.body)",
    ],
    ["const Input = z.looseObject({ other: z.uuid() });", "Input.parse(req.body)"],
    ofValibot("v.pipe(v.string(), v.url())"),
    ofValibot("v.pipe(v.string(), v.uuid(), v.transform(decode))"),
    ofYup("yup.string().url()"),
    ofJoi("Joi.string().uri()"),
    ofTypebox("Type.String({ format: 'uri' })"),
    ofArk('id: "string.url"'),
    ["const Input = yup.object({ id: yup.string().uuid() });", "Input.cast(req.body)"],
  ])("%s", (before, checked) => {
    expect([...new Set(findings(before, checked, SINKS))]).toEqual(BOTH);
  });

  it("a pattern that an attack fits", () => {
    const ofPattern = (pattern: string): [string, string] => ofZod(`z.string().regex(${pattern})`);
    expect(findings(...ofPattern("/^\\//"), "res.redirect(input.id);")).toEqual(["no-open-redirect"]);
    expect(findings(...ofPattern("/\\w/"), "res.send(`<p>${input.id}</p>`);")).toEqual(["no-unsafe-html"]);
  });
});

describe("what is checked before the handler", () => {
  const before = "const Input = z.object({ id: z.uuid(), next: z.string() });";
  const hono =
    'import { Hono } from "hono"; import { zValidator } from "@hono/zod-validator"; const site = new Hono();\n' +
    before;

  it("by a validator of the route", () => {
    const route = (field: string): string =>
      `${hono}\nsite.post("/", zValidator("json", Input), (c) => c.html(\`<p>\${c.req.valid("json").${field}}</p>\`));`;
    expect(findings(route("id"), "1", "")).toEqual([]);
    expect(findings(route("next"), "1", "")).toEqual(["no-unsafe-html"]);
  });

  it("by a layer of the project", () => {
    const route = (schema: string): string =>
      `${before}\napp.post("/ids", validateBody(${schema}), (req, res) => res.send(\`<p>\${req.body.id}</p>\`));`;
    expect(findings(route("Input"), "1", "")).toEqual([]);
    expect(findings(route("z.object({ body: Input })"), "1", "")).toEqual([]);
    expect(findings(route("z.object({ id: z.string() })"), "1", "")).toEqual(["no-unsafe-html"]);
  });

  it("by the class of a parameter", () => {
    const page = (decorator: string): string =>
      `import { Body, Controller, Header, Post } from "@nestjs/common"; import { IsUUID, IsString, Matches } from "class-validator";
      class Input { ${decorator} id: string; }
      @Controller() class Pages { @Post() @Header("content-type", "text/html") show(@Body() input: Input) { return \`<p>\${input.id}</p>\`; } }`;
    const found = (decorator: string): string[] =>
      lint({
        code: page(decorator),
        filename: "pages.ts",
        language: typescript as never,
        rules: { "no-unsafe-html": { confidence: "likely" } },
      }).map(({ messageId, message }) => messageId ?? message);
    expect(found("@IsUUID()")).toEqual([]);
    expect(found("@Min(0)")).toEqual([]);
    expect(found("@MinLength(3)")).toEqual(["flow"]);
    expect(found("@Matches(/^[a-z]+$/)")).toEqual([]);
    expect(found("@Matches(/[a-z]/)")).toEqual(["flow"]);
    expect(found("@IsString()")).toEqual(["flow"]);
  });
});

/** The libraries that fixtures are checked against. */
const load = createRequire(join(import.meta.dirname, "../../../catalog-fixtures/package.json"));

describe("no library lets through what a pattern forbids", async () => {
  const { z } = load("zod") as { z: Record<string, unknown> };
  const v = load("valibot") as Record<string, (...given: unknown[]) => unknown>;
  const yup = load("yup") as { string(): Record<string, () => { isValidSync(text: unknown): boolean }> };
  const joi = load("joi") as {
    string(): Record<string, () => { validate(text: unknown): { error?: unknown } }>;
  };
  const { type } = (await import(load.resolve("arktype"))) as {
    type(definition: string): { allows(text: unknown): boolean };
  };
  const texts = samples();
  const zod = z as unknown as Record<string, () => { safeParse(text: unknown): { success: boolean } }>;
  const iso = z.iso as unknown as typeof zod;
  const named: [name: string, allows: (text: string) => boolean][] = [
    ...[
      "uuid",
      "guid",
      "email",
      "ipv4",
      "ipv6",
      "cidrv4",
      "cuid2",
      "ulid",
      "nanoid",
      "hex",
      "e164",
      "mac",
      "xid",
      "ksuid",
    ].map((name) => [name, (text: string) => zod[name]?.().safeParse(text).success === true] as never),
    ...["datetime", "time", "duration"].map(
      (name) => [name, (text: string) => iso[name]?.().safeParse(text).success === true] as never,
    ),
    ...[
      "uuid",
      "email",
      "isoDateTime",
      "isoDate",
      "isoTime",
      "isoTimestamp",
      "isoWeek",
      "ip",
      "ipv4",
      "ipv6",
      "cuid2",
      "ulid",
      "nanoid",
      "hexadecimal",
      "digits",
      "decimal",
      "imei",
      "mac",
      "slug",
    ].map(
      (name) => [name, (text: string) => v.is?.(v.pipe?.(v.string?.(), v[name]?.()), text) === true] as never,
    ),
    ...["uuid", "email", "datetime"].map(
      (name) => [name, (text: string) => yup.string()[name]?.().isValidSync(text) === true] as never,
    ),
    ...["guid", "ip", "isoDate", "hex", "alphanum", "isoDuration"].map(
      (name) => [name, (text: string) => !joi.string()[name]?.().validate(text).error] as never,
    ),
    ...["uuid", "email", "ip", "digits", "alphanumeric", "hex", "alpha"].map(
      (name) => [name, (text: string) => type(`string.${name}`).allows(text)] as never,
    ),
  ];
  it.each(named)("%s", (name, allows) => {
    const row = formats.find(({ names }) => names.test(name));
    const wrong = texts.filter((text) => allows(text) && !new RegExp(row?.pattern ?? "$^").test(text));
    expect(wrong).toEqual([]);
  });
});

/** Texts of every format, and what they are with a mark put into them. */
function samples(): string[] {
  const seeds = [
    "123e4567-e89b-42d3-a456-426614174000",
    "a.b@example.co",
    "2020-01-01T10:00:00.000Z",
    "2020-01-01",
    "10:00:00",
    "2020-W01",
    "P1DT2H",
    "1.2.3.4",
    "fe80::1",
    "1.2.3.0/24",
    "tz4a98xxat96iws9zmbrgj3a",
    "01ARZ3NDEKTSV4RRFFQ69G5FAV",
    "V1StGXR8_Z5jdHi6B-myT",
    "ab12",
    "+14155552671",
    "00:1A:2B:3C:4D:5E",
    "123456",
  ];
  const marks = ["<", ">", '"', "'", " ", "/", "\\", "=", "(", "`", "//"];
  const changed = seeds.flatMap((seed) =>
    marks.flatMap((mark) =>
      [...seed].flatMap((_, at) => [
        seed.slice(0, at) + mark + seed.slice(at),
        seed.slice(0, at) + mark + seed.slice(at + 1),
      ]),
    ),
  );
  return [...seeds, ...changed, "2020 (<b>)", '"<b>"@example.co', "fe80::1%<b>", "::1]/<b>", "v1.<b>"];
}
