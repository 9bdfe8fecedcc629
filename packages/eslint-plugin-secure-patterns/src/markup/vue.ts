import type { TSESTree } from "@typescript-eslint/utils";
import { asWritten, type MarkupAttribute, type MarkupElement } from "./element.ts";

/** The part that we read of the nodes of vue-eslint-parser. */
export interface VueElement {
  readonly rawName: string;
  readonly startTag: {
    readonly range: readonly [number, number];
    readonly attributes: readonly VueAttribute[];
  };
}

type VueAttribute = PlainAttribute | Directive;

interface PlainAttribute {
  readonly directive: false;
  readonly range: readonly [number, number];
  readonly key: { readonly name: string };
  readonly value: { readonly value: string; readonly range: readonly [number, number] } | null;
}

interface Directive {
  readonly directive: true;
  readonly range: readonly [number, number];
  readonly key: {
    readonly name: { readonly name: string };
    readonly argument: { readonly type: string; readonly name?: string } | null;
  };
  readonly value: { readonly expression: TSESTree.Expression | null } | null;
}

export function fromVue({ rawName, startTag }: VueElement, text: string): MarkupElement {
  return {
    name: rawName,
    dialect: "vue",
    range: startTag.range,
    attributes: startTag.attributes.flatMap((attribute) => toAttribute(attribute, text)),
    escape: asWritten,
  };
}

function toAttribute(attribute: VueAttribute, source: string): MarkupAttribute[] {
  const { range } = attribute;
  if (attribute.directive) return fromDirective(attribute);
  const { key, value } = attribute;
  if (!value) return [{ kind: "named", name: key.name, range, parts: [] }];
  const quote = /["']/.exec(source[value.range[0]] ?? "")?.[0] ?? "";
  const inner = [value.range[0] + quote.length, value.range[1] - quote.length] as const;
  return [{ kind: "named", name: key.name, range, parts: [value.value], slot: { range: inner, quote } }];
}

/** `:href="…"`, `v-bind:[name]="…"` and `v-bind="…"`; other directives carry no attribute. */
function fromDirective({ key, value, range }: Directive): MarkupAttribute[] {
  if (key.name.name !== "bind") return [];
  const expression = value?.expression ?? undefined;
  if (key.argument?.type !== "VIdentifier" || key.argument.name === undefined) {
    return [{ kind: "spread", range, expression: key.argument ? undefined : expression }];
  }
  return [{ kind: "named", name: key.argument.name, range, parts: [expression ?? null] }];
}
