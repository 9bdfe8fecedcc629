import { T, unwrap, type Node } from "../../ast/nodes.ts";
import type { Flow } from "../../shapes/flow-rule.ts";

const DEEPEST = 4;

/** The expression by which the client's input stands in what is written. */
export function inputOf({ analysis, use, origin }: Flow): Node | undefined {
  const isInput = (node: Node): boolean =>
    analysis
      .originsOf(node)
      .some(
        (each) =>
          each.node === origin.node && each.path.join() === origin.path.join() && each.within.length === 0,
      );
  return wholeInputs(use.value).find(isInput);
}

/** The expressions that stand for a whole input in what is written: `x`, `{ ...x }`, `{ data: x }`, `{ $set: x }`. */
export function wholeInputs(value: Node, depth = 0): readonly Node[] {
  const node = unwrap(value);
  if (node.type === T.Identifier || node.type === T.MemberExpression) return [node];
  if (node.type !== T.ObjectExpression || depth > DEEPEST) return [];
  return node.properties.flatMap((property) => {
    const inner = property.type === T.SpreadElement ? property.argument : property.value;
    const isShorthand = property.type === T.Property && property.shorthand;
    return isShorthand ? [] : wholeInputs(inner, depth + 1);
  });
}
