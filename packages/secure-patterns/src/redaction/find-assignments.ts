import type { KeyVerdict } from "./key-verdict.ts";
import type { AddSpan, PiiKind } from "./kind.ts";
import { findNameStart } from "./name-before.ts";

const LONGEST_VALUE = 4096;
const SLASH_CODE = 47;
const COLON_CODE = 58;
const EQUALS_CODE = 61;
/** Names that are secret in a URL's query, where elsewhere they say little. */
const QUERY_SECRET =
  /^(?:code|key|sig|signature|hmac|auth|ticket|assertion|samlresponse|x-(?:amz|goog)-(?:signature|credential|security-token))$/i;
const SHORTEST_QUERY_SECRET = 8;
const QUERY_VALUE = /^[^\s"'`&<>;#]+/;
const PLAIN_VALUE = /^[^\s"'`&<>;,(){}[\]\\]+/;
const HEADER_VALUE = /^[^\r\n"']+/;
/** Words that hold nothing, and `%s`: the value comes with the next argument and is redacted there. */
const LITERAL = /^(?:true|false|null|undefined|none|%[sdifjoOc])$/i;
const COOKIE_NAME = /(?:^|-)cookie$/i;
/** In prose only a value with letters and digits is one: `password: hunter2`, but not `password: required`. */
const PROSE_NAME = /(?:password|passwd|pwd|passphrase|passcode)$/i;
const PROSE_KEY_NAME = /(?:token|secret|key|authorization)$/i;
const MIXED = /^(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])/;
const CODE_BEFORE =
  /\b(?:otp|pin|(?:verification|confirmation|security|login|access|one-time|2fa|mfa) code)$/i;
const CODE = /^\d{4,8}$/;

/**
 * Finds the values of named secrets and personal data inside a text: `?token=…`, `password=…`, `"ssn":"…"`, `Cookie: …`.
 * The search goes on behind what was found, so the work stays linear.
 */
export function findAssignments(text: string, verdict: KeyVerdict, add: AddSpan): void {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code !== EQUALS_CODE && code !== COLON_CODE) continue;
    const value = code === EQUALS_CODE ? readEquals(text, index, verdict) : readColon(text, index, verdict);
    if (value === undefined || value.end <= value.start) continue;
    add(value.start, value.end, value.kind);
    index = value.end - 1;
  }
}

interface Value {
  readonly start: number;
  readonly end: number;
  readonly kind: PiiKind;
}

function readEquals(text: string, at: number, verdict: KeyVerdict): Value | undefined {
  const nameStart = findNameStart(text, at);
  if (nameStart === at || text[at + 1] === "=" || text[at + 1] === ">") return undefined;
  const name = decodeName(text.slice(nameStart, at));
  const kind = hiddenKind(verdict, name);
  if (/["'`]/.test(text[at + 1] ?? "")) return readQuoted(text, at + 1, kind);
  const isQuery = /[?&]/.test(text[nameStart - 1] ?? "");
  const value = readPlain(text, at + 1, isQuery ? QUERY_VALUE : PLAIN_VALUE);
  if (kind !== undefined) return toValue(at + 1, value, kind);
  const isQuerySecret = isQuery && value.length >= SHORTEST_QUERY_SECRET && QUERY_SECRET.test(name);
  return isQuerySecret ? toValue(at + 1, value, "secret") : undefined;
}

function readColon(text: string, at: number, verdict: KeyVerdict): Value | undefined {
  // The scheme of a URL, the commonest colon.
  if (text.charCodeAt(at + 1) === SLASH_CODE) return undefined;
  const isQuoted = text[at - 1] === '"' || text[at - 1] === "'";
  const nameEnd = at - (isQuoted ? 1 : 0) - (isQuoted && text[at - 2] === "\\" ? 1 : 0);
  const nameStart = findNameStart(text, nameEnd);
  if (nameStart === nameEnd) return undefined;
  const name = text.slice(nameStart, nameEnd);
  const start = text[at + 1] === " " ? at + 2 : at + 1;
  const opening = /^\\?["'`]/.exec(text.slice(start, start + 2))?.[0];
  if (opening !== undefined) return readQuoted(text, start + opening.length - 1, hiddenKind(verdict, name));
  if (!isQuoted) return readProse(text, nameEnd, name, start);
  const value = readPlain(text, start, PLAIN_VALUE);
  const kind = /^-?\d/.test(value) ? hiddenKind(verdict, name) : undefined;
  return kind === undefined ? undefined : toValue(start, value, kind);
}

/** `Cookie: a=b; c=d`, `X-Api-Key: 8f3c…`, `password: hunter2`, `verification code: 482913`. */
function readProse(text: string, nameEnd: number, name: string, start: number): Value | undefined {
  if (COOKIE_NAME.test(name)) {
    const header = readPlain(text, start, HEADER_VALUE);
    return header.includes("=") ? toValue(start, header, "secret") : undefined;
  }
  const value = readPlain(text, start, PLAIN_VALUE);
  if (CODE.test(value)) {
    return CODE_BEFORE.test(text.slice(Math.max(0, nameEnd - 32), nameEnd))
      ? toValue(start, value, "secret")
      : undefined;
  }
  const shortest = PROSE_NAME.test(name) ? 6 : PROSE_KEY_NAME.test(name) ? 12 : Infinity;
  return value.length >= shortest && MIXED.test(value) ? toValue(start, value, "secret") : undefined;
}

/** The text between a quote and its partner; an escaped quote (JSON inside JSON) ends with an escaped one. */
function readQuoted(text: string, quoteAt: number, kind: PiiKind | undefined): Value | undefined {
  if (kind === undefined) return undefined;
  const quote = text[quoteAt];
  const isEscaped = text[quoteAt - 1] === "\\";
  const limit = Math.min(text.length, quoteAt + LONGEST_VALUE);
  let end = quoteAt + 1;
  for (; end < limit && text[end] !== quote; end++) if (text[end] === "\\" && !isEscaped) end++;
  if (isEscaped && text[end - 1] === "\\") end--;
  const value = text.slice(quoteAt + 1, Math.min(end, text.length));
  return value === "" ? undefined : toValue(quoteAt + 1, value, kind);
}

function readPlain(text: string, start: number, form: RegExp): string {
  return form.exec(text.slice(start, start + LONGEST_VALUE))?.[0] ?? "";
}

function toValue(start: number, value: string, kind: PiiKind): Value | undefined {
  return LITERAL.test(value) ? undefined : { start, end: start + value.length, kind };
}

function hiddenKind(verdict: KeyVerdict, name: string): PiiKind | undefined {
  const kind = verdict(name);
  return kind === "version" ? undefined : kind;
}

function decodeName(name: string): string {
  if (!name.includes("%")) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
