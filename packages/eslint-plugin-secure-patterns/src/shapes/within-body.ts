import type { Node } from "../ast/nodes.ts";
import { childrenOf, type FileFlow } from "../flow/file-flow.ts";

const MOST_NODES = 1_500;

/** What stands in the body of a logger's method, functions inside it included; a longer one is no logger's. */
export function* withinBody(file: FileFlow, from: Node): Generator<Node> {
  const pending: Node[] = [from];
  let count = 0;
  for (let node = pending.pop(); node && ++count < MOST_NODES; node = pending.pop()) {
    yield node;
    pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
}
