import type { Node } from "../ast/nodes.ts";
import { fileOf } from "../flow/file-flow.ts";
import type { Unit } from "../flow/unit.ts";
import type { Analysis } from "./analysis.ts";

const lineStarts = new WeakMap<Unit, readonly number[]>();

/** `line 12`, or `lib/url.ts line 12` where the node is part of another file than the linted one. */
export function placeOf(node: Node, analysis: Analysis): string {
  const unit = fileOf(node)?.unit;
  const line = unit ? lineAt(unit, node.range[0]) : node.loc.start.line;
  if (!unit || unit === analysis.file.unit) return `line ${line}`;
  return `${unit.filename.split(/[\\/]/).slice(-2).join("/")} line ${line}`;
}

/** Neighbours and the scripts of pages are parsed without line numbers. */
export function lineAt(unit: Unit, offset: number): number {
  let starts = lineStarts.get(unit);
  if (!starts) {
    starts = [...unit.text.matchAll(/\n/g)].map(({ index }) => index);
    lineStarts.set(unit, starts);
  }
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}
