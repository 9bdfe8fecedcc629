import { joinParts, sha256, toBase64Url } from "../crypto/index.ts";
import type { StoredToken } from "../stores/store.ts";

/** What a token proves to whoever presents it. */
export interface Claim {
  /** As given to `issueToken`, usually the user's id. */
  readonly subject: string;
  readonly purpose: string;
  /** As given to `issueToken`, through JSON and back; `undefined` for none. */
  readonly payload: unknown;
  readonly expiresAt: Date;
}

/** 32 bytes as base64url: the form of every token that was ever issued. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The name under which a store knows a token, or `undefined` for what cannot be one. The purpose is part of the hash: a
 * token for one purpose does not even exist for another. A bare hash is enough, since 256 random bits cannot be guessed.
 */
export function hashToken(token: unknown, purpose: string): string | undefined {
  if (typeof token !== "string" || !TOKEN.test(token)) return undefined;
  return toBase64Url(sha256(joinParts(purpose, token)));
}

/** @throws Error if the store answers neither a token nor `null`: a failure must not look like either */
export function toClaim(stored: StoredToken | null, purpose: string): Claim | null {
  if (stored === null) return null;
  if (typeof stored?.subject !== "string" || typeof stored.expiresAt !== "number") {
    throw new Error("The token store answered neither a token nor null");
  }
  const { subject, payload, expiresAt } = stored;
  return {
    subject,
    purpose,
    payload: payload === null ? undefined : JSON.parse(payload),
    expiresAt: new Date(expiresAt),
  };
}
