import type { SinkKind } from "./sink-types.ts";
import type { Framework } from "./types.ts";

/** A schema says which keys and types there are; a text it lets through may still hold SQL. */
const SHAPES: readonly SinkKind[] = ["query-object", "mass-assignment", "amount"];
/** Checks of the value alone: keys that nobody asked for pass. */
const VALUES: readonly SinkKind[] = ["query-object", "amount"];

/** The drafts of JSON Schema lie in modules of their own, which ES modules name with their extension. */
const AJV_MODULES =
  "ajv,ajv/dist/2019,ajv/dist/2019.js,ajv/dist/2020,ajv/dist/2020.js,ajv/dist/jtd,ajv/dist/jtd.js,ajv/dist/ajv.js";

/** Libraries that check data against a schema. */
export const validators: Framework = {
  name: "validators",
  packages: [],
  types: {
    zod: {
      from: ["{zod,zod/v4,zod/v3,zod/mini,zod/v4-mini}#", "{zod,zod/v4,zod/v3}#z"],
    },
    schema: {
      from: [
        "zod.*()",
        "zod.coerce.*()",
        "{drizzle-zod,drizzle-valibot,drizzle-typebox}#{createInsertSchema,createSelectSchema,createUpdateSchema}()",
        "yup#*()",
        "superstruct#*()",
        "vine.{compile,create}()",
      ],
      named: ["/[sS]chema$/", "/[vV]alidator$/", "/^[sS]chemas?$/"],
      fluent: true,
    },
    vine: { from: ["@vinejs/vine#"] },
    ark: { from: ["arktype#type()"], fluent: true },
    joi: { from: ["{joi,@hapi/joi}#", "{joi,@hapi/joi}#Joi", "celebrate#Joi"] },
    joiSchema: { from: ["joi.*()"], fluent: true },
    ajv: {
      from: [`{${AJV_MODULES}}#new {default,Ajv,Ajv2019,Ajv2020}`, "ajv#()"],
    },
    validate: { from: ["ajv.compile()", "ajv.{getSchema}()"] },
  },
  barriers: [
    {
      call: "schema.{parse,parseAsync,validateSync,validate,mask,create,decode}",
      clears: SHAPES,
      schema: "receiver",
    },
    // types alone: a text of the wrong format comes back as it is
    { call: "schema.cast", clears: SHAPES },
    { call: "schema.{safeParse,safeParseAsync,spa}", clears: SHAPES, at: ["data"], schema: "receiver" },
    { call: "joiSchema.{validate,validateAsync}", clears: SHAPES, at: ["value"], schema: "receiver" },
    { call: "joi.{attempt,validate}", clears: SHAPES, schema: 1 },
    { call: "valibot#{parse,parseAsync}", clears: SHAPES, passes: [1], schema: 0 },
    { call: "valibot#{safeParse,safeParseAsync}", clears: SHAPES, passes: [1], at: ["output"], schema: 0 },
    { call: "superstruct#{create,mask}", clears: SHAPES, schema: 1 },
    { call: "ark", clears: SHAPES, schema: "receiver" },
    { call: "ark.{assert,from}", clears: SHAPES, schema: "receiver" },
    {
      call: "effect#Schema.{decodeUnknownSync,decodeSync,decodeUnknownPromise,validateSync}()",
      clears: SHAPES,
    },
    { call: "express-validator#matchedData", clears: SHAPES, passes: [] },
    // what is left out says nothing of what is in it
    { call: "{lodash#,lodash-es#,global#_.}omit", clears: [], passes: [0] },
    {
      call: "@sinclair/typebox/value#Value.{Parse,Decode,Cast}",
      clears: SHAPES,
      passes: [1],
      schema: 0,
    },
    { call: "@sinclair/typebox/value#Value.Clean", clears: SHAPES, passes: [1] },
    {
      call: "{secure-patterns,secure-patterns/validate}#{validate,validateAsync}",
      clears: SHAPES,
      passes: [1],
      schema: 0,
    },
  ],
  guards: [
    { call: "schema.{parse,parseAsync,validateSync,validate,assert}", clears: VALUES, when: "returns" },
    { call: "schema.{safeParse,safeParseAsync,spa}", clears: VALUES, at: ["success"] },
    { call: "schema.{safeParse,safeParseAsync,spa}", clears: VALUES, at: ["error"], when: false },
    { call: "{joi,joiSchema}.validate", clears: SHAPES, at: ["error"], when: false },
    // Joi's throws
    { call: "{joi,joiSchema}.validateAsync", clears: SHAPES, when: "returns" },
    { call: "joi.{assert,attempt}", clears: SHAPES, when: "returns" },
    { call: "validate", clears: SHAPES },
    { call: "ajv.validate", arg: 1, clears: SHAPES },
    { call: "superstruct#{assert,is}", clears: SHAPES },
    { call: "ark.allows", clears: VALUES },
    { call: "class-validator#{validate,validateOrReject,validateSync}", clears: SHAPES, when: "returns" },
    { call: "valibot#is", arg: 1, clears: VALUES },
    { call: "@sinclair/typebox/value#Value.Check", arg: 1, clears: SHAPES },
    {
      call: "validator#{isInt,isNumeric,isUUID,isMongoId,isAlpha,isAlphanumeric,isHexadecimal,isDecimal,isFloat,isBoolean,isIn,isDate,isISO8601,isSlug}",
      clears: "all",
    },
    { call: "uuid#validate", clears: "all" },
    { call: "{is-uuid,uuid-validate}#", clears: "all" },
    { call: "validator#*", clears: ["query-object"] },
    { call: "validator#isURL", clears: ["redirect"], option: "host_whitelist" },
    { call: "global#isNaN", clears: "all", when: false },
    { call: "global#isFinite", clears: "all" },
  ],
  middleware: [
    { call: "express-validator#body", clears: VALUES, escapes: { method: "escape", part: "body" } },
    { call: "express-validator#query", clears: VALUES, escapes: { method: "escape", part: "query" } },
    { call: "express-validator#param", clears: VALUES, escapes: { method: "escape", part: "params" } },
    { call: "express-validator#check", clears: VALUES, escapes: { method: "escape" } },
    { call: "express-validator#{checkSchema,oneOf,checkExact}", clears: VALUES },
    { call: "celebrate#celebrate", clears: SHAPES },
  ],
  names: [
    {
      name: "^(?!.*(?:token|jwt|session|auth|api_?key|role|permission|csrf|signature|user$))\\w*(?:valid|schema|celebrat|joi|zod|yup|ajv|dto)",
      is: "middleware",
      clears: SHAPES,
    },
    {
      name: "^(?:safe_?)?(?:parse|validate)(?:_?(?:async|sync|strict|or_?reject))?$|^(?:validate|assert|check)\\w*(?:body|query|params|payload|input|schema|request)",
      is: "check",
      clears: SHAPES,
    },
    {
      name: "^(?:is|has|check|validate|verify|assert)_?\\w*(?:valid|schema|input|body|params|payload|id|email|number|integer|uuid)\\w*$",
      is: "guard",
      clears: [...SHAPES, "sql"],
    },
  ],
};

/** Middleware that takes operators out of every request. */
export const mongoSanitizers: Framework = {
  name: "mongo-sanitizers",
  packages: ["express-mongo-sanitize", "@exortek/express-mongo-sanitize", "koa-mongo-sanitize"],
  disarms: ["query-object"],
};
