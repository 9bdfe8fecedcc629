import type { AddSpan } from "./kind.ts";

/** RFC 5321, section 4.5.3.1: octets of the part before and after the `@`. */
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 255;
/** RFC 5322 `atext` and dots, letters and digits of any script, but not the full-width look-alikes. */
const LOCAL_CHARACTER = /[\p{L}\p{N}\p{M}.!#$%&'*+\-/=?^_`{|}~]/u;
const FULL_WIDTH = /[\uff00-\uffef]/;
const DOMAIN =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.){1,10}(?:xn--[a-z0-9-]{2,59}|[\p{L}\p{M}]{2,63})/iu;
/** `icon@2x.png`, `package@1.2.3.tgz`: a pixel density or a version, not a domain. */
const NOT_A_DOMAIN = /^(?:\d+x\.|\d+\.\d+\.)/i;
/** Delimiters that may open a text around an address but also count as part of a local name. */
const OPENING = /^[/='`{|?&#!*~^$%+-]+/;

/** Finds e-mail addresses: every `@` is looked at once, with a bounded number of characters on either side. */
export function findEmails(text: string, add: AddSpan): void {
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    const end = findDomainEnd(text, at + 1);
    if (end === undefined) continue;
    const start = findLocalStart(text, at);
    if (start !== undefined && !isRemotePath(text, start, at, end)) add(start, end, "email");
  }
}

function findDomainEnd(text: string, from: number): number | undefined {
  const domain = text.slice(from, from + LONGEST_DOMAIN);
  if (NOT_A_DOMAIN.test(domain) || FULL_WIDTH.test(domain[0] ?? "")) return undefined;
  const match = DOMAIN.exec(domain)?.[0];
  return match === undefined || FULL_WIDTH.test(match) ? undefined : from + match.length;
}

function findLocalStart(text: string, at: number): number | undefined {
  if (text[at - 1] === '"') return findQuotedStart(text, at);
  let start = at;
  while (start > 0 && at - start <= LONGEST_LOCAL && LOCAL_CHARACTER.test(text[start - 1] ?? "")) start--;
  // Surrogate halves are no letters by themselves, so a local part of emoji or old scripts is not found.
  let local = text.slice(start, at);
  const dots = local.lastIndexOf("..");
  if (dots !== -1) local = local.slice(dots + 2);
  // A URL's path, query or template may lead up to the address: `?to=ann@example.com`, `mailto:/ann@…`.
  local = local.slice(
    Math.max(local.lastIndexOf("/"), local.lastIndexOf("="), local.lastIndexOf("&"), local.lastIndexOf("?")) +
      1,
  );
  local = local.replace(OPENING, "").replace(/^\.+/, "");
  if (local === "" || local.length > LONGEST_LOCAL || local.endsWith(".") || FULL_WIDTH.test(local))
    return undefined;
  return at - local.length;
}

/** `"john doe"@example.com`: from the opening quote, which must not stand inside a word. */
function findQuotedStart(text: string, at: number): number | undefined {
  const open = text.lastIndexOf('"', at - 2);
  if (open === -1 || at - open > LONGEST_LOCAL + 2) return undefined;
  return open === 0 || /[\s<(,;:]/.test(text[open - 1] ?? "") ? open : undefined;
}

/** `git@github.com:owner/repository.git` names a server, not a person. */
function isRemotePath(text: string, start: number, at: number, end: number): boolean {
  return text.slice(start, at) === "git" && /^(?::(?!\d+\b(?!\/))|\/)/.test(text.slice(end, end + 12));
}
