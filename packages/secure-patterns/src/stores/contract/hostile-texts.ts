/** Texts that have broken stores: every one must be kept apart from every other. */
export const hostileTexts: readonly string[] = [
  "a",
  "A",
  "a ",
  " a",
  "a\0",
  "a\0b",
  "\0",
  "ä",
  "a\u0308",
  "🙂",
  "%",
  "%0000",
  "__proto__",
  "constructor",
  "toString",
  "{tag}",
  "a:b",
  "a,b",
  "'; DROP TABLE hits; --",
  '"`\\',
  "*",
  "_",
  "\r\nDEL x",
  "x".repeat(1_000_000),
  `${"x".repeat(1_000_000)}y`,
];

/** Half a character: no UTF-8 has it, so a text may come back with U+FFFD instead, but it must not fail. */
export const halfCharacter = "\uD83D";

/** As keys they are apart like any others. */
export const halfCharacters: readonly string[] = [
  halfCharacter,
  "\uD83E",
  "\uDE42",
  "\uFFFD",
  `${halfCharacter}${"x".repeat(200)}`,
  `\uD83E${"x".repeat(200)}`,
];
