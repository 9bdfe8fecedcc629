import { T, unwrap, type Node } from "../ast/nodes.ts";
import { trace } from "../flow/trace.ts";
import { partsOf } from "../flow/trace-text.ts";
import type { Flow } from "./flow-rule.ts";
import { propertyAt } from "./property-at.ts";

/**
 * The expression that puts the dangerous value into a text: the one hole of a template, the one term of a sum, or the
 * whole. Undefined where the text is built somewhere else.
 */
export function insertedValue({ analysis, use, origin }: Flow): Node | undefined {
  const value = propertyAt(analysis.file, use.value, use.row.at ?? []);
  if (use.row.at && value === use.value) return undefined;
  const node = unwrap(value);
  const isText =
    node.type === T.TemplateLiteral || (node.type === T.BinaryExpression && node.operator === "+");
  if (!isText) return origin.before === "" ? value : undefined;
  const holding = partsOf(node).filter(
    (part) =>
      typeof part !== "string" && trace(analysis.file, part).some((inner) => inner.node === origin.node),
  );
  return holding.length === 1 ? (holding[0] as Node) : undefined;
}
