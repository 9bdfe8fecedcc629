export { clientIp, ClientIpError, ipKey } from "./client-ip/index.ts";
export type { ClientIpKeyOptions, ClientIpOptions, ClientIpRequest } from "./client-ip/index.ts";
export { createCsrfFetch, csrfAxios, csrfFetch, csrfHeaders, csrfXhr } from "./csrf/browser/index.ts";
export type { CsrfClientOptions, CsrfFetch } from "./csrf/browser/index.ts";
export { csrf } from "./csrf/index.ts";
export type {
  Csrf,
  CsrfContext,
  CsrfCookieOptions,
  CsrfExemption,
  CsrfExemptions,
  CsrfMetaOptions,
  CsrfOptions,
  CsrfProtectOptions,
  SignatureCheck,
  SigningSecret,
} from "./csrf/index.ts";
export { firewall, firewallPage, formTrap, noFirewall } from "./firewall/index.ts";
export type {
  BlockedAddress,
  BlockOptions,
  EventLimit,
  EventLimits,
  EventQuery,
  Firewall,
  FirewallEvent,
  FirewallOptions,
  FirewallPage,
  FirewallPageOptions,
  FirewallStatus,
  FirewallStore,
  FormTrap,
  FormTrapOptions,
  OnBlock,
  OnEvent,
  ReportDetails,
  ReportedRequest,
  SpamReason,
} from "./firewall/index.ts";
export { safeRedirect, type SafeRedirectOptions } from "./safe-redirect/safe-redirect.ts";
export {
  type RateLimiter,
  type RateLimitOptions,
  type RateLimitResult,
  type RateLimitStatus,
  rateLimit,
} from "./rate-limit/rate-limit.ts";
export { type MemoryOptions, memory } from "./stores/memory/memory.ts";
export type { Denial, OnDenied, Protection, RequestFacts, Verdict } from "./protection.ts";
export {
  type Claim,
  type Consumed,
  type ConsumeWriteOptions,
  type Driver,
  type IssueTokenOptions,
  consumeToken,
  issueToken,
  peekToken,
  purgeTokens,
  randomCode,
  randomToken,
  revokeTokens,
} from "./tokens/index.ts";
export {
  createPiiHasher,
  createRedactor,
  type Found,
  type PhoneLibrary,
  piiPinoHooks,
  piiSafeLogger,
  piiSafeStream,
  piiWinstonFormat,
  type PiiHasherOptions,
  type PiiKind,
  redactedKeys,
  type RedactionOptions,
  type Redactor,
} from "./pii-safe-logger/index.ts";
export { escapeHtml, html, type SafeHtml, trustedHtml } from "./html/index.ts";
export {
  optionalImport,
  type OptionalImportOptions,
  optionalRequire,
} from "./optional-import/optional-import.ts";
export {
  type FieldProblem,
  type InferOutput,
  type StandardSchema,
  validate,
  validateAsync,
  type ValidateOptions,
  ValidationError,
} from "./validate/index.ts";
export { createHtmlPurifier, type HtmlPurifier, type PurifyOptions } from "./purify-html/index.ts";
