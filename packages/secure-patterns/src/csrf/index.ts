export { csrf } from "./csrf.ts";
export type { Csrf, CsrfContext, CsrfOptions } from "./csrf.ts";
export type { CsrfCookieOptions, CsrfMetaOptions } from "./csrf-markup.ts";
export type { CsrfProtectOptions } from "./csrf-protection.ts";
export type { SigningSecret } from "../signing-keys.ts";
export type { CsrfExemption, CsrfExemptions, SignatureCheck } from "./exempt-paths.ts";
