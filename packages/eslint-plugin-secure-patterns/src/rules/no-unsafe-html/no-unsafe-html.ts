import type { TSESTree } from "@typescript-eslint/utils";
import { WRITES_MARKUP } from "../../catalog/dom.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import type { Rule, RuleRun } from "../../shapes/create-rule.ts";
import { flowRule } from "../../shapes/flow-rule.ts";
import { saysPages } from "../../catalog/unescaped.ts";
import { isSaidIn } from "../../shapes/said-in-file.ts";
import { thrownValuesInto } from "../../shapes/thrown-values.ts";
import { suggestForContext, type SuggestionId } from "./html-suggestions.ts";
import { unknownParametersInto } from "../../shapes/unknown-parameters.ts";

type MessageId = "flow" | "brokenGuard" | "unescaped";

const rule: Rule = flowRule<SuggestionId, MessageId>({
  name: "no-unsafe-html",
  description: "Disallow writing what a user chooses into HTML unescaped",
  cwe: [79],
  from: ["remote", "browser", "stored"],
  to: "html",
  messages: {
    flow: "{{source}} becomes HTML in {{sink}}: an attacker's markup runs as script in your users' sessions (try {{input}}).{{steps}} Escape text with escapeHtml(…), purify markup with purifyHtml(…).{{own}}",
    brokenGuard:
      "{{source}} becomes HTML in {{sink}}, and what is checked or replaced on the way lets {{input}} through: an attacker's markup runs as script in your users' sessions.{{steps}} Escape text with escapeHtml(…), purify markup with purifyHtml(…).{{own}}",
    unescaped:
      "{{setting}} switches escaping off here: markup in any value that is filled in runs as script in your users' sessions. Leave escaping on, and mark the few values that are markup by themselves after purifyHtml(…).",
  },
  inPages: WRITES_MARKUP,
  findMore: reportUnescaped,
  hasOwnHelpers: true,
  suggestions: {
    escapeHtml: "Escape the text: escapeHtml(…)",
    purifyHtml: "Keep harmless markup only: purifyHtml(…)",
    textContent: "Set text instead of markup: textContent",
    encodeURIComponent: "Encode the value of a query: encodeURIComponent(…)",
  },
  guess: {
    into: "html",
    find: (analysis, use) => [...thrownValuesInto(analysis, use), ...unknownParametersInto(analysis, use)],
  },
  suggest: suggestForContext,
});

export default rule;

/** Settings, where no single value can be followed. */
function reportUnescaped(run: RuleRun<MessageId, SuggestionId>, analysis: Analysis): void {
  for (const { row, value } of analysis.sinksOf("unescaped")) {
    if (row.anyText && !isSaidIn(analysis.file.unit, saysPages)) continue;
    run.report({
      node: value as TSESTree.Node,
      messageId: "unescaped",
      data: { setting: row.what },
      confidence: row.likely ? "likely" : "proven",
    });
  }
}
