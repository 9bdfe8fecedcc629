import { toBase64Url } from "../crypto/base64url.ts";
import { nativeCrypto } from "../crypto/native-crypto.ts";
import { sha256 } from "../crypto/sha256.ts";

/** In one call (Node 21.7 and 20.12): for short keys, most of the time goes into making hash objects. */
type HashInOneCall = (algorithm: "sha256", text: string, encoding: "base64url") => string;

const hashInOneCall = (nativeCrypto as { hash?: HashInOneCall } | undefined)?.hash;

/**
 * What a server gets instead of a key: 43 characters of any server's alphabet, whatever the text holds (NUL, a
 * megabyte, somebody's address).
 */
export function hashKey(text: string): string {
  return hashInOneCall ? hashInOneCall("sha256", text, "base64url") : toBase64Url(sha256(text));
}

/** As `hashKey`, of several texts that do not run into one another. */
export function hashKeys(...texts: readonly string[]): string {
  return hashKey(JSON.stringify(texts));
}
