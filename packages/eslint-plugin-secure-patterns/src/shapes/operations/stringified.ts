import { calleeName, isCall, unwrap, type Node } from "../../ast/nodes.ts";

/** What `JSON.stringify(…)` is given; anything else as it is. */
export function stringified(node: Node): Node {
  const plain = unwrap(node);
  const [first] = isCall(plain) && calleeName(plain) === "stringify" ? plain.arguments : [];
  return first ? unwrap(first) : plain;
}
