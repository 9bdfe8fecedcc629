import { perName } from "../../ast/per-name.ts";
import { oneTimeTokens as names } from "../../catalog/one-time-tokens.ts";

/** Every name that the catalogue's patterns know has one of these in it, and plain search finds them faster than a pattern. */
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
  return lower.match(/\w{3,}/g)?.some(isTokenWord) ?? false;
}

const isTokenWord = perName(
  (word) =>
    STEMS.some((stem) => word.includes(stem)) && (names.purpose.test(word) || names.checker.test(word)),
);
