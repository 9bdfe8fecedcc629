import { isCall, T, type CallNode, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ELEMENT, type AccessPath } from "./access-path.ts";

/** What a call puts into a parameter: `at` is read from `node`, as in `f(...list)`, which puts `list[0]` into the first. */
export interface Passed {
  readonly node: Node;
  readonly at: AccessPath;
}

/** How a call hands its arguments on: as they stand, `f.call(self, …)`, `f.apply(self, list)`, to a function bound before. */
export interface Passing {
  /** Arguments in front that are not handed on, or (negative) that were bound before. */
  readonly shift: number;
  readonly list?: true;
}

/** The value of a parameter at one call: nothing where the call leaves it out. */
function argumentAt(
  call: CallNode | TSESTree.TaggedTemplateExpression,
  index: number,
  { shift, list }: Passing,
): Passed | undefined {
  if (!isCall(call)) {
    // tag`a${x}`: the texts come first
    const node = index > 0 ? call.quasi.expressions[index - 1] : undefined;
    return node && { node, at: [] };
  }
  if (list) {
    const node = call.arguments[shift];
    return node && node.type !== T.SpreadElement ? { node, at: [String(index)] } : undefined;
  }
  const wanted = index + shift;
  if (wanted < Math.max(shift, 0)) return undefined;
  for (const [position, node] of call.arguments.slice(0, wanted + 1).entries()) {
    if (node.type === T.SpreadElement) return { node: node.argument, at: [String(wanted - position)] };
    if (position === wanted) return { node, at: [] };
  }
  return undefined;
}

/** What a call puts into a parameter of `body`, rest parameters included, whose elements are the first `skip` steps of a path. */
export function passedTo(
  call: CallNode | TSESTree.TaggedTemplateExpression,
  body: FunctionNode,
  index: number,
  passing: Passing,
): readonly (Passed & { readonly skip: number })[] {
  if (body.params[index]?.type === T.RestElement) {
    return argumentsFrom(call, index, passing).map((passed) => ({ ...passed, skip: 1 }));
  }
  const passed = argumentAt(call, index, passing);
  return passed ? [{ ...passed, skip: 0 }] : [];
}

function argumentsFrom(
  call: CallNode | TSESTree.TaggedTemplateExpression,
  index: number,
  { shift, list }: Passing,
): readonly Passed[] {
  if (!isCall(call))
    return call.quasi.expressions.slice(Math.max(index - 1, 0)).map((node) => ({ node, at: [] }));
  if (list) {
    const node = call.arguments[shift];
    return node ? [{ node, at: [ELEMENT] }] : [];
  }
  return call.arguments
    .slice(Math.max(index + shift, 0))
    .map((node) =>
      node.type === T.SpreadElement ? { node: node.argument, at: [ELEMENT] } : { node, at: [] },
    );
}
