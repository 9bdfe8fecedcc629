import { isFunction, memberName, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import type { FileFlow } from "./file-flow.ts";
import { nodesOfType } from "./nodes.ts";
import type { Origin } from "./origin.ts";
import { trace } from "./trace.ts";

const WINDOW = /^(?:window|globalThis|self)$/;

/** `window.showNote = (text) => …`: the functions that a script puts on its window, by themselves or in an object. */
export function traceOnWindow(file: FileFlow, name: string, path: AccessPath): readonly Origin[] {
  return file
    .writesNamed(name)
    .filter(({ left, right }) => isOnWindow(file, left) && holdsFunctions(right))
    .flatMap(({ right }) => trace(file, right, path));
}

/** `window` itself, and no variable of that name. */
export function isWindow(file: FileFlow, node: Node): boolean {
  const plain = unwrap(node);
  return plain.type === T.Identifier && WINDOW.test(plain.name) && !file.bindings.variableOf(plain);
}

/** `showNote(text)` runs what lies on the window. */
export function plainCallsOf(
  file: FileFlow,
  target: TSESTree.MemberExpression,
): readonly TSESTree.CallExpression[] {
  const name = isOnWindow(file, target) ? memberName(target) : undefined;
  if (name === undefined) return [];
  let known = plainCalls.get(file);
  if (!known) plainCalls.set(file, (known = indexPlainCalls(file)));
  return known.get(name) ?? [];
}

const plainCalls = new WeakMap<FileFlow, ReadonlyMap<string, readonly TSESTree.CallExpression[]>>();

function indexPlainCalls(file: FileFlow): ReadonlyMap<string, readonly TSESTree.CallExpression[]> {
  const calls = new Map<string, TSESTree.CallExpression[]>();
  for (const call of nodesOfType(file.unit, T.CallExpression)) {
    const { callee } = call;
    if (callee.type !== T.Identifier || file.bindings.variableOf(callee)) continue;
    const known = calls.get(callee.name);
    if (known) known.push(call);
    else calls.set(callee.name, [call]);
  }
  return calls;
}

function isOnWindow(file: FileFlow, target: Node): boolean {
  return target.type === T.MemberExpression && isWindow(file, target.object);
}

function holdsFunctions(value: Node): boolean {
  const plain = unwrap(value);
  return isFunction(plain) || plain.type === T.ObjectExpression || plain.type === T.Identifier;
}
