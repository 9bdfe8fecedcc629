import { isCall, T, unwrap, type CallNode, type Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import type { Variable } from "../../flow/unit.ts";
import { linksOf, type Link } from "./call-chain.ts";

/**
 * A chain that goes on where a variable keeps its beginning: `const query = db("users"); query.where(…); await query.first()`.
 * What stands between, in callbacks too, is part of it.
 */
export function heldLinks(file: FileFlow, links: readonly Link[]): readonly Link[] {
  const [root] = links;
  if (root?.object?.type !== T.Identifier || isStatement(links.at(-1)?.call)) return links;
  const variable = file.bindings.variableOf(root.object);
  const start = variable && beginningOf(variable);
  if (!start) return links;
  return [...linksOf(start), ...between(variable, root.call), ...links];
}

function beginningOf(variable: Variable): CallNode | undefined {
  const declared = variable.defs.length === 1 ? (variable.defs[0]?.node as Node | undefined) : undefined;
  const init = declared?.type === T.VariableDeclarator ? declared.init : undefined;
  // what was awaited is no builder any more
  if (!init || init.type === T.AwaitExpression) return undefined;
  const start = unwrap(init);
  return start.type === T.CallExpression ? start : undefined;
}

/** `query.where(…)` as a statement of its own, before the chain goes on. */
function between({ references }: Variable, end: Node): Link[] {
  return references.flatMap(({ identifier }) => {
    const member = (identifier as Node).parent;
    const call =
      member?.type === T.MemberExpression && member.object === identifier ? member.parent : undefined;
    if (!isCall(call) || call.callee !== member || call.range[0] >= end.range[0]) return [];
    let outer: Node = call;
    while (outer.parent?.type === T.MemberExpression && isCall(outer.parent.parent))
      outer = outer.parent.parent;
    return isCall(outer) && isStatement(outer) ? linksOf(outer) : [];
  });
}

function isStatement(call: CallNode | undefined): boolean {
  return call?.parent.type === T.ExpressionStatement;
}
