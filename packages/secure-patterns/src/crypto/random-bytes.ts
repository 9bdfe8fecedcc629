/**
 * Bytes from the platform's secure generator (Web Crypto).
 *
 * @param length - number of bytes, at most 65 536
 * @throws Error where the platform has no `crypto.getRandomValues`: there is no fallback to a guessable generator
 */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
