import { isFunction, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFlow } from "../flow/file-flow.ts";

/**
 * Whether a variable is empty where it is mentioned, or the branch is about an error that leaves it empty.
 *
 * `if (error || !user) { console.error("no user:", user); … }`
 */
export function isMissingHere(file: FileFlow, node: TSESTree.Identifier): boolean {
  const variable = file.bindings.variableOf(node);
  if (!variable) return false;
  let inner: Node = node;
  while (inner.parent && !isFunction(inner.parent)) {
    const outer: Node = inner.parent;
    if (outer.type === T.IfStatement && outer.consequent === inner && asks(outer.test)) return true;
    inner = outer;
  }
  return false;

  function asks(given: Node): boolean {
    const test = unwrap(given);
    if (test.type === T.LogicalExpression) return asks(test.left) || asks(test.right);
    if (test.type !== T.UnaryExpression || test.operator !== "!") return false;
    const asked = unwrap(test.argument);
    return asked.type === T.Identifier && file.bindings.variableOf(asked) === variable;
  }
}
