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
import { type FileFlow } from "./file-flow.ts";
import type { Origin } from "./origin.ts";
import { trace } from "./trace.ts";
import { nodesOfType } from "./nodes.ts";
import { keep } from "./whole-answers.ts";

type Members = ReadonlyMap<string, readonly Node[]>;

/** One pass over a file finds the members of all its functions. */
const memo = new WeakMap<FileFlow, ReadonlyMap<FunctionNode, Members>>();

/**
 * A member of what `new Store(…)` gives where `Store` is a plain function: `this.find = …`, `Store.prototype.find = …`.
 *
 * @param file the file that the function is in
 */
export function traceConstructed(file: FileFlow, of: FunctionNode, path: AccessPath): readonly Origin[] {
  const [name, ...rest] = path;
  if (name === undefined) return [];
  return (membersOf(file).get(of)?.get(name) ?? []).flatMap((value) => trace(file, value, rest));
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

function membersOf(file: FileFlow): ReadonlyMap<FunctionNode, Members> {
  return keep(memo, file, new Map(), () => findMembers(file));
}

function findMembers(file: FileFlow): ReadonlyMap<FunctionNode, Members> {
  const found = new Map<FunctionNode, Map<string, Node[]>>();
  for (const node of nodesOfType(file.unit, T.AssignmentExpression)) {
    if (node.left.type !== T.MemberExpression) continue;
    for (const { of, name, value } of membersIn(file, node.left, node.right)) {
      const members = found.get(of) ?? new Map<string, Node[]>();
      found.set(of, members.set(name, [...(members.get(name) ?? []), value]));
    }
  }
  return found;
}

function membersIn(
  file: FileFlow,
  left: TSESTree.MemberExpression,
  right: Node,
): { of: FunctionNode; name: string; value: Node }[] {
  const name = memberName(left);
  const of = constructorBehind(file, left);
  if (of && name !== undefined) return [{ of, name, value: right }];
  if (name !== "prototype" || right.type !== T.ObjectExpression) return [];
  const [owner] = trace(file, left.object);
  if (owner?.root.type !== "function" || owner.path.length > 0) return [];
  const { node } = owner.root;
  return propertiesOf(right).map(([key, value]) => ({ of: node, name: key, value }));
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
