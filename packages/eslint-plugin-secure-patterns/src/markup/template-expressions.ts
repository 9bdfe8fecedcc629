import { calleeName, isCall, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ELEMENT, type AccessPath } from "../flow/access-path.ts";
import { patternBindings } from "../flow/bindings.ts";
import { svelteNames } from "./svelte-names.ts";
import { componentMember } from "./vue-component.ts";
import type { OutsideName, OutsidePlace, Unit } from "../flow/unit.ts";

/** An expression that a template takes for markup: `v-html="x"`, `{@html x}`. */
export interface RawHtml {
  readonly name: "v-html" | "@html" | "innerHTML" | "srcdoc";
  /** The attribute or the tag. */
  readonly node: Node;
  readonly expression: Node;
}

/** An attribute that is given an address: `:href="x"`, `href={x}`. */
export interface BoundAddress {
  /** As JSX spells it. */
  readonly name: "href" | "src" | "action" | "formAction";
  readonly element: string;
  readonly node: Node;
  readonly expression: Node;
}

export interface Template {
  readonly rawHtml: readonly RawHtml[];
  readonly addresses: readonly BoundAddress[];
  /** Names that the template reads and the script declares. */
  readonly names: readonly OutsideName[];
  /** What `this.name` means in the script. */
  readonly memberOf?: NonNullable<Unit["memberOf"]>;
}

/** The part that we read of the nodes of vue-eslint-parser. */
interface VueNode {
  readonly type: string;
  readonly name?: string;
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

/** What makes values that templates take out of their box. */
const REFS = /^(?:ref|shallowRef|toRef|customRef|computed)$/;

const ADDRESSES: Readonly<Record<string, BoundAddress["name"]>> = {
  href: "href",
  src: "src",
  action: "action",
  formaction: "formAction",
};

const NONE: Template = { rawHtml: [], addresses: [], names: [] };

/** What stands outside of the script, in a file of Vue or Svelte. */
export function templateOf(unit: Pick<Unit, "ast" | "filename" | "scopeManager">): Template {
  if (/\.svelte$/.test(unit.filename)) return { ...NONE, names: svelteNames(unit) };
  const { templateBody } = unit.ast as unknown as { templateBody?: VueNode | null };
  return templateBody ? fromVue(templateBody, componentMember(unit.ast), refsOf(unit.ast)) : NONE;
}

/**
 * `const text = ref("")`: templates read `text.value` where they say `text`; what other calls give, as `const { text } =
 * useText()`, may be such a box.
 */
function refsOf(program: TSESTree.Program): ReadonlyMap<string, OutsidePlace> {
  const refs = new Map<string, OutsidePlace>();
  for (const statement of program.body) {
    const declarations = statement.type === T.VariableDeclaration ? statement.declarations : [];
    for (const { id, init } of declarations) {
      const call = init && unwrap(init);
      const made = call?.type === T.AwaitExpression ? unwrap(call.argument) : call;
      if (!made || !isCall(made)) continue;
      const isRef = id.type === T.Identifier && REFS.test(calleeName(made) ?? "");
      for (const { identifier } of patternBindings(id)) {
        if (identifier.type !== T.Identifier) continue;
        const place = isRef ? { path: ["value"] } : { path: [], boxed: true as const };
        refs.set(identifier.name, { from: identifier, ...place });
      }
    }
  }
  return refs;
}

function fromVue(
  root: VueNode,
  memberOf: NonNullable<Unit["memberOf"]>,
  refs: ReadonlyMap<string, OutsidePlace>,
): Template {
  const rawHtml: RawHtml[] = [];
  const addresses: BoundAddress[] = [];
  const names: OutsideName[] = [];
  const pending: VueNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const attribute of node.startTag?.attributes ?? []) {
      names.push(
        ...(attribute.value?.references ?? []).flatMap((reference) => nameOf(reference, memberOf, refs)),
      );
      const name = rawName(attribute);
      const expression = attribute.value?.expression;
      if (!expression) continue;
      if (name) rawHtml.push({ name, node: attribute as unknown as Node, expression });
      const address = addressName(attribute);
      if (address && node.name !== undefined)
        addresses.push({ name: address, element: node.name, node: attribute as unknown as Node, expression });
    }
    pending.push(...(node.children ?? []));
  }
  return { rawHtml: rawHtml.reverse(), addresses, names, memberOf };
}

/** `:href="x"`, `v-bind:src="x"` */
function addressName({ directive, key }: VueAttribute): BoundAddress["name"] | undefined {
  const name = typeof key.name === "string" ? key.name : key.name.name;
  return directive && name === "bind" ? ADDRESSES[key.argument?.name?.toLowerCase() ?? ""] : undefined;
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

function nameOf(
  { id, variable }: VueReference,
  memberOf: NonNullable<Unit["memberOf"]>,
  refs: ReadonlyMap<string, OutsidePlace>,
): OutsideName[] {
  if (!variable) {
    const ref = id.type === T.Identifier ? refs.get(id.name) : undefined;
    if (ref) return [{ identifier: id, ...ref }];
    const place = id.type === T.Identifier ? memberOf(id.name) : undefined;
    return [{ identifier: id, ...place, ...(place && id.type === T.Identifier ? { member: id.name } : {}) }];
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

/** The part that we read of an attribute of Svelte's: `href={x}`, `{href}`. */
interface SvelteAttribute {
  readonly type: string;
  readonly key?: { readonly name?: string };
  readonly value?: Node | readonly { readonly type: string; readonly expression?: Node }[];
  readonly parent?: { readonly parent?: { readonly name?: { readonly name?: string } } };
}

/** `href={x}`; of `href="/posts/{x}"` the text in front decides, and it starts with a slash as a rule. */
export function svelteAddressOf(node: Node): BoundAddress | undefined {
  const { type, key, value, parent } = node as unknown as SvelteAttribute;
  if (type !== "SvelteAttribute" && type !== "SvelteShorthandAttribute") return undefined;
  const name = ADDRESSES[key?.name?.toLowerCase() ?? ""];
  const element = parent?.parent?.name?.name;
  const parts = Array.isArray(value)
    ? (value as readonly { readonly expression?: Node }[])
    : [{ expression: value }];
  const [part] = parts;
  const expression = part?.expression as Node | undefined;
  return name && element !== undefined && expression && parts.length === 1
    ? { name, element, node, expression }
    : undefined;
}
