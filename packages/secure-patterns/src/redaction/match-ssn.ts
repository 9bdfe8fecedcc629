import { type DigitCluster, endsFreely, startsFreely } from "./digit-groups.ts";
import type { NumberMatch } from "./find-numbers.ts";
import { isRoundList } from "./is-round-list.ts";

const NAMED = /\b(?:ssn|social security(?: number| no\.?)?)(?: is)?["'\]]?[ ]?[:=#]?[ ]?["']?$/i;
const VERSION = /\b(?:version|release|build|v)[ :]{0,2}$/i;
const BEFORE = 40;

/** A US social security number at a group: `123-45-6789`, or nine digits where the text names them. */
export function matchSsn(cluster: DigitCluster, first: number): NumberMatch | undefined {
  const { groups, text } = cluster;
  const [area, group, serial] = groups.slice(first, first + 3);
  if (area === undefined || !startsFreely(cluster, first)) return undefined;
  const before = text.slice(Math.max(0, area.start - BEFORE), area.start);
  const isNamed = first === 0 && NAMED.test(before);
  if (isNamed && area.digits.length === 9 && isIssued(area.digits) && endsFreely(cluster, first)) {
    return { start: area.start, end: area.end, next: first + 1, kind: "us_ssn" };
  }
  if (group === undefined || serial === undefined || !endsFreely(cluster, first + 2)) return undefined;
  if (area.digits.length !== 3 || group.digits.length !== 2 || serial.digits.length !== 4) return undefined;
  if (group.separator !== serial.separator || !isIssued(area.digits + group.digits + serial.digits))
    return undefined;
  if (!isNamed && !isWrittenLikeOne(cluster, first, before)) return undefined;
  return { start: area.start, end: serial.end, next: first + 3, kind: "us_ssn" };
}

/** Areas 000, 666 and 900–999, group 00 and serial 0000 are never issued (SSA, "SSN randomization"). */
function isIssued(digits: string): boolean {
  return /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits);
}

function isWrittenLikeOne({ groups }: DigitCluster, first: number, before: string): boolean {
  const separator = groups[first + 1]?.separator ?? "";
  if (separator === ".") return !VERSION.test(before);
  if (separator !== " " && separator !== "\u00a0") return /^[-\u2010-\u2015]$/.test(separator);
  const isInList = first > 0 || groups.length > first + 3;
  return !isInList && !isRoundList(groups.slice(first, first + 3).map((one) => one.digits));
}
