import type { TSESTree } from "@typescript-eslint/utils";
import { wrapValue } from "../../fixes/wrap-value.ts";
import type { Analysis } from "../../shapes/analysis.ts";
import type { Rule, RuleRun } from "../../shapes/create-rule.ts";
import { flowRule, type Flow } from "../../shapes/flow-rule.ts";
import { htmlContext } from "../../shapes/html-context.ts";
import { insertedValue } from "../../shapes/inserted-value.ts";
import { fillHoles } from "../../shapes/passes.ts";
import type { Suggestion } from "../../shapes/report.ts";
import { thrownValuesInto } from "../../shapes/thrown-values.ts";
import { unknownParametersInto } from "../../shapes/unknown-parameters.ts";

type SuggestionId = "escapeHtml" | "purifyHtml" | "textContent";

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
  findMore: reportUnescaped,
  hasOwnHelpers: true,
  suggestions: {
    escapeHtml: "Escape the text: escapeHtml(…)",
    purifyHtml: "Keep harmless markup only: purifyHtml(…)",
    textContent: "Set text instead of markup: textContent",
  },
  guess: (analysis, use) => [...thrownValuesInto(analysis, use), ...unknownParametersInto(analysis, use)],
  suggest(flow) {
    // the template is the place to escape it
    if (flow.use.view) return [];
    const context = htmlContext(fillHoles(flow.origin.before));
    const isQuoted =
      context.in === "attribute" && context.quote !== "" && context.start === "" && !isUrl(context.name);
    if (hasNoImports(flow) || (context.in !== "text" && !isQuoted)) return [];
    if (flow.origin.before !== "") return wrap(flow, "escapeHtml");
    const { output } = flow.use.row;
    if (output === "template") return [];
    return output === "document" || output === "markup"
      ? [...setText(flow), ...wrap(flow, "purifyHtml")]
      : wrap(flow, "escapeHtml");
  },
});

export default rule;

/** Settings, where no single value can be followed. */
function reportUnescaped(run: RuleRun<MessageId, SuggestionId>, analysis: Analysis): void {
  for (const { row, value } of analysis.sinksOf("unescaped")) {
    run.report({
      node: value as TSESTree.Node,
      messageId: "unescaped",
      data: { setting: row.what },
      confidence: row.likely ? "likely" : "proven",
    });
  }
}

/** Vue's templates see what a script imports only where that is `<script setup>`. */
function hasNoImports({ run }: Flow): boolean {
  const { filename, sourceCode } = run.context;
  return /\.vue$/.test(filename) && !/<script\b[^>]*\bsetup\b/.test(sourceCode.text);
}

function isUrl(attribute: string): boolean {
  return /^(?:href|src|action|formaction|data|style|on.*)$/.test(attribute);
}

function wrap(flow: Flow, helper: "escapeHtml" | "purifyHtml"): Suggestion<SuggestionId>[] {
  const value = insertedValue(flow) as TSESTree.Node | undefined;
  const from = helper === "purifyHtml" ? "secure-patterns/purify-html" : "secure-patterns";
  const change = value && wrapValue(flow.run.sourceCode, value, { name: helper, from });
  return change ? [{ messageId: helper, ...change }] : [];
}

/** `element.innerHTML = text` → `element.textContent = text` */
function setText({ use }: Flow): Suggestion<SuggestionId>[] {
  const { node } = use;
  const target = node.type === "AssignmentExpression" && node.operator === "=" ? node.left : undefined;
  if (target?.type !== "MemberExpression" || target.computed || target.property.type !== "Identifier")
    return [];
  if (target.property.name !== "innerHTML") return [];
  return [
    { messageId: "textContent", edits: [{ range: target.property.range, text: "textContent" }], imports: [] },
  ];
}
