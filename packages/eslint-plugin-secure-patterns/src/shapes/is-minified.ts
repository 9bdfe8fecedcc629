/** Shorter files cost nothing, and may be examples that somebody put on one line. */
const SMALLEST = 10_000;
/** Nobody writes lines as long as this; the tools that break lines again do so behind some 500 characters. */
const LONG_LINE = 250;
/** In a long line of code there is a comma, a bracket or a semicolon at least every so many characters; not so in embedded data. */
const CODE_EVERY = 100;
/** Of all characters, in long lines of code. */
const SHARE = 0.7;

let last: { readonly text: string; readonly answer: boolean } | undefined;

/**
 * Whether code was packed by a tool. Nobody mends it where it is found: what it was made of is linted, as other scanners do
 * (CodeQL leaves minified files out, too).
 */
export function isMinified(text: string): boolean {
  if (text.length < SMALLEST) return false;
  // all rules ask of the same file, one after the other
  if (last?.text !== text) last = { text, answer: packedShare(text) > SHARE };
  return last.answer;
}

function packedShare(text: string): number {
  let packed = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    if (end - start >= LONG_LINE && isCode(text, start, end)) packed += end - start;
    start = end + 1;
  }
  return packed / text.length;
}

function isCode(text: string, start: number, end: number): boolean {
  let marks = 0;
  for (let at = start; at < end; at++) {
    const character = text[at];
    if (character === "," || character === ";" || character === "(" || character === "{") marks++;
  }
  return marks * CODE_EVERY >= end - start;
}
