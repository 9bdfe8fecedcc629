import { hashKey, hashKeys } from "./hash-key.ts";
import type { HitQuery } from "./store.ts";

/** The stored form of a query's keys, sorted: whoever locks several locks them in the same order. */
export function storedKeys({ bucket, window, keys }: HitQuery): string[] {
  // No bucket and no number holds a line break.
  const hashes = keys.map((key) => hashKey(`${bucket}\n${window}\n${key}`));
  return hashes.length > 1 ? hashes.sort() : hashes;
}

/** The stored form of a token's name: under another purpose there is no such token. */
export function tokenId(hash: string, purpose: string): string {
  return hashKeys(hash, purpose);
}

/** The stored form of whom tokens belong to. */
export function tokenOwner(subject: string, purpose: string): string {
  return hashKeys(subject, purpose);
}
