import { T, type CallNode, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { childrenOf, type FileFlow } from "./file-flow.ts";
import { elementCall } from "./element-call.ts";
import { constructorOf } from "./trace-class.ts";
import type { Variable } from "./unit.ts";

/** How many classes that extend each other are looked through. */
export const DEEPEST_FAMILY = 5;

/** `new A(…)`, and `<A />`, runs the constructor of `A`; `super(…)`, or nothing at all, in a class that extends `A` does so too. */
export function constructionsOf(file: FileFlow, of: Variable | undefined, depth = 0): readonly CallNode[] {
  if (depth > DEEPEST_FAMILY) return [];
  return (of?.references ?? []).flatMap(({ identifier }) => {
    const { parent } = identifier as Node;
    if (parent?.type === T.NewExpression && parent.callee === identifier) return [parent];
    if (parent?.type === T.JSXOpeningElement) return [elementCall(parent)];
    if (!isClass(parent) || parent.superClass !== identifier) return [];
    const constructor = constructorOf(parent);
    if (constructor) return superCallsIn(file, constructor);
    return parent.id ? constructionsOf(file, file.bindings.variableOf(parent.id), depth + 1) : [];
  });
}

export function superCallsIn(file: FileFlow, constructor: FunctionNode): readonly CallNode[] {
  const calls: CallNode[] = [];
  const pending: Node[] = [constructor.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === T.CallExpression && node.callee.type === T.Super) calls.push(node);
    if (!isClass(node)) pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
  return calls;
}

function isClass(node: Node | undefined): node is TSESTree.ClassDeclaration | TSESTree.ClassExpression {
  return node?.type === T.ClassDeclaration || node?.type === T.ClassExpression;
}
