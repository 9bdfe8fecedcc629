import type { OnDenied, RequestFacts } from "../protection.ts";
import { validateAsync, ValidationError, type InferOutput, type StandardSchema } from "../validate/index.ts";

export interface ValidateBodyOptions {
  /** Told about every refusal: `firewall.onDenied`, or a function that logs. */
  readonly onDenied?: OnDenied;
}

/** What a schema makes of a request's body, or why it does not fit. */
export type CheckedBody<Output> =
  { readonly output: Output; readonly error?: undefined } | { readonly error: ValidationError };

/** @throws TypeError if `schema` is no schema; whatever the schema itself throws */
export async function checkBody<Schema extends StandardSchema>(
  schema: Schema,
  facts: RequestFacts,
  options: ValidateBodyOptions = {},
): Promise<CheckedBody<InferOutput<Schema>>> {
  try {
    return { output: await validateAsync(schema, facts.body, { ...options, request: facts }) };
  } catch (error) {
    if (error instanceof ValidationError) return { error };
    throw error;
  }
}
