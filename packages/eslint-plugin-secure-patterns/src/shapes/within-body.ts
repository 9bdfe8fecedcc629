import type { Node } from "../ast/nodes.ts";
import { childrenOf, type FileFlow } from "../flow/file-flow.ts";

const MOST_NODES = 4_000;

/**
 * What stands in a function's body, or in another part of the code, functions inside it included; of a long one, a part: it is no
 * logger's, and no check.
 */
export function* withinBody(file: FileFlow, from: Node): Generator<Node> {
  const pending: Node[] = [from];
  let count = 0;
  for (let node = pending.pop(); node && ++count < MOST_NODES; node = pending.pop()) {
    yield node;
    pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
}
