export { createRedactor, type Redactor } from "./create-redactor.ts";
export type { PiiKind } from "./kind.ts";
export { getNameBefore } from "./name-before.ts";
export { redactedKeys } from "./redacted-keys.ts";
export type { PhoneLibrary } from "./phone-library.ts";
export type { Found, RedactionOptions } from "./redaction-options.ts";
