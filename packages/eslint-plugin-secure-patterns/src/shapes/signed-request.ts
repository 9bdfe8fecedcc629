import { isFunction, T, type FunctionNode, type Node } from "../ast/nodes.ts";
import { childrenOf, fileOf } from "../flow/file-flow.ts";
import type { Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { layersBefore } from "./validated-route.ts";

const CHECKS_SIGNATURE =
  /^(?:check|verify|validate|require|ensure|assert)_?\w*signature$|^(?:\w+_)?signature_?(?:check\w*|verif\w+|valid\w+|guard|middleware)$/i;

const known = new WeakMap<FunctionNode, boolean>();

/**
 * Whether only who shares a secret with the program gets to the handler: what a partner's server signs is not what anybody
 * may send.
 *
 * `router.post("/paid", signatureCheck, paid)`
 */
export function isSigned(analysis: Analysis, { root }: Origin): boolean {
  if (root.type !== "parameter") return false;
  let answer = known.get(root.of);
  if (answer === undefined) known.set(root.of, (answer = layersBefore(analysis, root.of).some(namesCheck)));
  return answer;
}

function namesCheck(layer: Node): boolean {
  const keys = fileOf(layer)?.unit.visitorKeys;
  if (!keys) return false;
  const pending: Node[] = [layer];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === T.Identifier && CHECKS_SIGNATURE.test(node.name)) return true;
    if (!isFunction(node)) pending.push(...childrenOf(node, keys));
  }
  return false;
}
