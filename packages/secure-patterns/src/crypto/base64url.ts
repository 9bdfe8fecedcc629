const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const INVALID = 255;
const VALUES: Uint8Array = readAlphabet();

/** Base64url (RFC 4648, section 5) without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += ALPHABET[(buffer >> bits) & 63]!;
    }
  }
  return bits > 0 ? text + ALPHABET[(buffer << (6 - bits)) & 63]! : text;
}

/** The bytes, or `undefined` unless `text` is the one canonical encoding of them. */
export function fromBase64Url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array((text.length * 3) >> 2);
  let buffer = 0;
  let bits = 0;
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const value = VALUES[text.charCodeAt(index)] ?? INVALID;
    if (value === INVALID) return undefined;
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = buffer >> bits;
    }
  }
  // "QQ" and "QR" hold the same byte: only the first is canonical, else one token has several spellings.
  return (buffer & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}

function readAlphabet(): Uint8Array {
  const values = new Uint8Array(128).fill(INVALID);
  for (let index = 0; index < ALPHABET.length; index++) values[ALPHABET.charCodeAt(index)] = index;
  return values;
}
