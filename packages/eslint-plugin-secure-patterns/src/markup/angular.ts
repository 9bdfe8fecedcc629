import type { TSESTree } from "@typescript-eslint/utils";
import { asWritten, type MarkupAttribute, type MarkupElement, type NamedAttribute } from "./element.ts";

/** The part that we read of the nodes of @angular-eslint/template-parser. */
export interface AngularElement {
  readonly name: string;
  readonly startSourceSpan: Span;
  readonly attributes: readonly { name: string; value: string; sourceSpan: Span; valueSpan?: Span }[];
  readonly inputs: readonly { name: string; sourceSpan: Span; value: { ast?: AngularExpression } }[];
}

interface Span {
  readonly start: { readonly offset: number };
  readonly end: { readonly offset: number };
}

interface AngularExpression {
  readonly type: string;
  readonly sourceSpan: { readonly start: number; readonly end: number };
  readonly value?: unknown;
  readonly condition?: AngularExpression;
  readonly trueExp?: AngularExpression;
  readonly falseExp?: AngularExpression;
  readonly strings?: readonly string[];
}

export function fromAngular(node: AngularElement, text: string): MarkupElement {
  const attributes: MarkupAttribute[] = [
    ...node.attributes.map((attribute) => fromText(attribute, text)),
    ...node.inputs.map(fromInput),
  ];
  return {
    name: node.name,
    dialect: "angular",
    range: rangeOf(node.startSourceSpan),
    attributes: attributes.sort((a, b) => a.range[0] - b.range[0]),
    escape: asWritten,
  };
}

function fromText(
  { name, value, sourceSpan, valueSpan }: AngularElement["attributes"][number],
  text: string,
): NamedAttribute {
  const range = rangeOf(sourceSpan);
  if (!valueSpan) return { kind: "named", name, range, parts: [value] };
  const inner = rangeOf(valueSpan);
  const quote = /["']/.exec(text[inner[0] - 1] ?? "")?.[0] ?? "";
  return { kind: "named", name, range, parts: [value], slot: { range: inner, quote } };
}

/** `[href]="url"`, `[attr.rel]="rel"`, and `href="{{ url }}"` */
function fromInput({ name, sourceSpan, value }: AngularElement["inputs"][number]): NamedAttribute {
  const { ast } = value;
  const parts = ast?.type === "Interpolation" ? fromInterpolation(ast) : [ast ? toExpression(ast) : null];
  return { kind: "named", name, range: rangeOf(sourceSpan), parts };
}

function fromInterpolation({ strings = [] }: AngularExpression): NamedAttribute["parts"] {
  return strings.flatMap((text, index) => [...(index > 0 ? [null] : []), ...(text ? [text] : [])]);
}

/** Angular's own expression nodes, as far as attribute values are read, in the form of JavaScript's. */
function toExpression(node: AngularExpression): TSESTree.Node | null {
  const range = [node.sourceSpan.start, node.sourceSpan.end];
  if (node.type === "LiteralPrimitive") return { type: "Literal", value: node.value, range } as TSESTree.Node;
  if (node.type !== "Conditional" || !node.condition || !node.trueExp || !node.falseExp) return null;
  const { start, end } = node.condition.sourceSpan;
  return {
    type: "ConditionalExpression",
    range,
    test: { type: "Unread", range: [start, end] },
    consequent: toExpression(node.trueExp) ?? { type: "Unread", range },
    alternate: toExpression(node.falseExp) ?? { type: "Unread", range },
  } as unknown as TSESTree.Node;
}

function rangeOf({ start, end }: Span): [number, number] {
  return [start.offset, end.offset];
}
