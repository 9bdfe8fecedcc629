import type { Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";

const LONGEST = 200;

/** How a node begins, as it is written. */
export function nodeText(file: FileFlow, node: Node): string {
  return file.unit.text.slice(node.range[0], Math.min(node.range[1], node.range[0] + LONGEST));
}
