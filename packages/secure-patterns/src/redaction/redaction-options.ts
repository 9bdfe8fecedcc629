import { type AddSpan, PII_KINDS, type PiiKind } from "./kind.ts";
import { type PhoneLibrary, createPhoneFinder } from "./phone-library.ts";
import type { Finder } from "./redact-text.ts";

/** What was found, for a placeholder function. `key` is the property's name where there is one. */
export interface Found {
  readonly kind: PiiKind;
  readonly value: unknown;
  readonly key: string | undefined;
}

export interface RedactionOptions {
  /** Names (in any spelling, also as the end of a longer name) or patterns to hide beside the defaults. */
  readonly keys?: readonly (string | RegExp)[];
  /** Names, in any spelling, that are never hidden by name. Their values are still looked at. */
  readonly allowKeys?: readonly string[];
  /** `false` turns a kind off, by name and by value: `{ person: false }`. */
  readonly kinds?: Readonly<Partial<Record<PiiKind, boolean>>>;
  /** `"hide"` (default), `"prefix"` (keep `192.0.2.x`, `2001:db8:1::x`) or `"keep"`. */
  readonly ip?: "hide" | "prefix" | "keep";
  /** `libphonenumber-js`, to find phone numbers written the way one country writes them: `{ ...lib, defaultCountry: "GB" }`. */
  readonly phone?: PhoneLibrary;
  /** Own patterns for values; each match is replaced as a whole. */
  readonly patterns?: readonly RegExp[];
  /** What stands in place of what is hidden: a text, or a function that makes one. `"[redacted]"`-like by default. */
  readonly placeholder?: string | ((found: Found) => string);
  /** Levels of nesting that are looked at; what is deeper is cut off visibly. Default 12. */
  readonly maxDepth?: number;
  /** Properties and elements of one record that are looked at; the rest is cut off visibly. Default 10,000. */
  readonly maxEntries?: number;
  /** Characters of one text; the rest is cut off visibly. Default 50,000. */
  readonly maxLength?: number;
}

export interface Settings {
  readonly keys: readonly (string | RegExp)[];
  readonly allowKeys: readonly string[];
  readonly isOn: (kind: PiiKind) => boolean;
  readonly ip: "hide" | "prefix" | "keep";
  readonly own: readonly Finder[];
  readonly phones: Finder | undefined;
  /** `undefined`: the default for each kind. */
  readonly placeholder: string | ((found: Found) => string) | undefined;
  readonly maxDepth: number;
  readonly maxEntries: number;
  readonly maxLength: number;
}

const KNOWN: ReadonlySet<string> = new Set([
  "keys",
  "allowKeys",
  "kinds",
  "ip",
  "phone",
  "patterns",
  "placeholder",
  "maxDepth",
  "maxEntries",
  "maxLength",
]);

export function readRedactionOptions(options: unknown): Settings {
  if (typeof options !== "object" || options === null) throw new TypeError("options must be an object");
  for (const name of Object.keys(options)) {
    if (!KNOWN.has(name))
      throw new TypeError(`options.${name} is unknown; expected one of: ${[...KNOWN].join(", ")}`);
  }
  const given = options as RedactionOptions;
  const ip = readIp(given.ip);
  const off = readKinds(given.kinds);
  if (ip === "keep") off.add("ip");
  return {
    keys: readList(
      given.keys,
      "keys",
      (key) => (typeof key === "string" && key !== "") || key instanceof RegExp,
      "names or regular expressions",
    ),
    allowKeys: readList(given.allowKeys, "allowKeys", (key) => typeof key === "string", "names"),
    isOn: (kind) => !off.has(kind),
    ip,
    own: readList(given.patterns, "patterns", (one) => one instanceof RegExp, "regular expressions").map(
      toFinder,
    ),
    phones: given.phone === undefined ? undefined : createPhoneFinder(given.phone),
    placeholder: readPlaceholder(given.placeholder),
    maxDepth: readLimit(given.maxDepth, "maxDepth", 12),
    maxEntries: readLimit(given.maxEntries, "maxEntries", 10_000),
    maxLength: readLimit(given.maxLength, "maxLength", 50_000),
  };
}

function readIp(ip: unknown): "hide" | "prefix" | "keep" {
  if (ip === undefined) return "hide";
  if (ip === "hide" || ip === "prefix" || ip === "keep") return ip;
  throw new TypeError('options.ip must be "hide", "prefix" or "keep"');
}

function readKinds(kinds: unknown): Set<PiiKind> {
  const off = new Set<PiiKind>();
  if (kinds === undefined) return off;
  if (typeof kinds !== "object" || kinds === null)
    throw new TypeError("options.kinds must be an object such as { person: false }");
  for (const [kind, isOn] of Object.entries(kinds)) {
    const known = PII_KINDS.find((one) => one === kind);
    if (known === undefined || typeof isOn !== "boolean") {
      throw new TypeError(`options.kinds.${kind} must be true or false for one of: ${PII_KINDS.join(", ")}`);
    }
    if (!isOn) off.add(known);
  }
  return off;
}

function readList<T>(
  list: readonly T[] | undefined,
  option: string,
  isValid: (one: unknown) => boolean,
  form: string,
): readonly T[] {
  if (list === undefined) return [];
  if (Array.isArray(list) && list.every(isValid)) return [...(list as readonly T[])];
  throw new TypeError(`options.${option} must be an array of ${form}`);
}

function readPlaceholder(placeholder: unknown): Settings["placeholder"] {
  if (placeholder === undefined) return undefined;
  if (typeof placeholder === "string" || typeof placeholder === "function") {
    return placeholder as string | ((found: Found) => string);
  }
  throw new TypeError("options.placeholder must be a string or a function that returns one");
}

function readLimit(limit: unknown, option: string, fallback: number): number {
  if (limit === undefined) return fallback;
  if (typeof limit === "number" && Number.isInteger(limit) && limit >= 1) return limit;
  throw new TypeError(`options.${option} must be a whole number of at least 1`);
}

function toFinder(pattern: RegExp): Finder {
  const global = new RegExp(
    pattern.source,
    pattern.flags.includes("g") ? pattern.flags : `${pattern.flags}g`,
  );
  return (text: string, add: AddSpan) => {
    for (const match of text.matchAll(global)) {
      if (match[0] !== "") add(match.index, match.index + match[0].length, "secret");
    }
  };
}
