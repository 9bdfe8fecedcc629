const encoder = new TextEncoder();
/** Below this length a loop is several times faster than calling the encoder. */
const SHORT = 128;

/** UTF-8 of a string; bytes pass unchanged. */
export function toBytes(data: string | Uint8Array): Uint8Array {
  if (typeof data !== "string") return data;
  return (data.length <= SHORT ? shortAscii(data) : undefined) ?? encoder.encode(data);
}

/**
 * One unambiguous byte string from several parts: each is preceded by its length, so that
 * `("ab", "c")` and `("a", "bc")` never sign alike.
 */
export function joinParts(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  const encoded = parts.map(toBytes);
  let size = 0;
  for (const part of encoded) size += 4 + part.length;
  const joined = new Uint8Array(size);
  let offset = 0;
  for (const part of encoded) {
    writeLength(joined, offset, part.length);
    joined.set(part, offset + 4);
    offset += 4 + part.length;
  }
  return joined;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

export function toHex(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return hex;
}

/** Big-endian, 32 bits. */
function writeLength(target: Uint8Array, offset: number, length: number): void {
  target[offset] = length >>> 24;
  target[offset + 1] = length >>> 16;
  target[offset + 2] = length >>> 8;
  target[offset + 3] = length;
}

function shortAscii(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 127) return undefined;
    bytes[index] = code;
  }
  return bytes;
}
