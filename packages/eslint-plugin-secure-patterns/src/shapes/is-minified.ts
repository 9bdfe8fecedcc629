/** Shorter files cost nothing, and may be examples that somebody put on one line. */
const SMALLEST = 10_000;
/** Nobody writes lines as long as this; the tools that break lines again do so behind some 500 characters. */
const LONG_LINE = 250;
/** Long lines are judged piece by piece: packed code holds pictures and fonts as text. */
const PIECE = 2000;
/** In code there is a comma, a bracket or a semicolon at least every so many characters; not so in embedded data. */
const CODE_EVERY = 100;
/** Of all code, in long lines. */
const SHARE = 0.7;

/** The first line that webpack writes, behind a header at most; code in between may keep its lines. */
const BUNDLE = /^\/\*{6}\/\s?\((?:function\(modules\)|\(\) =>) \{ \/\/ webpackBootstrap/m;
const HEADER = 2000;

let last: { readonly text: string; readonly answer: boolean } | undefined;

/**
 * Whether code was packed by a tool. Nobody mends it where it is found: what it was made of is linted, as other scanners do
 * (CodeQL leaves minified files out, too).
 */
export function isMinified(text: string): boolean {
  if (BUNDLE.test(text.slice(0, HEADER))) return true;
  if (text.length < SMALLEST) return false;
  // all rules ask of the same file, one after the other
  if (last?.text !== text) last = { text, answer: packedShare(text) > SHARE };
  return last.answer;
}

/** Data counts neither way: a picture in a file that somebody wrote does not make it packed. */
function packedShare(text: string): number {
  let packed = 0;
  let data = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    for (let at = start; end - start >= LONG_LINE && at < end; at += PIECE) {
      const next = Math.min(at + PIECE, end);
      if (isCode(text, at, next)) packed += next - at;
      else data += next - at;
    }
    start = end + 1;
  }
  return packed / (text.length - data);
}

function isCode(text: string, start: number, end: number): boolean {
  let marks = 0;
  for (let at = start; at < end; at++) {
    const character = text[at];
    if (character === "," || character === ";" || character === "(" || character === "{") marks++;
  }
  return marks * CODE_EVERY >= end - start;
}
