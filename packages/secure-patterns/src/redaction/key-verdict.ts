import { PII_KINDS, type PiiKind } from "./kind.ts";
import { HARMLESS_NAMES, NAMES_BY_KIND, WHOLE_NAMES_BY_KIND } from "./redacted-keys.ts";

export interface KeyRules {
  /** Names (any spelling, also as the end of a longer name) or patterns to hide beside the defaults. */
  readonly keys: readonly (string | RegExp)[];
  /** Names (any spelling) never hidden by name. */
  readonly allowKeys: readonly string[];
  readonly isOn: (kind: PiiKind) => boolean;
}

/**
 * Answers which kind a key's name stands for: `"version"` for names under which `1.2.3.4` is no address, `undefined` for names that
 * say nothing.
 */
export type KeyVerdict = (key: string) => PiiKind | "version" | undefined;

/** No name above has more words: a longer tail need not be looked at. */
const MOST_WORDS = 4;
const LONGEST_KEY = 128;
/** Endings clear enough to be found without a word boundary: `useremail`, `newpassword`. */
const GLUED_ENDINGS: readonly [string, PiiKind][] = [
  ["password", "secret"],
  ["passwd", "secret"],
  ["secret", "secret"],
  ["token", "secret"],
  ["apikey", "secret"],
  ["email", "email"],
  ["emailaddress", "email"],
  ["phonenumber", "phone"],
  ["ipaddress", "ip"],
  ["cardnumber", "credit_card"],
];
const VERSION_NAME = /versions?$/;
const WORDS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

export function createKeyVerdict(rules: KeyRules): KeyVerdict {
  const whole = indexNames(WHOLE_NAMES_BY_KIND);
  const endings = indexNames(NAMES_BY_KIND);
  const harmless = new Set(HARMLESS_NAMES.map(normalizeName));
  const allowed = new Set(rules.allowKeys.map(normalizeName));
  const patterns = rules.keys.filter((key) => key instanceof RegExp);
  for (const key of rules.keys) if (typeof key === "string") endings.set(normalizeName(key), "secret");

  return (key) => {
    const name = normalizeName(key);
    if (allowed.has(name)) return undefined;
    // `search`, not `test`: a pattern with the `g` flag must not remember where it stopped.
    if (patterns.some((pattern) => key.search(pattern) !== -1)) return "secret";
    if (key.length > LONGEST_KEY) return undefined;
    const kind = whole.get(name) ?? findEnding(key, name, endings, harmless);
    if (kind === undefined) return VERSION_NAME.test(name) ? "version" : undefined;
    return rules.isOn(kind) ? kind : undefined;
  };
}

function findEnding(
  key: string,
  name: string,
  endings: ReadonlyMap<string, PiiKind>,
  harmless: ReadonlySet<string>,
): PiiKind | undefined {
  const words = key.match(WORDS) ?? [];
  // `phone2` and `address_line_1` count as `phone` and `address_line`.
  if (words.length > 1 && /^\d+$/.test(words.at(-1) ?? "")) words.pop();
  let tail = "";
  let found = endings.get(name);
  for (const word of words.slice(-MOST_WORDS).reverse()) {
    tail = word.toLowerCase() + tail;
    if (harmless.has(tail)) return undefined;
    found ??= endings.get(tail);
  }
  return found ?? GLUED_ENDINGS.find(([ending]) => words.length === 1 && name.endsWith(ending))?.[1];
}

function indexNames(byKind: Readonly<Partial<Record<PiiKind, readonly string[]>>>): Map<string, PiiKind> {
  const index = new Map<string, PiiKind>();
  for (const kind of PII_KINDS) {
    for (const name of byKind[kind] ?? []) index.set(normalizeName(name), kind);
  }
  return index;
}

/** `User-Email`, `user_email` and `userEmail` are one name. */
function normalizeName(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
}
