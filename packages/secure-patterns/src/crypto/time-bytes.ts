export const TIME_BYTES = 6;

/** Milliseconds since 1970 as 48 bits, big-endian. */
export function writeTime(milliseconds: number): Uint8Array {
  const bytes = new Uint8Array(TIME_BYTES);
  let rest = milliseconds;
  for (let index = TIME_BYTES - 1; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

/** From the first six bytes. */
export function readTime(bytes: Uint8Array): number {
  return bytes.subarray(0, TIME_BYTES).reduce((time, byte) => time * 256 + byte, 0);
}
