export const TIME_BYTES = 6;

/** Milliseconds since 1970 as 48 bits, big-endian. */
export function writeTime(milliseconds: number): Uint8Array {
  const bytes = new Uint8Array(TIME_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(milliseconds / 2 ** 32));
  view.setUint32(2, milliseconds >>> 0);
  return bytes;
}

export function readTime(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint16(0) * 2 ** 32 + view.getUint32(2);
}
