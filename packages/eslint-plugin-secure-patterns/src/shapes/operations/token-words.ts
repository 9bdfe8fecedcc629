import { perName } from "../../ast/per-name.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";

/** Every name that the catalogue's patterns know has one of these in it: few words do, and only those are looked at. */
export const STEMS: readonly string[] = [
  ...[
    "token",
    "code",
    "otp",
    "link",
    "reset",
    "verif",
    "confirm",
    "invit",
    "magic",
    "time",
    "coupon",
    "voucher",
  ],
  ...[
    "gift",
    "redeem",
    "redempt",
    "promo",
    "activat",
    "recover",
    "forgot",
    "forget",
    "mail",
    "passwordless",
    "pairing",
  ],
  ...["unlock", "password", "handoff", "use", "lived", "key"],
];
const ANY_STEM = new RegExp(STEMS.join("|"));
const SUBJECT = ["token", "code", "otp", "invit", "coupon", "voucher", "verif", "reset", "link", "uses"];

let last: { readonly text: string; readonly answer: boolean } | undefined;

/** Whether there are words in a file without which it cannot deal with one-time tokens. */
export function mayHandleTokens(text: string): boolean {
  // several rules ask of the same file, one after the other
  if (last?.text !== text) last = { text, answer: hasTokenWords(text) };
  return last.answer;
}

/** Whether some piece of code deals with one-time tokens, by its words. */
export function hasTokenWords(text: string): boolean {
  const lower = text.toLowerCase();
  if (!SUBJECT.some((word) => lower.includes(word))) return false;
  const found = new RegExp(ANY_STEM, "g");
  while (found.test(lower)) {
    const end = endOfWord(lower, found.lastIndex);
    if (isTokenWord(lower.slice(startOfWord(lower, found.lastIndex - 1), end))) return true;
    found.lastIndex = end;
  }
  return false;
}

function startOfWord(text: string, from: number): number {
  let start = from;
  while (start > 0 && isOfWord(text.charCodeAt(start - 1))) start--;
  return start;
}

function endOfWord(text: string, from: number): number {
  let end = from;
  while (isOfWord(text.charCodeAt(end))) end++;
  return end;
}

/** `\w`, of text in small letters; nothing is beyond its end. */
function isOfWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95;
}

const isTokenWord = perName((word) => names.purpose.test(word) || names.checker.test(word));
