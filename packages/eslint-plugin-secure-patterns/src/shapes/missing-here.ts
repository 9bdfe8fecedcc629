import { isFunction, staticText, T, unwrap, type Node } from "../ast/nodes.ts";
import type { FileFlow } from "../flow/file-flow.ts";

/**
 * Whether a variable is empty where it is mentioned, or the branch is about an error that leaves it empty.
 *
 * `if (error || !user) { console.error("no user:", user); … }`
 */
export function isMissingHere(file: FileFlow, node: Node): boolean {
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  if (!variable) return false;
  let inner: Node = node;
  while (inner.parent && !isFunction(inner.parent)) {
    const outer: Node = inner.parent;
    if (outer.type === T.IfStatement && outer.consequent === inner && asks(outer.test)) return true;
    if (
      outer.type === T.BlockStatement &&
      outer.body.some((each) => each.range[1] <= inner.range[0] && leaves(each))
    )
      return true;
    inner = outer;
  }
  return false;

  /** `if (token) return token;` */
  function leaves(statement: Node): boolean {
    if (statement.type !== T.IfStatement || statement.alternate) return false;
    const { test, consequent } = statement;
    const last = consequent.type === T.BlockStatement ? consequent.body.at(-1) : consequent;
    const isLeft = last?.type === T.ReturnStatement || last?.type === T.ThrowStatement;
    return isLeft && isSame(test);
  }

  function isSame(given: Node): boolean {
    const asked = unwrap(given);
    return asked.type === T.Identifier && file.bindings.variableOf(asked) === variable;
  }

  /** `typeof email !== "string"` */
  function isTypeAsked(given: Node): boolean {
    const asked = unwrap(given);
    return asked.type === T.UnaryExpression && asked.operator === "typeof" && isSame(asked.argument);
  }

  function asks(given: Node): boolean {
    const test = unwrap(given);
    if (test.type === T.LogicalExpression) return asks(test.left) || asks(test.right);
    if (test.type === T.BinaryExpression)
      return /^!==?$/.test(test.operator) && staticText(test.right) === "string" && isTypeAsked(test.left);
    return test.type === T.UnaryExpression && test.operator === "!" && isSame(test.argument);
  }
}
