import type { AddSpan } from "./kind.ts";

const OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const DOT_CODE = 46;
/** What makes four numbers part of a longer one, a word or a pre-release. */
const FOLLOWED = /^(?:\w|\.\d|-[A-Za-z])/;
/** `version 1.2.3.4`, `Firefox 1.2.3.4`: numbers of a product. */
const VERSION_BEFORE =
  /\b(?:version|release|build|ver|rev|chrome|chromium|firefox|safari|edge|opera|android|windows)[ :=]{1,3}v?$/i;
/** `tool-1.2.3.4.tgz` */
const FILE_BEFORE = /[A-Za-z]-$/;
const FILE_AFTER = /^\.[A-Za-z]/;
/** `120.0.0.0` is the reduced version that browsers send; as an address it is a network, nobody's machine. */
const ROUND = /^[1-9]\d*\.0\.0\.0$/;
const IPV6 = /(?<![\w:.])[0-9a-f]{0,4}:[0-9a-f:.]{1,43}(?:%[0-9a-z]{1,16})?/gi;
const GROUP = /^[0-9a-f]{1,4}$/i;
const DOTTED = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const BEFORE = 24;

/** Finds IPv4 addresses: four octets without leading zeros, outside words (`v1.2.3.4`) and longer numbers (`1.3.6.1.4.1`). */
export function findIpv4(text: string, add: AddSpan): void {
  if (!hasThreeDots(text)) return;
  for (let index = 0; index < text.length; index++) {
    if (!isDigit(text, index) || isJoined(text.charCodeAt(index - 1))) continue;
    const end = readOctets(text, index);
    if (end === undefined) continue;
    const before = text.slice(Math.max(0, index - BEFORE), index);
    const isAddress = !FOLLOWED.test(text.slice(end, end + 2)) && !ROUND.test(text.slice(index, end));
    if (isAddress && !isVersion(before, text.slice(end, end + 2))) add(index, end, "ip");
    index = end - 1;
  }
}

/** The end of four octets that begin at an index. */
function readOctets(text: string, start: number): number | undefined {
  let index = start;
  for (let octet = 0; octet < 4; octet++) {
    if (octet > 0 && text.charCodeAt(index++) !== DOT_CODE) return undefined;
    const first = index;
    let value = 0;
    while (isDigit(text, index) && index - first < 4) value = value * 10 + text.charCodeAt(index++) - 48;
    const isOctet = index > first && index - first < 4 && value <= 255;
    if (!isOctet || (text.charCodeAt(first) === 48 && index - first > 1)) return undefined;
  }
  return index;
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code < 58;
}

/** A letter, a digit, an underscore or a dot before a number makes it part of something else. */
function isJoined(code: number): boolean {
  const letter = code | 32;
  return code === DOT_CODE || code === 95 || (code >= 48 && code < 58) || (letter >= 97 && letter < 123);
}

function hasThreeDots(text: string): boolean {
  const first = text.indexOf(".");
  const second = text.indexOf(".", first + 1);
  return second > first && text.indexOf(".", second + 1) > second;
}

/** Finds IPv6 addresses, with an IPv4 tail or a zone (`fe80::1%eth0`) too. */
export function findIpv6(text: string, add: AddSpan): void {
  if (text.indexOf(":", text.indexOf(":") + 1) === -1) return;
  for (const match of text.matchAll(IPV6)) {
    const end = match.index + match[0].length;
    if (/[\w]/.test(text[end] ?? "")) continue;
    const address = trimSentence(match[0]);
    if (address !== undefined) add(match.index, match.index + address.length, "ip");
  }
}

/** Whether the whole text is one address. */
export function isIp(text: string): boolean {
  return DOTTED.test(text) || isIpv6(text);
}

function isVersion(before: string, after: string): boolean {
  if (FILE_BEFORE.test(before) && FILE_AFTER.test(after)) return true;
  return isProduct(before) || VERSION_BEFORE.test(before);
}

/** `Chrome/120.0.0.0`. A host before a slash (`db/10.0.0.1`) is lower case. */
function isProduct(before: string): boolean {
  if (!before.endsWith("/")) return false;
  let start = before.length - 1;
  while (start > 0 && /[A-Za-z]/.test(before[start - 1] ?? "")) start--;
  const isFree = start === 0 || /[\s;(]/.test(before[start - 1] ?? "");
  return isFree && /[A-Z]/.test(before.slice(start));
}

/** `from fe80::1:` and `fe80::1.` end with the sentence's punctuation. */
function trimSentence(candidate: string): string | undefined {
  if (isIpv6(candidate)) return candidate;
  let end = candidate.length;
  while (candidate[end - 1] === ".") end--;
  const trimmed = candidate.slice(0, end);
  if (isIpv6(trimmed)) return trimmed;
  const withoutColon = trimmed.replace(/:$/, "");
  return isIpv6(withoutColon) ? withoutColon : undefined;
}

/** RFC 4291, section 2.2. */
function isIpv6(text: string): boolean {
  const address = text.split("%", 1)[0] ?? "";
  const halves = address.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1) ?? "";
  const hasDotted = last.includes(".");
  if (hasDotted && !DOTTED.test(last)) return false;
  if (!(hasDotted ? groups.slice(0, -1) : groups).every((group) => GROUP.test(group))) return false;
  const count = groups.length + (hasDotted ? 1 : 0);
  return halves.length === 2 ? count <= 7 && looksLikeAddress(groups) : count === 8;
}

/** `Foo::Bar`, `a::b` are names of code: two groups need a digit, and `::` alone names nobody. */
function looksLikeAddress(groups: readonly string[]): boolean {
  return groups.length > 2 || groups.some((group) => /\d/.test(group));
}
