import type { Flow } from "../../shapes/flow-rule.ts";
import type { Suggestion } from "../../shapes/report.ts";

export type ValidationSuggestion = "string" | "equals" | "placeholder" | "validate" | "parsed";

export function suggestValidation(_flow: Flow): readonly Suggestion<ValidationSuggestion>[] {
  return [];
}
