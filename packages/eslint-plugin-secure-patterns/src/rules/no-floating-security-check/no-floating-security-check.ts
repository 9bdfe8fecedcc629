import type { TSESTree } from "@typescript-eslint/utils";
import { calleeName, enclosingFunction, T, type Node } from "../../ast/nodes.ts";
import { nodesOfType } from "../../flow/nodes.ts";
import { analysisOf } from "../../shapes/analysis.ts";
import { findAwaited, findOwnCheck, isNamedAsCheck, toAwaited } from "../../shapes/awaited-calls.ts";
import { createRule, type Rule } from "../../shapes/create-rule.ts";
import type { Suggestion } from "../../shapes/report.ts";
import { mayBeMistaken, misuseOf } from "./misuse-of.ts";

const rule: Rule = createRule<"asked" | "read" | "text" | "dropped" | "late", "wait">({
  name: "no-floating-security-check",
  description: "Disallow security checks whose promise nobody awaits",
  cwe: [252, 670],
  recommended: true,
  messages: {
    asked:
      "`{{call}}()` answers with a promise, and a promise is always true: {{effect}}, whatever the check will say. Await it.",
    read: "`{{call}}()` answers with a promise, which has no `{{member}}`: the check decides nothing. Await it.",
    text: "`{{call}}()` answers with a promise, and becomes the text [object Promise] here. Await it.",
    dropped:
      "Nobody waits for `{{call}}()`: the code goes on before the check has decided, and {{effect}}. Await it.",
    late: {
      text: "Nobody waits for `{{call}}()`: if it fails, or the process ends first, {{effect}}, and the error is nobody's. Await it.",
      confidence: "likely",
    },
  },
  suggestions: { wait: "Await the check." },
  create: (run) => ({
    "Program:exit": () => {
      const analysis = analysisOf(run.context, run.settings);
      const isKnown = toAwaited(analysis);
      for (const node of nodesOfType(analysis.file.unit, T.CallExpression)) {
        if (!mayBeMistaken(node)) continue;
        const mayBeOwn = isNamedAsCheck(node);
        if (!mayBeOwn && !isKnown(node)) continue;
        const misuse = misuseOf(run.sourceCode, node);
        if (!misuse) continue;
        const row = findAwaited(analysis, node);
        const own = !row && mayBeOwn ? findOwnCheck(analysis, node) : undefined;
        // what throws nothing may be started and left alone
        if (!(row ?? own) || (own && misuse.type === "dropped" && !own.throws)) continue;
        const messageId = misuse.type !== "dropped" || own || row?.decides ? misuse.type : "late";
        run.report({
          node,
          messageId,
          data: {
            call: calleeName(node) ?? "",
            effect: (row ?? own)?.effect ?? "",
            member: misuse.member ?? "",
          },
          ...(own && (misuse.type === "dropped" || own.isGuessed) ? { confidence: "likely" } : {}),
          suggestions: suggest(node),
        });
      }
    },
  }),
});
export default rule;

function suggest(node: TSESTree.CallExpression): Suggestion<"wait">[] {
  const owner = enclosingFunction(node as Node);
  if (!owner?.async) return [];
  const [start, end] = node.range;
  const isRead = node.parent.type === T.MemberExpression;
  const edits = isRead
    ? [
        { range: [start, start] as const, text: "(await " },
        { range: [end, end] as const, text: ")" },
      ]
    : [{ range: [start, start] as const, text: "await " }];
  return [{ messageId: "wait", edits, imports: [] }];
}
