import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as librarySha256 } from "@noble/hashes/sha2.js";
import { toBytes } from "./bytes.ts";
import { nativeCrypto } from "./native-crypto.ts";

/** SHA-256 (FIPS 180-4): 32 bytes, synchronously. Strings are read as UTF-8. */
export function sha256(data: string | Uint8Array): Uint8Array {
  const bytes = toBytes(data);
  return nativeCrypto
    ? plain(nativeCrypto.createHash("sha256").update(bytes).digest())
    : librarySha256(bytes);
}

/** HMAC-SHA256 (RFC 2104): 32 bytes, synchronously. Strings are read as UTF-8. */
export function hmacSha256(key: string | Uint8Array, data: string | Uint8Array): Uint8Array {
  const keyBytes = toBytes(key);
  const bytes = toBytes(data);
  return nativeCrypto
    ? plain(nativeCrypto.createHmac("sha256", keyBytes).update(bytes).digest())
    : hmac(librarySha256, keyBytes, bytes);
}

/** Callers get the same type everywhere: a Node `Buffer` would print and compare differently. */
function plain(digest: Uint8Array): Uint8Array {
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength);
}
