import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";

export type Node = TSESTree.Node;
export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
export type CallNode = TSESTree.CallExpression | TSESTree.NewExpression;

export { T };

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node?.type === T.FunctionDeclaration ||
    node?.type === T.FunctionExpression ||
    node?.type === T.ArrowFunctionExpression
  );
}

export function isCall(node: Node | null | undefined): node is CallNode {
  return node?.type === T.CallExpression || node?.type === T.NewExpression;
}

/** The expression without wrappers that do not change its value: `(x as T)!`, `await x`, `x?.y`. */
export function unwrap(node: Node): Node {
  let current = node;
  for (;;) {
    switch (current.type) {
      case T.TSAsExpression:
      case T.TSTypeAssertion:
      case T.TSNonNullExpression:
      case T.TSSatisfiesExpression:
      case T.TSInstantiationExpression:
      case T.ChainExpression:
        current = current.expression;
        break;
      case T.AwaitExpression:
        current = current.argument;
        break;
      default:
        return current;
    }
  }
}

/** The nearest ancestor that does more than wrap the value of `node`. */
export function outermost(node: Node): Node {
  let current = node;
  while (current.parent && unwrap(current.parent) === unwrap(current)) {
    current = current.parent;
  }
  return current;
}

/** `a.b` and `a["b"]` → `"b"`, `a[0]` → `"0"`, anything else computed → undefined. */
export function memberName(node: TSESTree.MemberExpression): string | undefined {
  if (!node.computed) {
    return node.property.type === T.PrivateIdentifier ? `#${node.property.name}` : node.property.name;
  }
  return staticText(node.property);
}

/** The name of an object or class key, where it is static. */
export function keyName(node: { key: Node; computed: boolean }): string | undefined {
  if (!node.computed) {
    if (node.key.type === T.Identifier) return node.key.name;
    if (node.key.type === T.PrivateIdentifier) return `#${node.key.name}`;
  }
  return staticText(node.key);
}

/** The text of a literal or of a template without holes. */
export function staticText(node: Node): string | undefined {
  if (node.type === T.Literal) return "regex" in node ? undefined : String(node.value);
  if (node.type === T.TemplateLiteral && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

export function enclosingFunction(node: Node): FunctionNode | undefined {
  let current: Node | undefined = node.parent;
  while (current && !isFunction(current)) current = current.parent;
  return current;
}

/** The function that says what `this` is: arrow functions leave that to the one around them. */
export function ownerOfThis(node: Node): FunctionNode | undefined {
  let of = enclosingFunction(node);
  while (of?.type === T.ArrowFunctionExpression) of = enclosingFunction(of);
  return of;
}

/** The callee's last name: `res.redirect()` → `"redirect"`, `redirect()` → `"redirect"`. */
export function calleeName(node: CallNode): string | undefined {
  const callee = unwrap(node.callee);
  if (callee.type === T.Identifier) return callee.name;
  return callee.type === T.MemberExpression ? memberName(callee) : undefined;
}
