import { toBase64Url } from "../crypto/base64url.ts";
import { joinParts } from "../crypto/bytes.ts";
import { sha256 } from "../crypto/sha256.ts";

/**
 * What a server gets instead of a key: 43 characters of any server's alphabet, whatever the parts hold (NUL, a
 * megabyte, somebody's address). Parts do not run into one another.
 */
export function hashKey(...parts: readonly string[]): string {
  return toBase64Url(sha256(joinParts(...parts)));
}
