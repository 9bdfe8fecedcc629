import { T, unwrap, type Node } from "../ast/nodes.ts";
import type { AccessPath } from "./access-path.ts";
import type { FileFlow } from "./file-flow.ts";
import { HOLE, originAt, withStep, withText, type Origin } from "./origin.ts";
import { flat, trace } from "./trace.ts";

/** A piece of a built string: fixed text or an expression. */
export type TextPart = string | Node;

/** Reads of a string that say nothing of its content. */
const MEASURES: ReadonlySet<string> = new Set(["length", "size", "byteLength"]);

/** The pieces of a template or of a chain of `+`, from left to right. */
export function partsOf(node: Node): TextPart[] {
  if (node.type === T.TemplateLiteral) {
    return node.quasis.flatMap((quasi, index) => {
      const expression = node.expressions[index];
      return expression ? [quasi.value.cooked ?? "", expression] : [quasi.value.cooked ?? ""];
    });
  }
  const parts: TextPart[] = [];
  let left: Node = node;
  while (left.type === T.BinaryExpression && left.operator === "+") {
    parts.unshift(left.right);
    left = unwrap(left.left);
  }
  parts.unshift(left);
  return parts;
}

/**
 * The origins of a built string. Each knows the text before it, since that decides what it can do: behind
 * `"/search?q="` no value can change the host.
 */
export function traceParts(
  file: FileFlow,
  whole: Node,
  parts: readonly TextPart[],
  path: AccessPath,
): readonly Origin[] {
  if (path.some((segment) => MEASURES.has(segment))) return [];
  const origins: Origin[] = [];
  let before = "";
  let isConstant = true;
  for (const part of parts) {
    if (typeof part === "string") {
      before += part;
      continue;
    }
    const found = flat(trace(file, part));
    const literal = literalText(found);
    if (literal === undefined) {
      isConstant = false;
      for (const origin of found) origins.push(withStep(withText(origin, before), whole));
    }
    before += literal ?? HOLE;
  }
  return isConstant ? [originAt({ type: "literal", text: before }, [], whole)] : origins;
}

/** The text of an expression that can only be one constant. */
export function literalText(origins: readonly Origin[]): string | undefined {
  const [first] = origins;
  if (origins.length !== 1 || first?.root.type !== "literal" || first.before !== "") return undefined;
  return first.root.text;
}
