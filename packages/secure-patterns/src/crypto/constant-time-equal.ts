import { toBytes } from "./bytes.ts";
import { nativeCrypto } from "./native-crypto.ts";

/**
 * Whether two values are the same, in a time that depends on their lengths only: no attacker learns from the answer's
 * timing how many characters of a guess were right.
 */
export function constantTimeEqual(left: string | Uint8Array, right: string | Uint8Array): boolean {
  const a = toBytes(left);
  const b = toBytes(right);
  if (a.length !== b.length) return false;
  return nativeCrypto ? nativeCrypto.timingSafeEqual(a, b) : hasNoDifference(a, b);
}

function hasNoDifference(a: Uint8Array, b: Uint8Array): boolean {
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference === 0;
}
