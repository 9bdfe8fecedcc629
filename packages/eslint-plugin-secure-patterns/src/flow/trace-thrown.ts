import { isCall, isFunction, T, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import { childrenOf, fileOf, type FileFlow } from "./file-flow.ts";
import type { Origin } from "./origin.ts";
import { bindArguments } from "./trace-call.ts";
import { functionsOf, trace } from "./trace.ts";

/** How many calls away from its `catch` a `throw` is looked for. */
const DEEPEST = 3;

/** What a `catch` clause can be handed: what the block around throws, or a function that it calls. */
export function traceCaught(
  file: FileFlow,
  clause: TSESTree.CatchClause,
  path: AccessPath,
): readonly Origin[] {
  return traceThrown(file, clause.parent.block, path);
}

/** What running a piece of code can throw, or reject with, as far as the `throw` can be seen. */
export function traceThrown(file: FileFlow, around: Node, path: AccessPath, depth = 0): readonly Origin[] {
  const origins: Origin[] = [];
  const pending: Node[] = [around];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isFunction(node) && node !== around) continue;
    if (node.type === T.TryStatement && node.handler) {
      pending.push(node.handler, ...(node.finalizer ? [node.finalizer] : []));
      continue;
    }
    if (node.type === T.ThrowStatement) origins.push(...trace(file, node.argument, path));
    if (isCall(node)) origins.push(...thrownByCall(file, node, path, depth));
    pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
  return origins;
}

function thrownByCall(
  file: FileFlow,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  path: AccessPath,
  depth: number,
): readonly Origin[] {
  if (depth >= DEEPEST || call.type === T.NewExpression) return [];
  const { callee } = call;
  if (isRejection(callee)) return call.arguments[0] ? trace(file, call.arguments[0], path) : [];
  return functionsOf(file, callee).flatMap((body) => {
    const home = fileOf(body);
    const thrown = home ? traceThrown(home, body, path, depth + 1) : [];
    return thrown.flatMap((origin) => bindArguments(file, call, body, origin, { shift: 0 }));
  });
}

/** `Promise.reject(error)` */
function isRejection(callee: Node): boolean {
  return (
    callee.type === T.MemberExpression &&
    callee.object.type === T.Identifier &&
    callee.object.name === "Promise" &&
    callee.property.type === T.Identifier &&
    callee.property.name === "reject"
  );
}
