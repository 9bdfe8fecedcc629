import { memberName, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { Bindings } from "./bindings.ts";

/** `exports.a`, `module.exports.a`, `utils.a` after `const utils = module.exports` → `"a"`; `module.exports` → `"default"`. */
export function exportedName(node: TSESTree.MemberExpression, bindings: Bindings): string | undefined {
  if (isWhole(node)) return "default";
  return isModule(node.object, bindings) ? memberName(node) : undefined;
}

/** `Object.assign(exports, …)`, `_.extend(module.exports, …)` */
export function isMergedIntoExports({ callee, arguments: given }: CallNode, bindings: Bindings): boolean {
  const name = callee.type === T.MemberExpression ? memberName(callee) : undefined;
  const [target] = given;
  return (
    target !== undefined &&
    /^(?:assign|extend|assignIn|merge)$/.test(name ?? "") &&
    isModule(target, bindings)
  );
}

function isModule(node: Node, bindings: Bindings): boolean {
  const plain = unwrap(node);
  if (plain.type !== T.Identifier) return isWhole(plain);
  const variable = bindings.variableOf(plain);
  if (!variable) return plain.name === "exports";
  const [definition] = variable.defs;
  const declarator = definition?.type === "Variable" ? (definition.node as Node) : undefined;
  return (
    declarator?.type === T.VariableDeclarator && declarator.init !== null && holdsModule(declarator.init)
  );
}

/** `module.exports`, `exports = module.exports = {}` */
function holdsModule(value: Node): boolean {
  if (value.type === T.AssignmentExpression) return isNamed(value.left) || holdsModule(value.right);
  return isNamed(value);
}

function isNamed(node: Node): boolean {
  return isWhole(node) || (node.type === T.Identifier && node.name === "exports");
}

function isWhole(node: Node): boolean {
  return (
    node.type === T.MemberExpression &&
    node.object.type === T.Identifier &&
    node.object.name === "module" &&
    memberName(node) === "exports"
  );
}
