import { hashKey } from "../hash-key.ts";

/** Longer keys are kept as a digest, so that nobody fills the memory with a few long ones. */
const LONGEST_PLAIN_KEY = 128;

/** NUL marks digests and shared logs, so that no key can pose as one of them. */
export function isShort(key: string): boolean {
  return key.length <= LONGEST_PLAIN_KEY && key.charCodeAt(0) !== 0;
}

export function shortened(key: string): string {
  return isShort(key) ? key : `\0${hashKey(key)}`;
}
