import type { TSESTree } from "@typescript-eslint/utils";

/** An element of JSX, Vue, Svelte, Astro, Angular, an HTML file, or HTML in a JavaScript string. */
export interface MarkupElement {
  /** As written: `a`, `NuxtLink`, `v-btn`, `UI.Link`. */
  readonly name: string;
  readonly dialect: "jsx" | "vue" | "svelte" | "astro" | "angular" | "html" | "string";
  /** The opening tag. */
  readonly range: readonly [number, number];
  /** In source order, spreads included. */
  readonly attributes: readonly MarkupAttribute[];
  /** The string that spells it, in the dialect `"string"`. */
  readonly string?: TSESTree.Node;
  /** What source text must look like where the element stands in a string: escapes the string's own quotes. */
  readonly escape: (text: string) => string;
}

export type MarkupAttribute = NamedAttribute | SpreadAttribute;

export interface NamedAttribute {
  readonly kind: "named";
  /** Without the marks of a binding: `:href`, `[href]`, `.href` and `bind:href` are `href`. */
  readonly name: string;
  readonly range: readonly [number, number];
  /** Pieces in order: text, an expression, or `null` for what cannot be read. None for an attribute without a value. */
  readonly parts: readonly (string | TSESTree.Node | null)[];
  /** Where a plain text value stands and can be edited. */
  readonly slot?: TextSlot | undefined;
}

/** `{...props}`, `v-bind="props"`, or a piece of a string's tag that code writes. */
export interface SpreadAttribute {
  readonly kind: "spread";
  readonly range: readonly [number, number];
  readonly expression: TSESTree.Node | undefined;
}

/** The place of a text between its quotes; `quote` is empty for an attribute that is written without. */
export interface TextSlot {
  readonly range: readonly [number, number];
  readonly quote: string;
}

/** Text of HTML in which a template engine leaves holes: `{{ url }}`, `<%= url %>`, `{% … %}`, `${url}`. */
export function splitTemplateText(text: string): readonly (string | null)[] {
  const parts: (string | null)[] = [];
  let at = 0;
  for (const { 0: hole, index } of text.matchAll(/\{\{.*?\}\}|<%.*?%>|\{%.*?%\}|\$\{.*?\}/gs)) {
    if (index > at) parts.push(text.slice(at, index));
    parts.push(null);
    at = index + hole.length;
  }
  return at < text.length || parts.length === 0 ? [...parts, text.slice(at)] : parts;
}

export function asWritten(text: string): string {
  return text;
}
