import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as librarySha256 } from "@noble/hashes/sha2.js";
import { toBytes } from "./bytes.ts";
import { nativeCrypto } from "./native-crypto.ts";

/** SHA-256 (FIPS 180-4): 32 bytes, synchronously. Strings are read as UTF-8. */
export function sha256(data: string | Uint8Array): Uint8Array {
  const bytes = toBytes(data);
  return nativeCrypto
    ? fromLatin1(nativeCrypto.createHash("sha256").update(bytes).digest("latin1"))
    : librarySha256(bytes);
}

/** HMAC-SHA256 (RFC 2104): 32 bytes, synchronously. Strings are read as UTF-8. */
export function hmacSha256(key: string | Uint8Array, data: string | Uint8Array): Uint8Array {
  const keyBytes = toBytes(key);
  const bytes = toBytes(data);
  return nativeCrypto
    ? fromLatin1(nativeCrypto.createHmac("sha256", keyBytes).update(bytes).digest("latin1"))
    : hmac(librarySha256, keyBytes, bytes);
}

/** A digest as text costs half of one as `Buffer`, whose memory Node allocates outside its heap. */
function fromLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}
