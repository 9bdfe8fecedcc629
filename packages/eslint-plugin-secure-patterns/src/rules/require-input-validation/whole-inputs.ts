import { T, unwrap, type Node } from "../../ast/nodes.ts";

const DEEPEST = 4;

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
