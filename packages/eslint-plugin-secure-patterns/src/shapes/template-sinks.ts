import type { Node } from "../ast/nodes.ts";
import type { Unit } from "../flow/unit.ts";
import { rawHtmlOf, svelteAddressOf, type Template } from "../markup/template-expressions.ts";
import type { CatalogIndex } from "./catalog-index.ts";
import type { SinkUse } from "./sink-uses.ts";
import { nodesOf } from "../flow/nodes.ts";

/** The expressions of a Vue or Svelte template that become markup, or addresses that a click or the page follows. */
export function findTemplateSinks(unit: Unit, index: CatalogIndex, template: Template): SinkUse[] {
  if (/\.svelte$/.test(unit.filename)) return svelteSinks(unit, index);
  return [...template.rawHtml, ...template.addresses].flatMap((found) => usesOf(index, found));
}

function svelteSinks(unit: Unit, index: CatalogIndex): SinkUse[] {
  const uses: SinkUse[] = [];
  for (const node of nodesOf(unit)) {
    const found = rawHtmlOf(node) ?? svelteAddressOf(node);
    if (found) uses.push(...usesOf(index, found));
  }
  return uses.reverse();
}

interface Found {
  readonly name: string;
  readonly element?: string;
  readonly node: Node;
  readonly expression: Node;
}

function usesOf(index: CatalogIndex, { name, element, node, expression }: Found): SinkUse[] {
  return (index.attributes.get(name) ?? [])
    .filter(({ row }) => (element === undefined ? !row.elements : row.elements?.includes(element)))
    .map(({ row }) => ({ row, node, value: expression }));
}
