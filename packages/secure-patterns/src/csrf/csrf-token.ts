import {
  concatBytes,
  constantTimeEqual,
  fromBase64Url,
  hmacSha256,
  joinParts,
  randomBytes,
  readTime,
  TIME_BYTES,
  toBase64Url,
  writeTime,
} from "../crypto/index.ts";

/** What a token is bound to. */
export interface TokenBinding {
  readonly session: string;
  readonly purpose: string;
  readonly ip: string | undefined;
}

export type TokenOutcome = "valid" | "malformed" | "mismatched" | "expired" | "from the future";

const NONCE_BYTES = 16;
const TAG_BYTES = 32;
/** Of the text: 54 bytes in base64url. */
const LENGTH = ((NONCE_BYTES + TIME_BYTES + TAG_BYTES) * 4) / 3;
/** How far the clock of the server that issued may be ahead of the one that verifies. */
const CLOCK_SKEW = 60_000;

/**
 * `nonce ‖ time ⊕ nonce ‖ HMAC-SHA256(key, session, purpose, ip, nonce, time)`. The fresh nonce makes every byte of every token
 * different, so that a compressed page that shows a token beside reflected input reveals nothing (BREACH).
 */
export function signToken(key: Uint8Array, binding: TokenBinding, now: number): string {
  const nonce = randomBytes(NONCE_BYTES);
  const time = writeTime(now);
  return toBase64Url(concatBytes(nonce, masked(time, nonce), tagOf(key, binding, nonce, time)));
}

export function readToken(
  token: unknown,
  keys: readonly Uint8Array[],
  binding: TokenBinding,
  { now, ttl }: { readonly now: number; readonly ttl: number },
): TokenOutcome {
  const bytes = typeof token === "string" && token.length === LENGTH ? fromBase64Url(token) : undefined;
  if (!bytes) return "malformed";
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const time = masked(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TIME_BYTES), nonce);
  const tag = bytes.subarray(NONCE_BYTES + TIME_BYTES);
  if (!keys.some((key) => constantTimeEqual(tag, tagOf(key, binding, nonce, time)))) return "mismatched";
  const age = now - readTime(time);
  if (age < -CLOCK_SKEW) return "from the future";
  return age < ttl ? "valid" : "expired";
}

function tagOf(
  key: Uint8Array,
  { session, purpose, ip }: TokenBinding,
  nonce: Uint8Array,
  time: Uint8Array,
): Uint8Array {
  return hmacSha256(key, joinParts(nonce, time, session, purpose, ...(ip === undefined ? [] : [ip])));
}

function masked(bytes: Uint8Array, nonce: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length);
  for (let index = 0; index < bytes.length; index++) result[index] = bytes[index]! ^ nonce[index]!;
  return result;
}
