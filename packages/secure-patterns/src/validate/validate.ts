import { notifyDenied } from "../notify-denied.ts";
import type { OnDenied, RequestFacts } from "../protection.ts";
import { readFieldProblems } from "./field-problems.ts";
import { hasPrototypeKey } from "./has-prototype-key.ts";
import type { InferOutput, StandardResult, StandardSchema } from "./standard-schema.ts";
import { ValidationError } from "./validation-error.ts";

export interface ValidateOptions {
  /** Told about every refusal: `firewall.onDenied`, or a function that logs. */
  readonly onDenied?: OnDenied;
  /** The request's facts, for `onDenied`. */
  readonly request?: RequestFacts;
}

/**
 * Checks input against a schema, and returns what the schema makes of it.
 *
 * @param schema - a schema of zod (≥ 3.24), valibot (≥ 1), arktype (≥ 2) or any library with Standard Schema v1
 * @param input - anything: a body, a query, a message
 * @returns the schema's output, with its type
 * @throws ValidationError (status 400, the fields that are wrong, none of their values) if the input does not fit
 * @throws TypeError if `schema` is no schema, or checks asynchronously: then `await validateAsync(schema, input)`
 */
export function validate<Schema extends StandardSchema>(
  schema: Schema,
  input: unknown,
  options: ValidateOptions = {},
): InferOutput<Schema> {
  const result = getCheck(schema, options)(input);
  if (isPromise(result)) {
    // Nobody will wait for it.
    result.catch(() => undefined);
    throw new TypeError("schema checks asynchronously: use await validateAsync(schema, input)");
  }
  return settle(result, input, options) as InferOutput<Schema>;
}

/** As {@link validate}, for schemas that check asynchronously too. */
export async function validateAsync<Schema extends StandardSchema>(
  schema: Schema,
  input: unknown,
  options: ValidateOptions = {},
): Promise<InferOutput<Schema>> {
  return settle(await getCheck(schema, options)(input), input, options) as InferOutput<Schema>;
}

function getCheck(schema: unknown, options: ValidateOptions): StandardSchema["~standard"]["validate"] {
  if (options.onDenied !== undefined && typeof options.onDenied !== "function") {
    throw new TypeError("options.onDenied must be a function");
  }
  // Arktype's schemas are functions.
  const isObject = (typeof schema === "object" && schema !== null) || typeof schema === "function";
  const standard = isObject ? (schema as Partial<StandardSchema>)["~standard"] : undefined;
  if (typeof standard?.validate !== "function") {
    throw new TypeError("schema must be a Standard Schema, such as z.object({ … }) of zod");
  }
  return (input) => standard.validate(input);
}

function settle(result: StandardResult<unknown>, input: unknown, options: ValidateOptions): unknown {
  if (result.issues === undefined && !hasPrototypeKey(result.value)) return result.value;
  const error = new ValidationError(
    readFieldProblems(result.issues ?? [{ message: "", path: ["__proto__"] }], input),
  );
  void notifyDenied(options.onDenied, {
    kind: "validation",
    reason: error.message,
    request: options.request,
  });
  throw error;
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as Promise<unknown> | undefined)?.then === "function";
}
