import { T, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ELEMENT, type AccessPath } from "../flow/access-path.ts";
import { patternBindings } from "../flow/bindings.ts";
import { componentMember } from "./vue-component.ts";
import type { OutsideName, Unit } from "../flow/unit.ts";

/** An expression that a template takes for markup: `v-html="x"`, `{@html x}`. */
export interface RawHtml {
  readonly name: "v-html" | "@html" | "innerHTML" | "srcdoc";
  /** The attribute or the tag. */
  readonly node: Node;
  readonly expression: Node;
}

export interface Template {
  readonly rawHtml: readonly RawHtml[];
  /** Names that the template reads and the script declares. */
  readonly names: readonly OutsideName[];
  /** What `this.name` means in the script. */
  readonly memberOf?: NonNullable<Unit["memberOf"]>;
}

/** The part that we read of the nodes of vue-eslint-parser. */
interface VueNode {
  readonly type: string;
  readonly children?: readonly VueNode[];
  readonly startTag?: { readonly attributes: readonly VueAttribute[] };
  readonly expression?: Node | null;
  readonly references?: readonly VueReference[];
}

interface VueAttribute extends VueNode {
  readonly directive: boolean;
  readonly key: {
    readonly name: string | { readonly name: string };
    readonly argument?: { readonly name?: string } | null;
  };
  readonly value: VueNode | null;
}

interface VueReference {
  readonly id: Node;
  /** What the template itself declares: the item of a `v-for`. */
  readonly variable: { readonly id: Node; readonly kind: string } | null;
}

const NONE: Template = { rawHtml: [], names: [] };

/** What stands outside of the script, in a file of Vue or Svelte. */
export function templateOf(program: TSESTree.Program): Template {
  const { templateBody } = program as unknown as { templateBody?: VueNode | null };
  return templateBody ? fromVue(templateBody, componentMember(program)) : NONE;
}

function fromVue(root: VueNode, memberOf: NonNullable<Unit["memberOf"]>): Template {
  const rawHtml: RawHtml[] = [];
  const names: OutsideName[] = [];
  const pending: VueNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const attribute of node.startTag?.attributes ?? []) {
      names.push(...(attribute.value?.references ?? []).flatMap((reference) => nameOf(reference, memberOf)));
      const name = rawName(attribute);
      const expression = attribute.value?.expression;
      if (name && expression) rawHtml.push({ name, node: attribute as unknown as Node, expression });
    }
    pending.push(...(node.children ?? []));
  }
  return { rawHtml: rawHtml.reverse(), names, memberOf };
}

/** `v-html="x"`, `:innerHTML.prop="x"`, `:srcdoc="x"` */
function rawName({ directive, key }: VueAttribute): RawHtml["name"] | undefined {
  const name = typeof key.name === "string" ? key.name : key.name.name;
  if (!directive) return undefined;
  if (name === "html") return "v-html";
  const argument = key.argument?.name?.toLowerCase().replace("-", "");
  if (name !== "bind") return undefined;
  return argument === "innerhtml" ? "innerHTML" : argument === "srcdoc" ? "srcdoc" : undefined;
}

function nameOf({ id, variable }: VueReference, memberOf: NonNullable<Unit["memberOf"]>): OutsideName[] {
  if (!variable) {
    const place = id.type === T.Identifier ? memberOf(id.name) : undefined;
    return [{ identifier: id, ...place }];
  }
  const item = variable.kind === "v-for" ? itemOf(variable.id) : undefined;
  return item ? [{ identifier: id, ...item }] : [];
}

/** `v-for="{ html } in posts"`: an element of `posts`, and what is read from it. */
function itemOf(name: Node): { from: Node; path: AccessPath } | undefined {
  let node: Node | undefined = name;
  while (node && (node.type as string) !== "VForExpression") node = node.parent;
  const { left, right } = (node ?? {}) as unknown as { left?: readonly Node[]; right?: Node };
  const [item] = left ?? [];
  if (!item || !right) return undefined;
  for (const { identifier, path } of patternBindings(item)) {
    if (identifier === name) return { from: right, path: [ELEMENT, ...path] };
  }
  return undefined;
}

/** `{@html x}` */
export function rawHtmlOf(node: Node): RawHtml | undefined {
  const { type, kind, expression } = node as unknown as { type: string; kind?: string; expression?: Node };
  if (type !== "SvelteMustacheTag" || kind !== "raw" || !expression || expression.type === T.Literal)
    return undefined;
  return { name: "@html", node, expression };
}
