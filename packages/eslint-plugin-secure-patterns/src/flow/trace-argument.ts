import { T, type CallNode } from "../ast/nodes.ts";
import type { AccessPath } from "./access-path.ts";
import type { FileFlow } from "./file-flow.ts";
import type { Origin } from "./origin.ts";
import { trace } from "./trace.ts";

export function traceArgument(
  file: FileFlow,
  node: CallNode,
  index: number,
  path: AccessPath,
): readonly Origin[] {
  const argument = node.arguments[index];
  return argument && argument.type !== T.SpreadElement ? trace(file, argument, path) : [];
}
