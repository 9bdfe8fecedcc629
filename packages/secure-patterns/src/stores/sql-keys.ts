import { hashKey, hashKeys } from "./hash-key.ts";
import type { HitQuery } from "./store.ts";

/** The stored form of a query's keys. */
export function hashedKeys({ bucket, window, keys }: Pick<HitQuery, "bucket" | "window" | "keys">): string[] {
  // No bucket and no number holds a line break.
  return keys.map((key) => hashKey(`${bucket}\n${window}\n${key}`));
}

/** As `hashedKeys`, sorted: whoever locks several locks them in the same order. */
export function storedKeys(query: HitQuery): string[] {
  const hashes = hashedKeys(query);
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
