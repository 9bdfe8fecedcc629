/** What not every server stores: NUL, halves of surrogate pairs, and the character that marks them here. */
const UNSTORABLE = /[%\0\p{Surrogate}]/gu;

/** Texts that must come back as they were: `"100%"` is stored as `"100%0025"`. */
export function toStorable(text: string): string {
  return text.replace(
    UNSTORABLE,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
}

export function fromStorable(stored: string): string {
  return stored.replace(/%([0-9A-F]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
