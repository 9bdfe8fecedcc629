import type { TSESTree } from "@typescript-eslint/utils";
import { asWritten, type MarkupAttribute, type MarkupElement } from "./element.ts";

type Range = readonly [number, number];

/** The part that we read of the nodes of svelte-eslint-parser. */
export interface SvelteElement {
  readonly name: { readonly type: string; readonly range: Range };
  readonly startTag: { readonly range: Range; readonly attributes: readonly SvelteAttribute[] };
}

type SvelteAttribute =
  | { type: "SvelteAttribute"; key: { name: string }; value: readonly SvelteValue[]; range: Range }
  | { type: "SvelteShorthandAttribute"; key: { name: string }; value: TSESTree.Identifier; range: Range }
  | { type: "SvelteSpreadAttribute"; argument: TSESTree.Expression; range: Range }
  | { type: "SvelteDirective" | "SvelteSpecialDirective"; range: Range };

type SvelteValue =
  | { type: "SvelteLiteral"; value: string; range: Range }
  | { type: "SvelteMustacheTag"; expression: TSESTree.Expression; range: Range };

export function fromSvelte({ name, startTag }: SvelteElement, text: string): MarkupElement {
  return {
    // A component's name is an expression (`UI.Link`): its text is the name.
    name: text.slice(...name.range),
    dialect: "svelte",
    range: startTag.range,
    attributes: startTag.attributes.flatMap((attribute) => toAttribute(attribute, text)),
    escape: asWritten,
  };
}

function toAttribute(attribute: SvelteAttribute, source: string): MarkupAttribute[] {
  const { range } = attribute;
  switch (attribute.type) {
    case "SvelteSpreadAttribute":
      return [{ kind: "spread", range, expression: attribute.argument }];
    case "SvelteShorthandAttribute":
      return [{ kind: "named", name: attribute.key.name, range, parts: [attribute.value] }];
    case "SvelteAttribute": {
      const { key, value } = attribute;
      const parts = value.map((part) => (part.type === "SvelteLiteral" ? part.value : part.expression));
      const [only] = value;
      if (value.length !== 1 || only?.type !== "SvelteLiteral")
        return [{ kind: "named", name: key.name, range, parts }];
      const quote = /["']/.exec(source[only.range[0] - 1] ?? "")?.[0] ?? "";
      return [{ kind: "named", name: key.name, range, parts, slot: { range: only.range, quote } }];
    }
    default:
      return [];
  }
}
