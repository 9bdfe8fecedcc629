import { createKeyCache, remember } from "./key-cache.ts";
import { createKeyVerdict } from "./key-verdict.ts";
import { isIp } from "./find-ips.ts";
import { PII_KINDS, type PiiKind } from "./kind.ts";
import { keepIpPrefix } from "./keep-ip-prefix.ts";
import { readRedactionOptions, type RedactionOptions, type Settings } from "./redaction-options.ts";
import { redactText, type TextRules } from "./redact-text.ts";
import { redactEntry, redactValue, type ValueRules } from "./redact-value.ts";

const DEFAULT_PLACEHOLDERS = Object.fromEntries(
  PII_KINDS.map((kind) => [kind, kind === "secret" ? "[redacted]" : `[redacted:${kind}]`]),
) as Record<PiiKind, string>;

/** Hides personal data and secrets in values of any type. */
export interface Redactor {
  /** A redacted copy, or the same reference where nothing is hidden. Never throws, never changes its argument. */
  redact<T>(value: T): T;
  redactText(text: string): string;
  /** Redacts the value of one property: its key counts too. */
  redactEntry(key: string, value: unknown): unknown;
  /** As `redact`, for loggers that write JSON: symbol keys, which JSON leaves out, are not looked at. */
  redactJson<T>(value: T): T;
}

/**
 * Makes a redactor.
 *
 * @param options - see {@link RedactionOptions}
 * @throws TypeError naming the option and the expected form
 */
export function createRedactor(options: RedactionOptions = {}): Redactor {
  const settings = readRedactionOptions(options);
  const { isOn, maxLength } = settings;
  const verdict = remember(createKeyVerdict({ ...settings, isOn }));
  const replace = createReplace(settings);
  const { own, phones } = settings;
  const textRules: TextRules = { isOn, verdict, own, phones, clean: new Set(), replace };
  const text = (value: string, key?: string, isVersion?: boolean): string =>
    value.length <= maxLength
      ? redactText(value, textRules, key, isVersion)
      : redactLong(value, maxLength, textRules, key);
  const rules: ValueRules = {
    planKey: createKeyCache(verdict, text),
    text,
    hide: (kind, value, key) =>
      kind === "ip" && typeof value === "string"
        ? hideIp(value, text, replace, key)
        : replace(kind, value, key),
    isOn,
    maxDepth: settings.maxDepth,
    maxEntries: settings.maxEntries,
  };
  return {
    redact: <T>(value: T) => redactValue(value, rules, true) as T,
    redactJson: <T>(value: T) => redactValue(value, rules, false) as T,
    redactText: (value) => text(value),
    redactEntry: (key, value) => redactEntry(key, value, rules, true),
  };
}

/** What stands beyond the limit is cut off visibly; a finding across the limit is still found as a whole. */
function redactLong(text: string, maxLength: number, rules: TextRules, key: string | undefined): string {
  const margin = 512;
  const redacted = redactText(text.slice(0, maxLength + margin), rules, key).slice(0, maxLength);
  return `${redacted} [truncated: ${text.length - maxLength} more characters]`;
}

/** Under a key such as `x-forwarded-for`: each address by itself, so that `ip: "prefix"` works; anything else as a whole. */
function hideIp(
  value: string,
  text: (value: string, key?: string) => string,
  replace: Replace,
  key: string | undefined,
): string {
  if (isIp(value)) return replace("ip", value, key);
  const redacted = text(value, key);
  return redacted === value ? replace("ip", value, key) : redacted;
}

type Replace = (kind: PiiKind, value: unknown, key: string | undefined) => string;

function createReplace({ placeholder, ip }: Settings): Replace {
  return (kind, value, key) => {
    if (kind === "ip" && ip === "prefix" && typeof value === "string") {
      const prefix = keepIpPrefix(value);
      if (prefix !== undefined) return prefix;
    }
    if (placeholder === undefined) return DEFAULT_PLACEHOLDERS[kind];
    if (typeof placeholder === "string") return placeholder;
    try {
      return String(placeholder({ kind, value, key }));
    } catch {
      // A placeholder that fails must neither break the log call nor show the value.
      return DEFAULT_PLACEHOLDERS[kind];
    }
  };
}
