export { createPiiHasher, type PiiHasherOptions } from "./create-pii-hasher.ts";
export { piiPinoHooks } from "./pii-pino-hooks.ts";
export { piiSafeLogger } from "./pii-safe-logger.ts";
export { piiSafeStream, type LogDestination } from "./pii-safe-stream.ts";
export { piiWinstonFormat } from "./pii-winston-format.ts";
export {
  createRedactor,
  type Found,
  type PhoneLibrary,
  type PiiKind,
  redactedKeys,
  type RedactionOptions,
  type Redactor,
} from "../redaction/index.ts";
