import { isCall, memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import { childrenOf, fileOf, type FileFlow } from "../../flow/file-flow.ts";
import { trace } from "../../flow/trace.ts";
import { functionsOf } from "../../flow/trace.ts";
import { valueOf } from "./columns.ts";

const DEEPEST = 3;

/**
 * The text of a key, its variable parts by their names: `reset:${token}`; behind `keyOf(email)` and `this.prefix` what
 * they stand for.
 */
export function keyText(file: FileFlow, node: Node, depth = 0): string {
  const value = valueOf(file, node) ?? unwrap(node);
  const own = file.unit.text.slice(value.range[0], value.range[1]);
  if (depth >= DEEPEST) return own;
  return [own, ...insideOf(file, value, depth)].join(" ");
}

function insideOf(file: FileFlow, node: Node, depth: number): string[] {
  if (isCall(node))
    return functionsOf(file, node.callee).flatMap((body) => {
      const home = fileOf(body);
      return home ? home.returnsOf(body).map((value) => keyText(home, value, depth + 1)) : [];
    });
  if (node.type === T.TemplateLiteral)
    return node.expressions.flatMap((part) => insideOf(file, unwrap(part), depth));
  if (node.type === T.BinaryExpression)
    return childrenOf(node, file.unit.visitorKeys).flatMap((part) => insideOf(file, unwrap(part), depth));
  if (node.type === T.MemberExpression && memberName(node) !== undefined) return constantsOf(file, node);
  return [];
}

/** The texts that an expression can stand for. */
export function constantsOf(file: FileFlow, node: Node): string[] {
  return trace(file, node).flatMap(({ root, path }) =>
    root.type === "literal" && path.length === 0 && root.text !== undefined ? [root.text] : [],
  );
}
