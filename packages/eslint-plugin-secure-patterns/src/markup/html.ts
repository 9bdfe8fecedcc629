import { asWritten, type MarkupElement, type NamedAttribute, splitTemplateText } from "./element.ts";
import { readBindingName } from "./tokenize-html.ts";

type Range = readonly [number, number];

/** The part that we read of the nodes of @html-eslint/parser. */
export interface HtmlTag {
  readonly name: string;
  readonly openStart: { readonly range: Range };
  readonly openEnd: { readonly range: Range };
  readonly attributes: readonly {
    readonly range: Range;
    readonly key: { readonly value: string };
    readonly value?: { readonly value: string; readonly range: Range };
    readonly startWrapper?: { readonly value: string };
  }[];
}

export function fromHtml(node: HtmlTag): MarkupElement {
  return {
    name: node.name,
    dialect: "html",
    range: [node.openStart.range[0], node.openEnd.range[1]],
    attributes: node.attributes.map(toAttribute),
    escape: asWritten,
  };
}

function toAttribute({ range, key, value, startWrapper }: HtmlTag["attributes"][number]): NamedAttribute {
  const { name, isBinding } = readBindingName(key.value);
  if (isBinding) return { kind: "named", name, range, parts: [null] };
  if (!value) return { kind: "named", name, range, parts: [] };
  const slot = { range: value.range, quote: startWrapper?.value ?? "" };
  return { kind: "named", name, range, parts: splitTemplateText(value.value), slot };
}
