import { toBase64Url } from "../crypto/base64url.ts";
import { nativeCrypto } from "../crypto/native-crypto.ts";
import { sha256 } from "../crypto/sha256.ts";

/** In one call (Node 21.7 and 20.12): for short keys, most of the time goes into making hash objects. */
type HashInOneCall = (algorithm: "sha256", text: string, encoding: "base64url") => string;

const hashInOneCall = (nativeCrypto as { hash?: HashInOneCall } | undefined)?.hash;

/** Half a surrogate pair. It has no UTF-8, which would make U+FFFD of it, and one key of two. */
const HALF = /\p{Surrogate}/u;

/**
 * What a server gets instead of a key: 43 characters of any server's alphabet, whatever the text holds (NUL, a
 * megabyte, somebody's address).
 */
export function hashKey(text: string): string {
  if (HALF.test(text)) return toBase64Url(sha256(toUtf16(text)));
  return hashInOneCall ? hashInOneCall("sha256", text, "base64url") : toBase64Url(sha256(text));
}

/** As `hashKey`, of several texts that do not run into one another. */
export function hashKeys(...texts: readonly string[]): string {
  return hashKey(JSON.stringify(texts));
}

/** Behind a byte that no UTF-8 holds: it is no other text's. */
function toUtf16(text: string): Uint8Array {
  const bytes = new Uint8Array(1 + 2 * text.length);
  bytes[0] = 0xff;
  for (let i = 0; i < text.length; i++) {
    bytes[1 + 2 * i] = text.charCodeAt(i) >>> 8;
    bytes[2 + 2 * i] = text.charCodeAt(i);
  }
  return bytes;
}
