import { findAssignments } from "./find-assignments.ts";
import { findEmails } from "./find-emails.ts";
import { findIbans } from "./find-ibans.ts";
import { findIpv4, findIpv6 } from "./find-ips.ts";
import { findNumbers } from "./find-numbers.ts";
import { findSchemes, findUserInfo } from "./find-credentials.ts";
import { findTokens } from "./find-tokens.ts";
import type { KeyVerdict } from "./key-verdict.ts";
import type { AddSpan, PiiKind, Span } from "./kind.ts";

/** Adds what a passed-in library or the user's own patterns find. */
export type Finder = (text: string, add: AddSpan) => void;

export interface TextRules {
  readonly isOn: (kind: PiiKind) => boolean;
  readonly verdict: KeyVerdict;
  /** Run on every text. */
  readonly own: readonly Finder[];
  /** Run on texts with enough digits for a phone number. */
  readonly phones: Finder | undefined;
  /** Texts that were searched without a finding: messages, addresses and routes come back over and over. */
  readonly clean: Set<string>;
  readonly replace: (kind: PiiKind, value: string, key: string | undefined) => string;
}

/** Bits of the characters in a text; the lower-case letters of hexadecimal numbers set none. */
const DIGIT = 1;
const AT = 2;
const COLON = 4;
const EQUALS = 8;
const DOT = 16;
const MARK = 32;
const UPPER = 64;
const SPACE = 128;
const OTHER = 256;
const BITS: Uint16Array = createBits();
const TELLING = AT | COLON | EQUALS;
const FEWEST_DIGITS_OF_NUMBER = 7;
const FEWEST_DIGITS_OF_IP = 4;
const SHORTEST_IPV4 = 7;
const SHORTEST_SECRET = 14;
const SHORTEST = 3;
/** ISO 8601 / RFC 3339, the commonest text with many digits. */
const TIMESTAMP = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?$/;
const UUID_LENGTH = 36;
const LONGEST_REMEMBERED = 256;
const MOST_REMEMBERED = 2_000;
const DASH_CODE = 45;

/**
 * Replaces personal data and secrets in a text; the same string comes back when there are none.
 *
 * One pass over the characters decides which finders can find anything, so that most texts are never searched.
 *
 * @param isVersion - the text is known to be a version number: `1.2.3.4` is no address in it
 */
export function redactText(text: string, rules: TextRules, key?: string, isVersion = false): string {
  const length = text.length;
  if (length < SHORTEST) return text;
  let bits = 0;
  let digits = 0;
  for (let index = 0; index < length; index++) {
    // Characters beyond ASCII borrow the bits of another: that can only make us look more closely.
    const bit = BITS[text.charCodeAt(index) & 127] as number;
    bits |= bit;
    digits += bit & DIGIT;
  }
  if (rules.own.length === 0 && !isSuspicious(bits, digits, length)) return text;
  return searchText(text, rules, bits, digits, key, isVersion);
}

function isSuspicious(bits: number, digits: number, length: number): boolean {
  if ((bits & TELLING) !== 0 || digits >= FEWEST_DIGITS_OF_NUMBER) return true;
  if (digits >= FEWEST_DIGITS_OF_IP && (bits & DOT) !== 0 && length >= SHORTEST_IPV4) return true;
  return length >= SHORTEST_SECRET && (bits & (MARK | UPPER | SPACE)) !== 0;
}

function searchText(
  text: string,
  rules: TextRules,
  bits: number,
  digits: number,
  key: string | undefined,
  isVersion: boolean,
): string {
  if (rules.own.length === 0 && isPlainFormat(text, bits)) return text;
  // A version number is looked at with other eyes.
  const isRemembered = text.length <= LONGEST_REMEMBERED && !isVersion;
  if (isRemembered && rules.clean.has(text)) return text;
  const spans: Span[] = [];
  const add: AddSpan = (start, end, kind) => {
    if (rules.isOn(kind)) spans.push({ start, end, kind });
  };
  if (text.length >= SHORTEST_SECRET) {
    if ((bits & (MARK | UPPER | DOT)) !== 0) findTokens(text, add);
    if ((bits & SPACE) !== 0) findSchemes(text, add);
    if ((bits & AT) !== 0 && (bits & COLON) !== 0) findUserInfo(text, add);
  }
  if ((bits & (EQUALS | COLON)) !== 0) findAssignments(text, rules.verdict, add);
  if ((bits & AT) !== 0) findEmails(text, add);
  if (digits >= FEWEST_DIGITS_OF_NUMBER) {
    findIbans(text, add);
    findNumbers(text, add);
    rules.phones?.(text, add);
  }
  if (!isVersion && rules.isOn("ip")) findIps(text, bits, digits, add);
  for (const find of rules.own) find(text, add);
  if (spans.length > 0) return replaceSpans(text, spans, rules, key);
  if (isRemembered) remember(text, rules.clean);
  return text;
}

function remember(text: string, clean: Set<string>): void {
  if (clean.size >= MOST_REMEMBERED) clean.clear();
  clean.add(text);
}

function findIps(text: string, bits: number, digits: number, add: AddSpan): void {
  if (digits >= FEWEST_DIGITS_OF_IP && (bits & DOT) !== 0) findIpv4(text, add);
  if ((bits & COLON) !== 0) findIpv6(text, add);
}

/** Timestamps and UUIDs fill logs and hold nothing to hide. */
function isPlainFormat(text: string, bits: number): boolean {
  if (isDash(text, 4) && isDash(text, 7)) return TIMESTAMP.test(text);
  if (text.length !== UUID_LENGTH || (bits & ~(DIGIT | MARK | UPPER)) !== 0) return false;
  return isDash(text, 8) && isDash(text, 13) && isDash(text, 18) && isDash(text, 23);
}

function isDash(text: string, index: number): boolean {
  return text.charCodeAt(index) === DASH_CODE;
}

function replaceSpans(text: string, spans: Span[], rules: TextRules, key: string | undefined): string {
  spans.sort((left, right) => left.start - right.start || right.end - left.end);
  let result = "";
  let done = 0;
  for (let index = 0; index < spans.length;) {
    const { start, kind } = spans[index] as Span;
    let end = (spans[index] as Span).end;
    // What overlaps is one finding, under the kind of the first and longest.
    for (index++; index < spans.length && (spans[index] as Span).start < end; index++) {
      end = Math.max(end, (spans[index] as Span).end);
    }
    result += text.slice(done, start) + rules.replace(kind, text.slice(start, end), key);
    done = end;
  }
  return result + text.slice(done);
}

function createBits(): Uint16Array {
  const bits = new Uint16Array(128).fill(OTHER);
  bits.fill(DIGIT, 48, 58).fill(UPPER, 65, 91).fill(0, 97, 103);
  const single = { "@": AT, ":": COLON, "=": EQUALS, ".": DOT, _: MARK, "-": MARK, " ": SPACE };
  for (const [character, bit] of Object.entries(single)) bits[character.charCodeAt(0)] = bit;
  return bits;
}
