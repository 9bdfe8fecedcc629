import { isCardNumber } from "./card-number.ts";
import type { DigitCluster, DigitGroup } from "./digit-groups.ts";
import type { NumberMatch } from "./find-numbers.ts";

/** How cards print their digits: 16 (and 18, 19), American Express, Diners Club, old Visa. */
const FORMS = ["44443", "44442", "4444", "465", "464", "4333"];
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const TIGHT = /^[-.]$/;

/** A payment card's number at a group: in one run, or grouped as cards are with one kind of separator. */
export function matchCard(cluster: DigitCluster, first: number): NumberMatch | undefined {
  const { groups } = cluster;
  const group = groups[first];
  if (group === undefined || group.digits.length < 4 || !isFreeBefore(cluster, first)) return undefined;
  for (const count of group.digits.length > 4 ? [1] : [5, 4, 3]) {
    const parts = groups.slice(first, first + count);
    const last = parts.at(-1);
    if (last === undefined || parts.length < count || !isFreeAfter(cluster, first + count - 1)) continue;
    if (!isPrintedForm(parts) || !isCardNumber(parts.map((part) => part.digits).join(""))) continue;
    return { start: group.start, end: last.end, next: first + count, kind: "credit_card" };
  }
  return undefined;
}

function isPrintedForm(parts: readonly DigitGroup[]): boolean {
  if (parts.length === 1) return true;
  const separator = parts[1]?.separator ?? "";
  const isUniform =
    /^[ \u00a0.-]$/.test(separator) && parts.slice(1).every((part) => part.separator === separator);
  return isUniform && FORMS.includes(parts.map((part) => part.digits.length).join(""));
}

/** The checks are strong enough to look behind a dash or an underscore (`card_4111…`), but not inside a longer number. */
function isFreeBefore({ text, groups }: DigitCluster, index: number): boolean {
  if (index > 0) return !TIGHT.test(groups[index]?.separator ?? "");
  return !LETTER_OR_DIGIT.test(text[(groups[0]?.start ?? 0) - 1] ?? "");
}

function isFreeAfter({ text, groups }: DigitCluster, index: number): boolean {
  const next = groups[index + 1];
  if (next !== undefined) return !TIGHT.test(next.separator);
  return !LETTER_OR_DIGIT.test(text[groups[index]?.end ?? 0] ?? "");
}
