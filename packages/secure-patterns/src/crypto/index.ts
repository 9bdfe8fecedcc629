export { fromBase64Url, toBase64Url } from "./base64url.ts";
export { concatBytes, joinParts, toBytes, toHex } from "./bytes.ts";
export { constantTimeEqual } from "./constant-time-equal.ts";
export { randomBytes } from "./random-bytes.ts";
export { hmacSha256, sha256 } from "./sha256.ts";
export { readTime, TIME_BYTES, writeTime } from "./time-bytes.ts";
