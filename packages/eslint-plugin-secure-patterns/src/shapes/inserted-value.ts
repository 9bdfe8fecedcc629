import { T, unwrap, type Node } from "../ast/nodes.ts";
import { fileOf } from "../flow/file-flow.ts";
import type { Step } from "../flow/origin.ts";
import { trace } from "../flow/trace.ts";
import { partsOf } from "../flow/trace-text.ts";
import type { Flow } from "./flow-rule.ts";
import { propertyAt } from "./property-at.ts";

/**
 * The expression that puts the dangerous value into a text: the one hole of a template, the one term of a sum, or the
 * whole. Undefined where the text is built somewhere else, unless what is built there is markup.
 */
export function insertedValue(flow: Flow): Node | undefined {
  const { analysis, use, origin } = flow;
  const value = propertyAt(analysis.file, use.value, use.row.at ?? []);
  if (use.row.at && value === use.value) return undefined;
  if (isText(unwrap(value))) return holeFor(flow, unwrap(value));
  if (origin.before === "") return value;
  for (let step: Step | undefined = origin.steps; step; step = step.next) {
    const node = unwrap(step.node);
    if (fileOf(node) !== analysis.file || !isText(node)) continue;
    // a plain text may be shown as one elsewhere
    return hasMarkup(node) ? holeFor(flow, node) : undefined;
  }
  return undefined;
}

function isText(node: Node): boolean {
  return node.type === T.TemplateLiteral || (node.type === T.BinaryExpression && node.operator === "+");
}

/** The one part that holds the value. */
function holeFor({ analysis, origin }: Flow, text: Node): Node | undefined {
  const holding = partsOf(text).filter(
    (part) =>
      typeof part !== "string" && trace(analysis.file, part).some((inner) => inner.node === origin.node),
  );
  return holding.length === 1 ? (holding[0] as Node) : undefined;
}

function hasMarkup(text: Node): boolean {
  return partsOf(text).some((part) => /<[a-z]/i.test(typeof part === "string" ? part : textOf(part)));
}

function textOf(part: Node): string {
  return part.type === T.Literal && typeof part.value === "string" ? part.value : "";
}
