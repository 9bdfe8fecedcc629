import { calleeName, isCall, T, type CallNode, type FunctionNode, type Node } from "../ast/nodes.ts";
import { patternBindings } from "../flow/bindings.ts";
import { childrenOf, fileOf, type FileFlow } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { namesOf } from "./catalog-model.ts";

/**
 * Whether the function that is handed a value calls a validator with it, in a way that nobody could follow: what its name
 * promises leaves a doubt.
 *
 * `validateInputs([input, Schema]);`
 */
export function isHandedToValidator(analysis: Analysis, { root }: Origin): boolean {
  if (root.type !== "parameter") return false;
  const file = fileOf(root.of);
  const parameter = root.of.params[root.index];
  if (!file || !parameter) return false;
  const names = new Set<string>();
  for (const { identifier } of patternBindings(parameter))
    if (identifier.type === T.Identifier) names.add(identifier.name);
  return [...callsIn(file, root.of)].some(
    (call) =>
      namesOf(analysis.index, calleeName(call), "guard").length > 0 &&
      call.arguments.some((argument) => mentions(file, argument, names)),
  );
}

function* callsIn(file: FileFlow, of: FunctionNode): Generator<CallNode> {
  const pending: Node[] = [of.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isCall(node)) yield node;
    pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
}

function mentions(file: FileFlow, node: Node, names: ReadonlySet<string>): boolean {
  if (node.type === T.Identifier) return names.has(node.name);
  return childrenOf(node, file.unit.visitorKeys).some((child) => mentions(file, child, names));
}
