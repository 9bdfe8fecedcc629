import { isCall, T, type FunctionNode, type Node } from "../../ast/nodes.ts";
import { originLayers } from "../../catalog/protections.ts";
import { fileOf } from "../../flow/file-flow.ts";
import { trace } from "../../flow/trace.ts";
import { bodyFacts } from "./body-facts.ts";

/**
 * `cors({ origin: (origin, callback) => callback(list.includes(origin) ? null : new Error()) })`: what another site sends goes no
 * further. A list of origins, or `callback(null, false)`, only keeps the answer from it.
 */
export function refusesOrigins(layer: Node): boolean {
  const file = fileOf(layer);
  const call = isCall(layer) ? layer : undefined;
  const [options] = call?.arguments ?? [];
  if (!file || !call || !options) return false;
  const isOfOrigins = trace(file, call.callee).some(
    ({ root }) => root.type === "import" && originLayers.includes(root.module),
  );
  return (
    isOfOrigins &&
    trace(file, options, ["origin"]).some(({ root }) => root.type === "function" && handsErrorOn(root.node))
  );
}

function handsErrorOn(of: FunctionNode): boolean {
  const callback = of.params.at(-1);
  if (of.params.length < 2 || callback?.type !== T.Identifier) return false;
  return bodyFacts(of).calls.some(
    ({ callee, arguments: [error] }) =>
      callee.type === T.Identifier && callee.name === callback.name && error !== undefined && isError(error),
  );
}

function isError(node: Node): boolean {
  if (node.type === T.ConditionalExpression) return isError(node.consequent) || isError(node.alternate);
  return node.type === T.NewExpression;
}
