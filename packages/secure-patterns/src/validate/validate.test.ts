import { type } from "arktype";
import fc from "fast-check";
import joi from "joi";
import * as v from "valibot";
import { describe, expect, expectTypeOf, test, vi } from "vitest";
import * as yup from "yup";
import { z } from "zod";
import * as z3 from "zod/v3";
import * as mini from "zod/mini";
import { type StandardSchema, validate, validateAsync, ValidationError } from "./index.ts";

interface Order {
  email: string;
  items: { price: number }[];
}

const SCHEMAS: readonly [string, StandardSchema<Order>][] = [
  ["zod", z.object({ email: z.email(), items: z.array(z.object({ price: z.number().max(100) })) })],
  [
    "zod/mini",
    mini.object({
      email: mini.email(),
      items: mini.array(mini.object({ price: mini.number().check(mini.lte(100)) })),
    }),
  ],
  [
    "zod 3",
    z3.object({ email: z3.string().email(), items: z3.array(z3.object({ price: z3.number().max(100) })) }),
  ],
  [
    "valibot",
    v.object({
      email: v.pipe(v.string(), v.email()),
      items: v.array(v.object({ price: v.pipe(v.number(), v.maxValue(100)) })),
    }),
  ],
  ["arktype", type({ email: "string.email", items: type({ price: "number <= 100" }).array() })],
  [
    "yup",
    yup.object({
      email: yup.string().email().required(),
      items: yup.array(yup.object({ price: yup.number().max(100).required() })).required(),
    }),
  ],
  [
    "joi",
    joi
      .object<Order>({
        email: joi.string().email({ tlds: false }).required(),
        items: joi
          .array()
          .items(joi.object({ price: joi.number().max(100).required() }))
          .required(),
      })
      .required(),
  ],
];
const good: Order = { email: "ann@example.com", items: [{ price: 1 }] };
const SECRET = "hunter2-top-secret";

async function refusal(schema: StandardSchema, input: unknown): Promise<ValidationError> {
  const error: unknown = await validateAsync(schema, input).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ValidationError);
  return error as ValidationError;
}

describe.each(SCHEMAS)("%s", (name, schema) => {
  test("good input comes back", async () => {
    expect(await validateAsync(schema, good)).toEqual(good);
  });

  test("bad input is refused by field, without its values", async () => {
    const error = await refusal(schema, { email: SECRET, items: [{ price: 1 }, { price: 987654321 }] });
    const paths = error.fields.map((field) => field.path);
    expect(paths).toContain("email");
    if (name !== "yup" && name !== "joi") expect(paths).toContain("items[1].price");
    expect(error.status).toBe(400);
    for (const text of [
      error.message,
      String(error.stack),
      JSON.stringify(error),
      await error.getResponse().text(),
    ]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain("987654321");
    }
  });

  test("a missing field is told from a wrong one", async () => {
    const error = await refusal(schema, { items: [] });
    expect(error.fields).toContainEqual({ path: "email", problem: "missing" });
    expect(error.toJSON()).toMatchObject({ error: "Invalid input" });
  });

  test.each([undefined, null, 0, "x", [], new Map(), Object.create(null), Symbol("x"), NaN])(
    "%s is refused",
    async (input) => {
      await refusal(schema, input);
    },
  );

  test("any input: refused or returned, in bounded time", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.anything(), fc.jsonValue()), async (input) => {
        await validateAsync(schema, input).catch((error: unknown) => {
          // Yup itself breaks on keys such as "toString"; its error goes on, and the input stays refused.
          if (name !== "yup") expect(error).toBeInstanceOf(ValidationError);
        });
      }),
      { numRuns: 200 },
    );
  });
});

test("the type is the schema's output", async () => {
  const schema = z.object({ n: z.string().transform(Number) });
  expectTypeOf(validate(schema, { n: "1" })).toEqualTypeOf<{ n: number }>();
  expectTypeOf(await validateAsync(v.object({ a: v.optional(v.string()) }), {})).toEqualTypeOf<{
    a?: string | undefined;
  }>();
  expectTypeOf(validate(type({ a: "string" }), { a: "" })).toEqualTypeOf<{ a: string }>();
  expect(validate(schema, { n: "1" })).toEqual({ n: 1 });
});

test("unknown keys are dropped where the schema drops them", () => {
  expect(validate(z.object({ a: z.string() }), { a: "", isAdmin: true })).toEqual({ a: "" });
});

describe("prototype pollution", () => {
  const hostile = JSON.parse('{"a":"","__proto__":{"isAdmin":true}}') as unknown;
  const nested = JSON.parse('{"a":"","b":[{"c":{"__proto__":{"isAdmin":true}}}]}') as unknown;

  test("is refused where a schema lets unknown keys pass", () => {
    for (const schema of [
      z.any(),
      v.looseObject({ a: v.string() }),
      type({ a: "string" }),
      z.record(z.string(), z.any()),
    ]) {
      for (const input of [hostile, nested]) {
        let output: unknown;
        try {
          output = validate(schema as StandardSchema, input);
        } catch (error) {
          expect(error).toBeInstanceOf(ValidationError);
          continue;
        }
        expect(JSON.stringify(output)).not.toContain("isAdmin");
      }
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test("cycles in the output do not hang", () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(validate(z.any(), cycle)).toBe(cycle);
  });
});

test("hostile keys are not repeated", async () => {
  const schema = z.record(z.string(), z.number());
  const error = await refusal(schema, {
    "<script>alert(1)</script>": "x",
    "ann@example.com": "y",
    fine: "z",
  });
  expect(error.fields.map((field) => field.path).sort()).toEqual(["*", "fine"]);
});

test("a million wrong items make a short answer", async () => {
  const error = await refusal(z.array(z.number()), Array<string>(100_000).fill("x"));
  expect(error.fields).toHaveLength(20);
  expect(error.message.length).toBeLessThan(1_000);
});

test("asynchronous schemas need validateAsync", async () => {
  const schema = z.string().refine(async (text) => Promise.resolve(text === "x"));
  expect(() => validate(schema, "x")).toThrow(/validateAsync/);
  expect(await validateAsync(schema, "x")).toBe("x");
  await refusal(schema, "y");
});

test("onDenied hears of each refusal, and its errors go no further", () => {
  const onDenied = vi.fn(() => {
    throw new Error("down");
  });
  const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const request = {
    method: "POST",
    url: "/",
    header: () => undefined,
    remoteAddress: "192.0.2.1",
    raw: undefined,
  };
  expect(() => validate(z.object({ a: z.string() }), { a: 1 }, { onDenied, request })).toThrow(
    ValidationError,
  );
  expect(onDenied.mock.calls).toEqual([
    [{ kind: "validation", reason: "Invalid input: a is invalid", request }],
  ]);
  validate(z.string(), "x", { onDenied });
  expect(onDenied).toHaveBeenCalledTimes(1);
  error.mockRestore();
});

test("arguments of another form", () => {
  for (const schema of [undefined, null, {}, "x", { "~standard": {} }]) {
    expect(() => validate(schema as never, 1)).toThrow(/Standard Schema/);
  }
  expect(() => validate(z.string(), "x", { onDenied: 1 as never })).toThrow(/options\.onDenied/);
});
