export type { InferOutput, StandardIssue, StandardResult, StandardSchema } from "./standard-schema.ts";
export { validate, validateAsync, type ValidateOptions } from "./validate.ts";
export { type FieldProblem, ValidationError } from "./validation-error.ts";
