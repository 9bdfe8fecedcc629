import { getCallingCode, isCallingCode } from "./calling-codes.ts";
import { type DigitCluster, type DigitGroup, endsFreely, startsFreely } from "./digit-groups.ts";
import type { NumberMatch } from "./find-numbers.ts";
import { isRoundList } from "./is-round-list.ts";

/** ITU-T E.164, section 6.1. */
const MOST_DIGITS = 15;
const FEWEST_DIGITS = 7;
/** Shorter numbers behind a `+` are offsets, scores and sizes. */
const FEWEST_INTERNATIONAL = 9;
/** Islands whose whole numbers are shorter. */
const SHORT_CODES: ReadonlySet<string> = new Set(["247", "290", "500", "682", "683", "690"]);
/** With this many digits a number is complete: what follows after a space is something else. */
const COMPLETE = 11;
const NANP_DIGITS = 11;
const NAMED =
  /(?:\b(?:phone|telephone|tel|mobile|cell|cellphone|fax|whatsapp|msisdn|(?:call|text|ring|reach|phone) (?:me|us|him|her|them))|[\u260e\u{1f4de}\u{1f4f1}]\ufe0f?)(?:[ ]?(?:number|num|no|nr|#)\b\.?)?(?: (?:is|at|on))?["'\]]?[ ]?[:=]?[ ]?["'(]?\+?$/iu;
const BEFORE = 40;
const EXTENSION = /^[ ,;]{0,2}(?:extension|ext\.?|x|#) {0,2}\d{1,6}(?!\d)/i;
const LONGEST_EXTENSION = 24;
const SPACES = /^[ \u00a0]+$/;
const SENTENCE_END = /^[.)]{1,2}[ \u00a0]/;

/** A phone number at a group: North American, or any that the text names. */
export function matchPhone(cluster: DigitCluster, first: number): NumberMatch | undefined {
  if (!startsFreely(cluster, first)) return undefined;
  return matchNanp(cluster, first) ?? matchNamed(cluster, first);
}

/** Whether the text before a position says that a phone number follows. */
export function isNamedPhone(text: string, start: number): boolean {
  return NAMED.test(text.slice(Math.max(0, start - BEFORE), start));
}

/** A phone number with `+` and a calling code at a group. */
export function matchInternational(cluster: DigitCluster, first: number): NumberMatch | undefined {
  const { groups, text } = cluster;
  if (!startsFreely(cluster, first)) return undefined;
  const opening = /\+\(?$/.exec(
    text.slice(Math.max(0, (groups[first]?.start ?? 0) - 2), groups[first]?.start),
  )?.[0];
  if (opening === undefined) return undefined;
  const parts = takeInternational(groups, first);
  const digits = parts.map((part) => part.digits).join("");
  if (!isInternational(digits, parts) || !endsFreely(cluster, first + parts.length - 1)) return undefined;
  return toMatch(cluster, first, parts.length);
}

function takeInternational(groups: readonly DigitGroup[], first: number): DigitGroup[] {
  const parts: DigitGroup[] = [];
  const limit = groups[first]?.digits.startsWith("1") ? NANP_DIGITS : MOST_DIGITS;
  let total = 0;
  for (const group of groups.slice(first, first + MOST_DIGITS)) {
    const isPair = group.digits.length === 2 && parts.at(-1)?.digits.length === 2;
    const isBeyond = SPACES.test(group.separator) && total >= COMPLETE && !isPair;
    const isSentenceEnd = parts.length > 1 && SENTENCE_END.test(group.separator);
    if (total + group.digits.length > limit || isBeyond || isSentenceEnd) break;
    parts.push(group);
    total += group.digits.length;
  }
  return parts;
}

function isInternational(digits: string, parts: readonly DigitGroup[]): boolean {
  const code = getCallingCode(digits);
  const head = parts[0]?.digits ?? "";
  // `+8765551234`: an area code of North America without its 1.
  if (code === undefined) return parts.length === 1 && /^[2-9]\d{9}$/.test(digits);
  // `+25 100 200 300`: a first group of three digits or fewer must be a calling code by itself.
  if (parts.length > 1 && head.length <= 3 && !isCallingCode(head)) return false;
  if (isDecimal(parts)) return false;
  if (code === "1") return digits.length === NANP_DIGITS && /^1[2-9]/.test(digits);
  return digits.length >= (SHORT_CODES.has(code) ? FEWEST_DIGITS : FEWEST_INTERNATIONAL);
}

/** `+12.3456789` and `+40.20361-075.00417` are coordinates. */
function isDecimal(parts: readonly DigitGroup[]): boolean {
  const separators = parts.slice(1).map((part) => part.separator);
  const dots = separators.filter((one) => one === ".").length;
  return dots > 0 && (separators.length === 1 || separators.includes("-"));
}

/** North American Numbering Plan: area code, exchange, line, perhaps behind a `1`. */
function matchNanp(cluster: DigitCluster, first: number): NumberMatch | undefined {
  const { groups } = cluster;
  const skip = groups[first]?.digits === "1" ? 1 : 0;
  const [area, exchange, line] = groups.slice(first + skip, first + skip + 3);
  if (area === undefined || exchange === undefined || line === undefined) return undefined;
  const lengths = [area, exchange, line].map((group) => group.digits.length).join("");
  if (lengths !== "334" || !endsFreely(cluster, first + skip + 2)) return undefined;
  return isWrittenLikeNanp(cluster, [area, exchange, line], skip)
    ? toMatch(cluster, first, skip + 3)
    : undefined;
}

function isWrittenLikeNanp(
  { text, groups }: DigitCluster,
  parts: readonly DigitGroup[],
  skip: number,
): boolean {
  const [area, exchange, line] = parts as [DigitGroup, DigitGroup, DigitGroup];
  if (text[area.start - 1] === "(" && exchange.separator.startsWith(")")) return true;
  const separators = exchange.separator + line.separator;
  if (/[()]/.test(separators)) return false;
  if (/[-\u2010-\u2015/]/.test(separators))
    return (
      /^[2-9]/.test(area.digits) ||
      (area.digits.startsWith("1") && !isRoundList(parts.map((part) => part.digits)))
    );
  if (!/^[2-9]/.test(area.digits)) return false;
  if (separators.includes(".")) return !/ /.test(separators);
  return skip === 1 || (groups.length === 3 && !isRoundList(parts.map((part) => part.digits)));
}

/** Where the text says `phone:`, `tel`, `call me at`, the digits may be written in any way. */
function matchNamed(cluster: DigitCluster, first: number): NumberMatch | undefined {
  const start = cluster.groups[first]?.start ?? 0;
  if (first > 0 || !isNamedPhone(cluster.text, start)) return undefined;
  let count = 0;
  let total = 0;
  for (const group of cluster.groups) {
    if (total + group.digits.length > MOST_DIGITS || (count > 0 && SENTENCE_END.test(group.separator))) break;
    total += group.digits.length;
    count++;
  }
  return total >= FEWEST_DIGITS && endsFreely(cluster, count - 1) ? toMatch(cluster, 0, count) : undefined;
}

function toMatch({ text, groups }: DigitCluster, first: number, count: number): NumberMatch {
  let start = groups[first]?.start ?? 0;
  while (text[start - 1] === "(" || text[start - 1] === "+") start--;
  let end = groups[first + count - 1]?.end ?? start;
  end += EXTENSION.exec(text.slice(end, end + LONGEST_EXTENSION))?.[0].length ?? 0;
  let next = first + count;
  while (next < groups.length && (groups[next]?.start ?? end) < end) next++;
  return { start, end, next, kind: "phone" };
}
