import { type Duration, parseDuration } from "../duration.ts";
import { knownOptions } from "../options.ts";
import type { TokenStore } from "../stores/store.ts";
import { hashToken } from "./claim.ts";
import { randomToken } from "./random-token.ts";
import { checkPurpose, checkSubject, checkTokenStore } from "./token-arguments.ts";

export interface IssueTokenOptions {
  /** Whom the token speaks for, usually `String(user.id)`: 1 to 255 characters. */
  readonly subject: string;
  /** What the token is good for, such as `"password-reset"`: it consumes under this purpose only. */
  readonly purpose: string;
  /** Lifetime on the store's clock: milliseconds or `"2h"`, which is the default; at most ten years. */
  readonly ttl?: Duration | undefined;
  /** Anything that JSON carries, such as the new address of an e-mail change; comes back with the claim. */
  readonly payload?: unknown;
}

const NAMES = ["subject", "purpose", "ttl", "payload"];

/**
 * Issues a single-use token. The store keeps only its hash, and earlier tokens of the subject live on: a second "forgot
 * password" must not kill the link that is already in the mail.
 *
 * @param tokens - any store of this package
 * @returns the raw token, 43 characters that fit into URLs; this is the only time that it is seen
 * @throws TypeError if an option is malformed; whatever the store throws if it fails
 */
export async function issueToken(tokens: TokenStore, options: IssueTokenOptions): Promise<string> {
  const store = checkTokenStore(tokens);
  const { ttl: lifetime = "2h", ...given } = knownOptions(options, NAMES, "issueToken");
  const purpose = checkPurpose(given.purpose);
  const subject = checkSubject(given.subject);
  const ttl = parseDuration(lifetime, "ttl");
  const payload = readPayload(given.payload);
  const token = randomToken();
  await store.putToken({ hash: hashToken(token, purpose) as string, purpose, subject, payload, ttl });
  return token;
}

function readPayload(payload: unknown): string | null {
  if (payload === undefined) return null;
  const json: unknown = toJson(payload);
  if (typeof json === "string") return json;
  throw new TypeError("payload must be a value that JSON carries, such as { email } or a string");
}

/** `undefined` for functions and symbols, and also for what JSON throws at: cycles and bigints. */
function toJson(payload: unknown): string | undefined {
  try {
    return JSON.stringify(payload);
  } catch {
    return undefined;
  }
}
