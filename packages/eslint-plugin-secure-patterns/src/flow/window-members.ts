import { isFunction, memberName, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import type { FileFlow } from "./file-flow.ts";
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
  return file.plainCallsNamed(name).filter(({ callee }) => !file.bindings.variableOf(callee));
}

function isOnWindow(file: FileFlow, target: Node): boolean {
  return target.type === T.MemberExpression && isWindow(file, target.object);
}

function holdsFunctions(value: Node): boolean {
  const plain = unwrap(value);
  return isFunction(plain) || plain.type === T.ObjectExpression || plain.type === T.Identifier;
}
