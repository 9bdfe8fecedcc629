import { randomBytes } from "../crypto/index.ts";

const MIN_DIGITS = 4;
const MAX_DIGITS = 64;

/** The largest multiple of ten that a byte reaches: bytes from here on would favour the digits 0 to 5. */
const FAIR_BYTES = 250;

/**
 * A numeric code that people type, such as `"048213"`: every code is equally likely. A code of six digits is guessed within
 * a million attempts, so limit them (see `rateLimit`).
 *
 * @param digits - 4 to 64, by default 6
 * @returns a string, since codes start with zeros
 * @throws TypeError if `digits` is out of range
 */
export function randomCode(digits: number = 6): string {
  if (!Number.isInteger(digits) || digits < MIN_DIGITS || digits > MAX_DIGITS) {
    throw new TypeError(`randomCode: digits must be an integer from ${MIN_DIGITS} to ${MAX_DIGITS}`);
  }
  let code = "";
  while (code.length < digits) {
    for (const byte of randomBytes(digits)) {
      if (byte < FAIR_BYTES && code.length < digits) code += byte % 10;
    }
  }
  return code;
}
