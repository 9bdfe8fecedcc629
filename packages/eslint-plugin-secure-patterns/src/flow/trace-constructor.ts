import {
  enclosingFunction,
  isFunction,
  memberName,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import { childrenOf, type FileFlow } from "./file-flow.ts";
import type { Origin } from "./origin.ts";
import { trace } from "./trace.ts";

const memo = new WeakMap<FunctionNode, ReadonlyMap<string, readonly Node[]>>();

/**
 * A member of what `new Store(…)` gives where `Store` is a plain function: `this.find = …`, `Store.prototype.find = …`.
 *
 * @param file the file that the function is in
 */
export function traceConstructed(file: FileFlow, of: FunctionNode, path: AccessPath): readonly Origin[] {
  const [name, ...rest] = path;
  if (name === undefined) return [];
  return (membersOf(file, of).get(name) ?? []).flatMap((value) => trace(file, value, rest));
}

/** The function whose instances a member is put on: `this.find = fn` in it, `Store.prototype.find = fn` beside it. */
export function constructorBehind(
  file: FileFlow,
  target: TSESTree.MemberExpression,
): FunctionNode | undefined {
  const object = unwrap(target.object);
  if (object.type === T.ThisExpression) return thisOwner(object);
  if (object.type !== T.MemberExpression || memberName(object) !== "prototype") return undefined;
  const [origin] = trace(file, object.object);
  return origin?.root.type === "function" ? origin.root.node : undefined;
}

function membersOf(file: FileFlow, of: FunctionNode): ReadonlyMap<string, readonly Node[]> {
  const known = memo.get(of);
  if (known) return known;
  const members = new Map<string, Node[]>();
  memo.set(of, members);
  const add = (name: string, value: Node): void => {
    members.set(name, [...(members.get(name) ?? []), value]);
  };
  const pending: Node[] = [file.unit.ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    pending.push(...childrenOf(node, file.unit.visitorKeys));
    if (node.type !== T.AssignmentExpression || node.left.type !== T.MemberExpression) continue;
    const { left, right } = node;
    const name = memberName(left);
    if (name !== undefined && constructorBehind(file, left) === of) add(name, right);
    const isPrototype =
      name === "prototype" && right.type === T.ObjectExpression && isNamed(file, left.object, of);
    if (isPrototype) for (const [key, value] of propertiesOf(right)) add(key, value);
  }
  return members;
}

function isNamed(file: FileFlow, node: Node, of: FunctionNode): boolean {
  return trace(file, node).some(
    ({ root, path }) => root.type === "function" && root.node === of && path.length === 0,
  );
}

function propertiesOf(node: TSESTree.ObjectExpression): [string, Node][] {
  return node.properties.flatMap((property): [string, Node][] =>
    property.type === T.Property && property.key.type === T.Identifier && !property.computed
      ? [[property.key.name, property.value]]
      : [],
  );
}

/** Arrow functions have the `this` of what is around them. */
function thisOwner(node: Node): FunctionNode | undefined {
  let owner = enclosingFunction(node);
  while (owner?.type === T.ArrowFunctionExpression) owner = enclosingFunction(owner);
  const isMethod = owner?.parent?.type === T.MethodDefinition || owner?.parent?.type === T.PropertyDefinition;
  return isMethod || !isFunction(owner) ? undefined : owner;
}
