export { csrf } from "./csrf.ts";
export type { Csrf, CsrfContext, CsrfOptions } from "./csrf.ts";
export type { CsrfCookieOptions, CsrfMetaOptions } from "./csrf-markup.ts";
export type { CsrfProtectOptions } from "./csrf-protection.ts";
export type { CsrfSecret } from "./csrf-secrets.ts";
export type { CsrfExemption, CsrfExemptions, SignatureCheck } from "./exempt-paths.ts";
