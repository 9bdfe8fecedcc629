import type { Linter } from "eslint";
import type { Confidence, Rule } from "./shapes/create-rule.ts";

type RuleEntries = NonNullable<Linter.Config["rules"]>;

/** The rules of each preset with their options, derived from what each rule says of itself. */
export interface Presets {
  /** Proven findings of the rules that suit every project. */
  readonly recommended: RuleEntries;
  /** Likely findings too, and rules that ask for more than most projects do today. */
  readonly strict: RuleEntries;
  /** Every rule, likely findings included. */
  readonly all: RuleEntries;
}

export function derivePresets(rules: Readonly<Record<string, Rule>>): Presets {
  return {
    recommended: entries(rules, "proven", (recommended) => recommended === true),
    strict: entries(rules, "likely", (recommended) => recommended !== false),
    all: entries(rules, "likely", () => true),
  };
}

function entries(
  rules: Readonly<Record<string, Rule>>,
  confidence: Confidence,
  includes: (recommended: boolean | "strict" | undefined) => boolean,
): RuleEntries {
  return Object.fromEntries(
    Object.entries(rules)
      .filter(([, rule]) => includes(rule.meta.docs?.recommended))
      .map(([name]) => [`secure-patterns/${name}`, ["error", { confidence }]]),
  );
}
