import type { TSESTree } from "@typescript-eslint/utils";
import { asWritten, type MarkupAttribute, type MarkupElement, type TextSlot } from "./element.ts";

/** JSX, and Astro, whose templates are JSX with a few attributes more. */
export function fromJsx(node: TSESTree.JSXOpeningElement, dialect: "jsx" | "astro"): MarkupElement {
  return {
    name: nameOf(node.name),
    dialect,
    range: node.range,
    attributes: node.attributes.map(toAttribute),
    escape: asWritten,
  };
}

function nameOf(node: TSESTree.JSXTagNameExpression): string {
  if (node.type === "JSXIdentifier") return node.name;
  if (node.type === "JSXNamespacedName") return `${node.namespace.name}:${node.name.name}`;
  return `${nameOf(node.object)}.${node.property.name}`;
}

function toAttribute(attribute: TSESTree.JSXAttribute | TSESTree.JSXSpreadAttribute): MarkupAttribute {
  const { range } = attribute;
  if (attribute.type === "JSXSpreadAttribute") {
    return { kind: "spread", range, expression: attribute.argument };
  }
  const name =
    attribute.name.type === "JSXNamespacedName"
      ? `${attribute.name.namespace.name}:${attribute.name.name.name}`
      : attribute.name.name;
  const { value } = attribute;
  if (!value) return { kind: "named", name, range, parts: [] };
  if (value.type === "Literal") {
    return { kind: "named", name, range, parts: [String(value.value)], slot: slotOf(value) };
  }
  const expression = value.type === "JSXExpressionContainer" ? value.expression : null;
  return { kind: "named", name, range, parts: [expression] };
}

/** Astro also allows a value without quotes. */
function slotOf({ range, raw }: TSESTree.Literal): TextSlot {
  const quote = /^["']/.exec(raw)?.[0] ?? "";
  return { range: [range[0] + quote.length, range[1] - quote.length], quote };
}
