import type { TSESTree } from "@typescript-eslint/utils";
import { isCall, keyName, T, type FunctionNode, type Node } from "../../ast/nodes.ts";
import { isTestFile } from "../../project/test-file.ts";
import { analysisOf } from "../../shapes/analysis.ts";
import { createRule, type Rule } from "../../shapes/create-rule.ts";
import { hasAccessLog } from "../../shapes/routes/access-log.ts";
import { findDenials, type Denial } from "../../shapes/routes/find-denials.ts";
import { findThrownDenials } from "../../shapes/routes/find-thrown-denials.ts";
import { hearsOfErrors } from "../../shapes/routes/hears-of-errors.ts";
import { isRecorded } from "../../shapes/routes/is-recorded.ts";
import { isAnonymous } from "./is-anonymous.ts";
import { isMalformed } from "./is-malformed.ts";
import { findSilentProtections } from "./find-silent-protections.ts";

const rule: Rule = createRule<"unheard" | "silent">({
  name: "require-denial-report",
  description: "Require a record of requests that are refused",
  cwe: [778],
  recommended: "strict",
  messages: {
    unheard:
      "This refuses a request ({{status}}) and nobody hears of it: whoever tries a thousand times leaves no trace. Log it, or count it: await firewall.report(request, {{kind}}).",
    silent:
      "The firewall does not hear of what this refuses: whoever tries a thousand times is never blocked. Connect them: onDenied: {{firewall}}.onDenied.",
  },
  create: (run) => ({
    "Program:exit": () => {
      if (isTestFile(run.context.physicalFilename, run.context.cwd)) return;
      const analysis = analysisOf(run.context, run.settings);
      for (const { options, firewall } of findSilentProtections(analysis))
        run.report({ node: options as TSESTree.Node, messageId: "silent", data: { firewall } });
      const isOpen = (denial: Denial): boolean =>
        !isAnonymous(denial) && !isMalformed(denial) && !isRecorded(denial);
      const answered = findDenials(analysis.file.unit).filter(isOpen);
      const thrown = findThrownDenials(analysis.file.unit).filter(isOpen);
      // errors go to one place, which may write them all down
      const unheard = thrown.length > 0 && !hearsOfErrors(analysis) ? thrown : [];
      const open = [...answered, ...unheard].sort((a, b) => a.node.range[0] - b.node.range[0]);
      if (open.length === 0) return;
      const isLogged = hasAccessLog(analysis);
      for (const denial of firstOfEach(open)) {
        const { node, owner, status } = denial;
        const isSure = !isLogged && !thrown.includes(denial) && seesRequest(owner);
        run.report({
          node: node as TSESTree.Node,
          messageId: "unheard",
          data: { status, kind: kindOf(status) },
          confidence: isSure ? "proven" : "likely",
        });
      }
    },
  }),
});
export default rule;

/** A function that refuses for the same reason in several places needs one record, in front of them or around them. */
function firstOfEach(denials: readonly Denial[]): readonly Denial[] {
  const seen = new Map<FunctionNode, Set<string>>();
  return denials.filter(({ owner, status }) => {
    const known = seen.get(owner) ?? new Set();
    seen.set(owner, known);
    if (known.has(status)) return false;
    known.add(status);
    return true;
  });
}

/** The kind of event that a status stands for; `"login"` for the rest. */
function kindOf(status: string): string {
  return /429|many/i.test(status) ? '"rate-limit"' : /403|forbidden/i.test(status) ? '"fraud"' : '"login"';
}

/** Whoever has the request at hand could report it; of a helper that only answers, the callers may. */
function seesRequest(owner: FunctionNode): boolean {
  for (let node: Node | null | undefined = owner; node; node = node.parent as Node | undefined)
    if ("params" in node && Array.isArray(node.params) && node.params.some((each) => isRequest(each as Node)))
      return true;
  return false;
}

function isRequest(parameter: Node): boolean {
  if (parameter.type === T.Identifier)
    return /^(?:_?req|_?request|ctx|c|context|event|h3event)$/i.test(parameter.name);
  if (parameter.type === T.AssignmentPattern || isCall(parameter)) return false;
  return (
    parameter.type === T.ObjectPattern &&
    parameter.properties.some(
      (each) => each.type === T.Property && /^(?:request|req|event)$/.test(keyName(each) ?? ""),
    )
  );
}
