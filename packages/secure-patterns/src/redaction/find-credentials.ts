import type { AddSpan } from "./kind.ts";

/** RFC 6750 and 7617, and the `Token` scheme of many APIs: the credential begins at the match's end. */
const SCHEME = /(?:^|[^\w-])(?:bearer|basic|token|apikey)$/i;
const LONGEST_SCHEME = 8;
const CREDENTIAL = /^ {0,3}([\w.~+/-]{6,4096}={0,2})/;
/** The part of a URL before the host: RFC 3986, section 3.2.1. */
const USER_INFO = /^[^\s/?#@:"'<>]{0,256}:[^\s/?#@"'<>]{1,256}(?=@)/;

/** Finds credentials behind the name of an HTTP authentication scheme. */
export function findSchemes(text: string, add: AddSpan): void {
  for (let space = text.indexOf(" "); space !== -1; space = text.indexOf(" ", space + 1)) {
    if (!mayEndScheme(text, space)) continue;
    const scheme = SCHEME.exec(text.slice(Math.max(0, space - LONGEST_SCHEME), space))?.[0];
    if (scheme === undefined) continue;
    const match = CREDENTIAL.exec(text.slice(space + 1, space + 4200));
    const value = match?.[1] ?? "";
    const start = space + 1 + (match?.[0].length ?? 0) - value.length;
    const before = text.slice(Math.max(0, space - 32), space - scheme.length + 1);
    if (isCredential(scheme, value, before)) add(start, start + value.length, "credential");
  }
}

/** Whether a word ends as a scheme's name does (`rer`, `ken`, `key`, `sic`): few do. */
function mayEndScheme(text: string, end: number): boolean {
  const last = text.charCodeAt(end - 1) | 32;
  const middle = text.charCodeAt(end - 2) | 32;
  const first = text.charCodeAt(end - 3) | 32;
  if (middle === 101) return first === 114 ? last === 114 : first === 107 && (last === 110 || last === 121);
  return first === 115 && middle === 105 && last === 99;
}

/** Finds `user:password` in URLs. */
export function findUserInfo(text: string, add: AddSpan): void {
  for (let sign = text.indexOf("://"); sign !== -1; sign = text.indexOf("://", sign + 3)) {
    const match = USER_INFO.exec(text.slice(sign + 3, sign + 520));
    if (match !== null) add(sign + 3, sign + 3 + match[0].length, "credential");
  }
}

/** `Basic understanding` and `bearer authentication` are words; after `authorization:` anything is a credential. */
function isCredential(scheme: string, value: string, before: string): boolean {
  if (value === "") return false;
  if (/authorization["']?\s*[:=]\s*["']?$/i.test(before)) return true;
  if (/basic$/i.test(scheme)) return isBasicPair(value);
  if (/(?:token|apikey)$/i.test(scheme))
    return value.length >= 20 && /\d/.test(value) && /[A-Za-z]/.test(value);
  return value.length >= 8 && (/\d/.test(value) || /[a-z][A-Z]/.test(value) || value.length >= 24);
}

function isBasicPair(value: string): boolean {
  try {
    return /^[\x20-\x7e\u0080-\u00ff]*:/.test(atob(value.replace(/-/g, "+").replace(/_/g, "/")));
  } catch {
    return false;
  }
}
