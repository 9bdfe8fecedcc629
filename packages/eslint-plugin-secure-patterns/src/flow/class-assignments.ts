import { isFunction, memberName, T, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ELEMENT } from "./access-path.ts";
import { childrenOf, fileOf } from "./file-flow.ts";

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

interface Assigned {
  /** The members below the one of `this`: `["name"]` of `this.state.name = …`. */
  readonly below: readonly string[];
  readonly value: Node;
}

const assigned = new WeakMap<ClassNode, ReadonlyMap<string, readonly Assigned[]>>();

/** What any method assigns to `this.x`, below it, or to `Store.x`. */
export function assignmentsOf(of: ClassNode): ReadonlyMap<string, readonly Assigned[]> {
  const known = assigned.get(of);
  if (known) return known;
  const values = new Map<string, Assigned[]>();
  const add = (name: string, below: readonly string[], value: Node): void => {
    values.set(name, [...(values.get(name) ?? []), { below, value }]);
  };
  assigned.set(of, values);
  const home = fileOf(of);
  const keys = home?.unit.visitorKeys ?? {};
  const setters = home?.model.stateSetters ?? new Map<string, string>();
  const pending: Node[] = [...of.body.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === T.ClassDeclaration || node.type === T.ClassExpression) continue;
    if (node.type === T.AssignmentExpression) {
      const [name, ...below] = membersOfOwn(node.left, of);
      if (name !== undefined) add(name, below, node.right);
    }
    for (const { member, value } of node.type === T.CallExpression ? statesSetBy(node, setters) : [])
      add(member, [], value);
    pending.push(...childrenOf(node, keys));
  }
  return values;
}

/** `["state", "name"]` of `this.state.name`, `["pools", "*"]` of `this.pools[name]`; empty for what is no member of the class's. */
function membersOfOwn(target: Node, of: ClassNode): readonly string[] {
  const names: string[] = [];
  let current = target;
  while (current.type === T.MemberExpression) {
    names.unshift(memberName(current) ?? ELEMENT);
    current = current.object;
  }
  if (names[0] === ELEMENT) return [];
  return current.type === T.ThisExpression || isNamed(current, of) ? names : [];
}

/** `this.setState({ name })`, `this.setState((before) => ({ name }))`: part of `this.state`. */
function statesSetBy(
  { callee, arguments: [given] }: TSESTree.CallExpression,
  setters: ReadonlyMap<string, string>,
): readonly { readonly member: string; readonly value: Node }[] {
  const isOwn = callee.type === T.MemberExpression && callee.object.type === T.ThisExpression;
  const member = isOwn ? setters.get(memberName(callee) ?? "") : undefined;
  if (member === undefined || !given) return [];
  const values = isFunction(given) ? (fileOf(given)?.returnsOf(given) ?? []) : [given];
  return values.map((value) => ({ member, value }));
}

/** `Store.cache = …` inside of the class `Store` */
function isNamed(node: Node, of: ClassNode): boolean {
  return node.type === T.Identifier && of.id?.name === node.name;
}
