import { hmacSha256, toBytes, toHex } from "../crypto/index.ts";

export interface PiiHasherOptions {
  /** At least 16 bytes that only the servers know. Another key gives other hashes: change it and old and new no longer match. */
  readonly key: string | Uint8Array;
}

const SHORTEST_KEY = 16;
/** 128 bits: no two of a billion values meet, and the text stays short. */
const HEX_DIGITS = 32;

/**
 * Makes a function that turns a value into a stable pseudonym, so that log lines about one person can be told to belong
 * together without saying who it is: HMAC-SHA256 (RFC 2104), cut to 128 bits. Without the key nobody can try candidates.
 *
 * @returns a synchronous function; equal values (numbers and strings that print alike are equal) give equal hashes of 32
 *   hexadecimal digits. It throws a TypeError for objects, `null` and `undefined`.
 * @throws TypeError if the key is no string or bytes, or shorter than 16 bytes
 */
export function createPiiHasher(options: PiiHasherOptions): (value: unknown) => string {
  const key = readKey(options);
  return (value) => {
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "bigint") {
      throw new TypeError("value must be a string, a number or a bigint");
    }
    return toHex(hmacSha256(key, String(value).normalize("NFC"))).slice(0, HEX_DIGITS);
  };
}

function readKey(options: unknown): Uint8Array {
  const key: unknown = (options as PiiHasherOptions | undefined)?.key;
  const bytes = typeof key === "string" || key instanceof Uint8Array ? toBytes(key) : undefined;
  if (bytes === undefined || bytes.length < SHORTEST_KEY) {
    throw new TypeError(`options.key must be a string or bytes, at least ${SHORTEST_KEY} bytes long`);
  }
  // The caller's array may be overwritten later.
  return bytes.slice();
}
