import type { TSESTree } from "@typescript-eslint/utils";
import { encodeValue } from "../../fixes/encode-value.ts";
import { wrapValue } from "../../fixes/wrap-value.ts";
import type { Flow } from "../../shapes/flow-rule.ts";
import { htmlContext } from "../../shapes/html-context.ts";
import { insertedValue } from "../../shapes/inserted-value.ts";
import { fillHoles } from "../../shapes/passes.ts";
import type { Suggestion } from "../../shapes/report.ts";

export type SuggestionId = "escapeHtml" | "purifyHtml" | "textContent" | "encodeURIComponent";

/** `href="/search?q=`: what follows is a value of the query. */
const IN_QUERY = /[?&][^?#]*=$/;

/** What makes a value safe in the place of the document where the code puts it. */
export function suggestForContext(flow: Flow): readonly Suggestion<SuggestionId>[] {
  // the template is the place to escape it
  if (flow.use.view) return [];
  const context = htmlContext(fillHoles(flow.origin.before));
  if (
    context.in === "attribute" &&
    context.quote === '"' &&
    isUrl(context.name) &&
    IN_QUERY.test(context.start)
  )
    return encode(flow);
  const isQuoted =
    context.in === "attribute" && context.quote !== "" && context.start === "" && !isUrl(context.name);
  if (hasNoImports(flow) || (context.in !== "text" && !isQuoted)) return [];
  if (flow.origin.before !== "") return wrap(flow, "escapeHtml");
  const { output } = flow.use.row;
  if (output === "template") return [];
  return output === "document" || output === "markup"
    ? [...setText(flow), ...wrap(flow, "purifyHtml")]
    : wrap(flow, "escapeHtml");
}

function encode(flow: Flow): Suggestion<SuggestionId>[] {
  const value = insertedValue(flow) as TSESTree.Node | undefined;
  return value ? [{ messageId: "encodeURIComponent", ...encodeValue(value) }] : [];
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
