import { knownOptions } from "../options.ts";
import type { TokenStore } from "../stores/store.ts";

/** What stores can hold in an indexed column and compare byte by byte. */
const PURPOSE = /^[^\P{ASCII}\p{Cc}'"`\\{}]{1,128}$/u;
const UNSTORABLE = /[\0\p{Surrogate}]/u;
const MAX_SUBJECT = 255;

/** @throws TypeError if `tokens` is no store */
export function checkTokenStore(tokens: unknown): TokenStore {
  if (typeof (tokens as Partial<TokenStore> | null | undefined)?.takeToken === "function") {
    return tokens as TokenStore;
  }
  throw new TypeError("tokens must be a token store such as memory() or postgres(pool)");
}

/** The purpose among the options of a call that has no others. */
export function readPurpose(options: { readonly purpose?: string } = {}, call: string): string {
  return checkPurpose(knownOptions(options, ["purpose"], call).purpose);
}

/** @throws TypeError if `purpose` is not 1 to 128 printable ASCII characters without quotes, backslashes and braces */
export function checkPurpose(purpose: unknown): string {
  if (typeof purpose === "string" && PURPOSE.test(purpose)) return purpose;
  throw new TypeError(
    'purpose must be 1 to 128 printable ASCII characters without quotes, backslashes and braces, such as "password-reset"',
  );
}

/** @throws TypeError if `subject` is not a storable string of 1 to 255 characters */
export function checkSubject(subject: unknown): string {
  const isString = typeof subject === "string" && subject !== "" && subject.length <= MAX_SUBJECT;
  if (isString && !UNSTORABLE.test(subject)) return subject;
  throw new TypeError(
    `subject must be a string of 1 to ${MAX_SUBJECT} characters without NUL, such as String(user.id)`,
  );
}
