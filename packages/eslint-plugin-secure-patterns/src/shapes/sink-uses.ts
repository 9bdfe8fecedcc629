import { isCall, staticText, T, type CallNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { SinkRow } from "../catalog/types.ts";
import { INSTANCE } from "../flow/access-path.ts";
import type { FileFlow } from "../flow/file-flow.ts";
import { resolve } from "../flow/resolve.ts";
import type { Origin } from "../flow/origin.ts";
import { nextNodes, type PlaceNode } from "./catalog-index.ts";
import type { Classifier } from "./classify.ts";

/** One dangerous argument (or assigned value) of the file. */
export interface SinkUse {
  readonly row: SinkRow;
  /** The call or the assignment. */
  readonly node: CallNode | TSESTree.AssignmentExpression;
  /** The expression that must not be the attacker's. */
  readonly value: Node;
}

/** The sinks that a call or an assignment is, by what its target resolves to. */
export function findSinksOf(
  file: FileFlow,
  classifier: Classifier,
  node: SinkUse["node"],
): readonly SinkUse[] {
  const target = isCall(node) ? node.callee : node.left;
  const isKnown = (origin: Origin): boolean => classifier.classify(origin).ends.length > 0;
  const ends = resolve(file, target, [], isKnown).flatMap((origin) => classifier.classify(origin).ends);
  const uses: SinkUse[] = [];
  for (const end of new Set(
    node.type === T.NewExpression ? ends.flatMap((place) => nextNodes(place, INSTANCE)) : ends,
  )) {
    for (const row of rowsOf(end, node)) {
      if (uses.some((use) => use.row.kind === row.kind && use.row.arg === row.arg)) continue;
      for (const value of valuesOf(node, row)) uses.push({ row, node, value });
    }
  }
  return uses;
}

function rowsOf(end: PlaceNode, node: SinkUse["node"]): readonly SinkRow[] {
  const entries = isCall(node) ? end.calls : end.writes;
  return entries
    .map(({ row }) => row)
    .filter((row) => !row.if || (isCall(node) && hasConstant(node, row.if)));
}

function hasConstant(call: CallNode, condition: { arg: number; is: readonly string[] }): boolean {
  const argument = call.arguments[condition.arg];
  const text = argument && staticText(argument);
  return text !== undefined && condition.is.includes(text.toLowerCase());
}

function valuesOf(node: SinkUse["node"], row: SinkRow): readonly Node[] {
  if (!isCall(node)) return [node.right];
  const { arguments: all } = node;
  switch (row.arg) {
    case "last":
      return all.slice(-1);
    case "all":
      return all;
    case "rest":
      return all.slice(1);
    default:
      return all.slice(row.arg ?? 0, (row.arg ?? 0) + 1);
  }
}
