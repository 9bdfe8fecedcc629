import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { memberName, T, type Node } from "../../ast/nodes.ts";

/** What code does with a promise as if it were the answer. */
export interface Misuse {
  /** `asked`: whether it is true; `read`: a property of the answer; `text`: made a string; `dropped`: nothing at all. */
  readonly type: "asked" | "read" | "text" | "dropped";
  readonly member?: string | undefined;
}

const MISTAKEN_AT: ReadonlySet<string> = new Set([
  T.ExpressionStatement,
  T.VariableDeclarator,
  T.IfStatement,
  T.WhileStatement,
  T.DoWhileStatement,
  T.ForStatement,
  T.ConditionalExpression,
  T.UnaryExpression,
  T.LogicalExpression,
  T.BinaryExpression,
  T.TemplateLiteral,
  T.MemberExpression,
  T.TSNonNullExpression,
  T.TSAsExpression,
  T.ChainExpression,
]);

/** Asks of the place alone: most calls are awaited, returned or handed on. */
export function mayBeMistaken({ parent }: TSESTree.CallExpression): boolean {
  return MISTAKEN_AT.has(parent.type);
}

/** `.then(…)` waits too, and so do the assertions of test libraries: `login(user).should.be.rejected`. */
const WAITS = /^(?:then|catch|finally|should)$/;

/** How the promise that a call answers with is mistaken for what it promises; `undefined` where somebody waits or may wait. */
export function misuseOf(
  sourceCode: Readonly<TSESLint.SourceCode>,
  call: TSESTree.CallExpression,
): Misuse | undefined {
  const node = outside(call as Node);
  const { parent } = node;
  if (parent?.type === T.ExpressionStatement) return { type: "dropped" };
  if (parent?.type !== T.VariableDeclarator || parent.init !== node) return misuseAt(node);
  const { id } = parent;
  if (id.type === T.ObjectPattern) {
    const [first] = id.properties;
    const key = first?.type === T.Property ? first.key : undefined;
    return { type: "read", member: key?.type === T.Identifier ? key.name : undefined };
  }
  const variable = sourceCode.getDeclaredVariables?.(parent)[0];
  const uses = (variable?.references ?? []).filter((reference) => reference.isRead());
  const misuses = uses.map(({ identifier }) => misuseAt(outside(identifier as Node)));
  return misuses.every((each) => each !== undefined) ? misuses[0] : undefined;
}

/** What stands for the same promise: `call!`, `call as T`, `(a?.call())`. */
function outside(node: Node): Node {
  const { parent } = node;
  const isSame =
    parent?.type === T.TSNonNullExpression ||
    parent?.type === T.TSAsExpression ||
    parent?.type === T.ChainExpression;
  return isSame ? outside(parent) : node;
}

function misuseAt(node: Node): Misuse | undefined {
  const { parent } = node;
  switch (parent?.type) {
    case T.IfStatement:
    case T.WhileStatement:
    case T.DoWhileStatement:
    case T.ForStatement:
      return parent.test === node ? { type: "asked" } : undefined;
    case T.ConditionalExpression:
      return parent.test === node ? { type: "asked" } : undefined;
    case T.UnaryExpression:
      return parent.operator === "!" ? { type: "asked" } : undefined;
    case T.LogicalExpression:
      return parent.operator !== "??" && parent.left === node ? { type: "asked" } : misuseAt(parent);
    case T.BinaryExpression:
      return /^[!=]==?$/.test(parent.operator) ? { type: "asked" } : textOf(parent.operator);
    case T.TemplateLiteral:
      return parent.parent.type === T.TaggedTemplateExpression ? undefined : { type: "text" };
    case T.MemberExpression:
      return misuseOfMember(parent, node);
    default:
      return undefined;
  }
}

function textOf(operator: string): Misuse | undefined {
  return operator === "+" ? { type: "text" } : undefined;
}

function misuseOfMember(parent: TSESTree.MemberExpression, node: Node): Misuse | undefined {
  const member = memberName(parent);
  return parent.object === node && member !== undefined && !WAITS.test(member)
    ? { type: "read", member }
    : undefined;
}
