import { hmacSha256, toBytes } from "./crypto/index.ts";

/** At least 32 characters or bytes. */
export type SigningSecret = string | Uint8Array;

const MINIMUM_BYTES = 32;
const HOW_TO = "make one with: node -e \"console.log(crypto.randomBytes(32).toString('base64url'))\"";

/**
 * The signing key first, then the keys that still verify. Errors never show a secret.
 *
 * @param use - what the keys are for: a signature made with the same secret for something else does not verify
 * @throws TypeError unless exactly one of the options is given and every secret is long enough
 */
export function signingKeys(use: string, secret: unknown, secrets: unknown): readonly Uint8Array[] {
  if (secret !== undefined && secrets !== undefined) {
    throw new TypeError("Give either secret or secrets (newest first), not both");
  }
  if (secrets === undefined) return [readKey(use, secret, "secret")];
  if (!Array.isArray(secrets) || secrets.length === 0) {
    throw new TypeError("secrets must be a list of at least one secret, the newest first");
  }
  return secrets.map((each, index) => readKey(use, each, `secrets[${index}]`));
}

function readKey(use: string, secret: unknown, option: string): Uint8Array {
  if (typeof secret !== "string" && !(secret instanceof Uint8Array)) {
    throw new TypeError(`${option} must be a string or bytes of at least ${MINIMUM_BYTES}; ${HOW_TO}`);
  }
  if (toBytes(secret).length < MINIMUM_BYTES) {
    throw new TypeError(
      `${option} is too short to resist guessing: at least ${MINIMUM_BYTES} bytes; ${HOW_TO}`,
    );
  }
  return hmacSha256(secret, `secure-patterns ${use} v1`);
}
