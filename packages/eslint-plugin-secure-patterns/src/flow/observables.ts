import {
  calleeName,
  isCall,
  keyName,
  memberName,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import { callbackOutput } from "./callbacks.ts";
import type { FileFlow } from "./file-flow.ts";
import type { Origin } from "./origin.ts";
import { trace } from "./trace.ts";

/** Operators that go on with what their function answers: a value, or an observable of it, which counts as the value. */
const MAPPING = /^(?:map|switchMap|mergeMap|flatMap|concatMap|exhaustMap)$/;

/**
 * What comes out of `source.pipe(a, b)` behind its first `count` operators.
 * @returns `undefined` where `pipe` is that of a stream, a schema or a function
 */
export function tracePiped(
  file: FileFlow,
  pipe: TSESTree.CallExpression,
  count: number,
  path: AccessPath,
): readonly Origin[] | undefined {
  const callee = unwrap(pipe.callee);
  if (callee.type !== T.MemberExpression || !pipe.arguments.some((item) => operatorName(file, item)))
    return undefined;
  const fallbacks: Origin[] = [];
  for (const item of pipe.arguments.slice(0, count).reverse()) {
    const name = operatorName(file, item);
    const [first] = isCall(item) ? item.arguments : [];
    if (name === undefined || !first) continue;
    if (MAPPING.test(name)) return [...callbackOutput(file, first, path), ...fallbacks];
    if (name === "catchError") fallbacks.push(...callbackOutput(file, first, path));
  }
  return [...trace(file, callee.object, path), ...fallbacks];
}

/** The value that an operator, or an observer, is called with: `pipe(map((user) => …))`, `subscribe((user) => …)`, `{ next }`. */
export function observedValue(
  file: FileFlow,
  of: FunctionNode,
  path: AccessPath,
): readonly Origin[] | undefined {
  const call = of.parent?.type === T.CallExpression ? of.parent : observerCall(of);
  if (!call) return undefined;
  const outer = call.parent;
  if (outer?.type === T.CallExpression && calleeName(outer) === "pipe" && operatorName(file, call))
    return tracePiped(file, outer, outer.arguments.indexOf(call), path);
  const callee = unwrap(call.callee);
  if (callee.type !== T.MemberExpression || memberName(callee) !== "subscribe") return undefined;
  const origins = trace(file, callee.object, path);
  return origins.length > 0 ? origins : undefined;
}

/** `subscribe({ next: (user) => … })` */
function observerCall(of: FunctionNode): TSESTree.CallExpression | undefined {
  const { parent } = of;
  if (parent?.type !== T.Property || keyName(parent) !== "next") return undefined;
  const call = parent.parent.parent;
  return call.type === T.CallExpression && calleeName(call) === "subscribe" ? call : undefined;
}

function operatorName(file: FileFlow, item: Node): string | undefined {
  if (!isCall(item)) return undefined;
  const name = calleeName(item);
  const isOperator = trace(file, item.callee).some(
    ({ root }) => root.type === "import" && file.model.operatorModules.has(root.module),
  );
  return isOperator ? name : undefined;
}
