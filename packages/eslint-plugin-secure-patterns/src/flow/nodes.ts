import { type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { Unit } from "./unit.ts";

/** Types hold no values: a third of what a TypeScript file is made of need not be looked at. */
const TYPES: ReadonlySet<string> = new Set([
  "TSTypeAnnotation",
  "TSTypeParameterInstantiation",
  "TSTypeParameterDeclaration",
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
]);

const known = new WeakMap<TSESTree.Program, readonly Node[]>();
const byType = new WeakMap<TSESTree.Program, ReadonlyMap<string, readonly Node[]>>();

/**
 * Every node of a file but those of types, from its end to its beginning, parents before children: walked once, for all who
 * look for something in the file.
 */
export function nodesOf({ ast, visitorKeys }: Unit): readonly Node[] {
  let nodes = known.get(ast);
  if (!nodes) known.set(ast, (nodes = walk(ast, visitorKeys)));
  return nodes;
}

/** Those of one type, in the same order. */
export function nodesOfType<Type extends Node["type"]>(
  unit: Unit,
  type: `${Type}`,
): readonly Extract<Node, { type: Type }>[] {
  let types = byType.get(unit.ast);
  if (!types) byType.set(unit.ast, (types = grouped(nodesOf(unit))));
  return (types.get(type) ?? []) as readonly Extract<Node, { type: Type }>[];
}

function grouped(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const types = new Map<string, Node[]>();
  for (const node of nodes) {
    const same = types.get(node.type);
    if (same) same.push(node);
    else types.set(node.type, [node]);
  }
  return types;
}

function walk(ast: Node, keys: Unit["visitorKeys"]): readonly Node[] {
  const nodes: Node[] = [];
  const pending: Node[] = [ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    nodes.push(node);
    for (const key of keys[node.type] ?? []) {
      const child = (node as unknown as Record<string, Node | readonly (Node | null)[] | null | undefined>)[
        key
      ];
      if (Array.isArray(child)) {
        for (const item of child as readonly (Node | null)[])
          if (item && !TYPES.has(item.type)) pending.push(item);
      } else if (child && !TYPES.has((child as Node).type)) pending.push(child as Node);
    }
  }
  return nodes;
}
