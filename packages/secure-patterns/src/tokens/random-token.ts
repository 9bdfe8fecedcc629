import { randomBytes, toBase64Url } from "../crypto/index.ts";

/** 128 bits: the least that nobody can guess, however many tokens are alive. */
const MIN_BYTES = 16;
const MAX_BYTES = 1024;

/**
 * A token that cannot be guessed, for links and cookies: random bytes of Web Crypto as base64url.
 *
 * @param bytes - 16 to 1024; the default 32 makes 43 characters
 * @throws TypeError if `bytes` is out of range
 */
export function randomToken(bytes: number = 32): string {
  if (!Number.isInteger(bytes) || bytes < MIN_BYTES || bytes > MAX_BYTES) {
    throw new TypeError(`randomToken: bytes must be an integer from ${MIN_BYTES} to ${MAX_BYTES}`);
  }
  return toBase64Url(randomBytes(bytes));
}
