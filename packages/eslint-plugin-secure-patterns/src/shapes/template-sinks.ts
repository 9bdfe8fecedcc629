import type { Unit } from "../flow/unit.ts";
import { rawHtmlOf, type RawHtml, type Template } from "../markup/template-expressions.ts";
import type { CatalogIndex } from "./catalog-index.ts";
import type { SinkUse } from "./sink-uses.ts";
import { nodesOf } from "../flow/nodes.ts";

/** The expressions of a Vue or Svelte template that become markup. */
export function findTemplateSinks(unit: Unit, index: CatalogIndex, template: Template): SinkUse[] {
  const found = [...template.rawHtml, ...(/\.svelte$/.test(unit.filename) ? rawTags(unit) : [])];
  return found.flatMap(({ name, node, expression }) =>
    (index.attributes.get(name) ?? [])
      .filter(({ row }) => !row.elements)
      .map(({ row }) => ({ row, node, value: expression })),
  );
}

function rawTags(unit: Unit): RawHtml[] {
  const found: RawHtml[] = [];
  for (const node of nodesOf(unit)) {
    const tag = rawHtmlOf(node);
    if (tag) found.push(tag);
  }
  return found.reverse();
}
