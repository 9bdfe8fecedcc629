/** A run of digits in a text. */
export interface DigitGroup {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** What stands between the group before and this one; empty for the first of a cluster. */
  readonly separator: string;
}

/** Runs of digits held together by separators such as a phone number or a card number is written with. */
export interface DigitCluster {
  readonly text: string;
  readonly groups: readonly DigitGroup[];
}

/** More than three separators end a number. */
const MOST_SEPARATORS = 3;
const RUN = /\d+/g;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const JOINT = /^[-.\u2010-\u2015]$/;

/** Visits the clusters of a text with at least `fewest` digits. */
export function visitClusters(text: string, fewest: number, visit: (cluster: DigitCluster) => void): void {
  let start = -1;
  let end = -1;
  let digits = 0;
  for (let index = 0; index <= text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code < 58) {
      if (start === -1) start = index;
      end = index + 1;
      digits++;
    } else if (start !== -1 && (index - end >= MOST_SEPARATORS || !isSeparator(code))) {
      if (digits >= fewest) visit({ text, groups: readGroups(text.slice(start, end), start) });
      start = -1;
      digits = 0;
    }
  }
}

/** Whether a number may begin at a group: not inside a word, an id (`x-123-45-6789`) or a longer number. */
export function startsFreely({ text, groups }: DigitCluster, index: number): boolean {
  const group = groups[index];
  if (group === undefined) return false;
  if (index > 0) return !JOINT.test(group.separator);
  let before = group.start - 1;
  while (before >= 0 && (text[before] === "(" || text[before] === "+")) before--;
  const character = text[before] ?? "";
  if (LETTER_OR_DIGIT.test(character) || character === "_") return false;
  return !(JOINT.test(character) && LETTER_OR_DIGIT.test(text[before - 1] ?? ""));
}

/** Whether a number may end with a group. A dot before a letter ends a sentence. */
export function endsFreely({ text, groups }: DigitCluster, index: number): boolean {
  const group = groups[index];
  if (group === undefined) return false;
  const next = groups[index + 1];
  if (next !== undefined) return !JOINT.test(next.separator);
  const character = text[group.end] ?? "";
  if (LETTER_OR_DIGIT.test(character) || character === "_") return false;
  return character === "." || !(JOINT.test(character) && LETTER_OR_DIGIT.test(text[group.end + 1] ?? ""));
}

/** Spaces, `( ) - . /`; no-break spaces and dashes of every kind come from web pages and documents. */
function isSeparator(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 45 && code <= 47) || code === 40 || code === 41;
  return code === 0xa0 || (code >= 0x2010 && code <= 0x2015);
}

function readGroups(cluster: string, offset: number): DigitGroup[] {
  const groups: DigitGroup[] = [];
  let end = 0;
  for (const match of cluster.matchAll(RUN)) {
    const separator = cluster.slice(end, match.index);
    end = match.index + match[0].length;
    groups.push({ start: offset + match.index, end: offset + end, digits: match[0], separator });
  }
  return groups;
}
