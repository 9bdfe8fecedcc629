import { isCall, keyName, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { requestErrors } from "../catalog/request-errors.ts";
import { childrenOf, type FileFlow } from "../flow/file-flow.ts";
import type { Analysis } from "./analysis.ts";
import { lastNamesOf } from "./sink-uses.ts";
import { verdictOf } from "./personal-name.ts";
import type { WholeVerdict } from "./whole-value.ts";
import { isSaidIn } from "./said-in-file.ts";

const MOST_NODES = 600;

const memo = new WeakMap<Node, string | undefined>();

/** `try { await axios.post(url, { password }) } catch (error) { console.error(error) }` */
export function requestCarriedBy(
  { isInUse }: Analysis,
  file: FileFlow,
  node: TSESTree.Identifier,
): WholeVerdict | undefined {
  if (!isInUse(requestErrors.packages) && !isSaidIn(file.unit, requestErrors.mentioned)) return undefined;
  const definition = file.bindings.variableOf(node)?.defs[0];
  const attempt = definition && attemptOf(definition.node as Node);
  if (!attempt) return undefined;
  if (!memo.has(attempt)) memo.set(attempt, secretSentIn(file, attempt));
  const name = memo.get(attempt);
  return name === undefined
    ? undefined
    : {
        kind: "whole",
        what: `the error of an HTTP client, which carries the request with its ${name}`,
        confidence: "likely",
      };
}

/** What may have thrown the error. */
function attemptOf(definition: Node): Node | undefined {
  if (definition.type === T.CatchClause) return definition.parent.block;
  const { parent } = definition;
  if (parent?.type !== T.CallExpression || parent.callee.type !== T.MemberExpression) return undefined;
  const { property, object } = parent.callee;
  return property.type === T.Identifier && property.name === "catch" ? object : undefined;
}

function secretSentIn(file: FileFlow, attempt: Node): string | undefined {
  let count = 0;
  const pending: { node: Node; inside: boolean }[] = [{ node: attempt, inside: false }];
  for (let item = pending.pop(); item && ++count < MOST_NODES; item = pending.pop()) {
    const { node, inside } = item;
    const name = inside && node.type === T.Property ? keyName(node) : undefined;
    if (name !== undefined && verdictOf(name)?.kind === "secret") return name;
    const isRequest = isCall(node) && requestErrors.calls.test(lastNamesOf(unwrap(node.callee)) ?? "");
    for (const child of childrenOf(node, file.unit.visitorKeys))
      pending.push({ node: child, inside: inside || isRequest });
  }
  return undefined;
}
