import {
  isCall,
  isFunction,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { SinkRow } from "../catalog/types.ts";
import { ELEMENT, INSTANCE } from "../flow/access-path.ts";
import type { FileFlow } from "../flow/file-flow.ts";
import { resolve } from "../flow/resolve.ts";
import type { Origin } from "../flow/origin.ts";
import { literalText } from "../flow/trace-text.ts";
import { trace } from "../flow/trace.ts";
import { nextNodes, type CatalogIndex, type SinkArgument } from "./catalog-index.ts";
import type { Classifier } from "./classify.ts";

/** One dangerous argument, assigned value, attribute or answer of the file. */
export interface SinkUse {
  readonly row: SinkRow;
  /** The call, assignment or attribute that is the sink; the function for what it returns. */
  readonly node: CallNode | TSESTree.AssignmentExpression | TSESTree.JSXAttribute | FunctionNode;
  /** The expression that must not be the attacker's. */
  readonly value: Node;
}

type SinkTarget = CallNode | TSESTree.AssignmentExpression;

/** The sinks that a call, an assignment or an attribute is, by what its target resolves to. */
export function findSinksOf(
  file: FileFlow,
  classifier: Classifier,
  index: CatalogIndex,
  node: SinkUse["node"],
): readonly SinkUse[] {
  const uses: SinkUse[] = [];
  if (isFunction(node)) return findReturned(file, classifier, index, node);
  for (const row of rowsOf(file, classifier, index, node)) {
    if (uses.some((use) => use.row.kind === row.kind && use.row.arg === row.arg && use.row.at === row.at))
      continue;
    if (row.if && !(isCall(node) && hasConstant(file, node, row.if))) continue;
    for (const value of valuesOf(node, row)) uses.push({ row, node, value });
  }
  return uses;
}

/** What a handler returns is its answer. */
function findReturned(
  file: FileFlow,
  classifier: Classifier,
  index: CatalogIndex,
  node: FunctionNode,
): readonly SinkUse[] {
  const rows = [...classifier.resultTypes(node)].flatMap((type) => index.returned.get(type) ?? []);
  return rows.flatMap(({ row }) => file.returnsOf(node).map((value) => ({ row, node, value })));
}

function rowsOf(
  file: FileFlow,
  classifier: Classifier,
  index: CatalogIndex,
  node: Exclude<SinkUse["node"], FunctionNode>,
): SinkRow[] {
  if (node.type === T.JSXAttribute) return attributeRows(index, node);
  const target = isCall(node) ? node.callee : node.left;
  const isKnown = (origin: Origin): boolean => classifier.classify(origin).ends.length > 0;
  const ends = targets(file, node, isKnown).flatMap((origin) => classifier.classify(origin).ends);
  const places = node.type === T.NewExpression ? ends.flatMap((place) => nextNodes(place, INSTANCE)) : ends;
  const known = [...new Set(places)].flatMap((place) => (isCall(node) ? place.calls : place.writes));
  return [...known.map(({ row }) => row), ...rowsByName(index, node, target)];
}

/** `*.innerHTML = …`; a plain function only where what it is handed must look right too: `query("SELECT …")`. */
function rowsByName(index: CatalogIndex, node: Node, target: Node): SinkRow[] {
  const plain = unwrap(target);
  const isMember = plain.type === T.MemberExpression;
  const name = isMember ? memberName(plain) : plain.type === T.Identifier ? plain.name : undefined;
  return ((name === undefined ? undefined : index.anywhere.get(name)) ?? [])
    .map(({ row }) => row)
    .filter((row) => (row.call !== undefined) === isCall(node) && (isMember || row.begins !== undefined));
}

/** A place that is written to is told by its object: what it held before does not matter. */
function targets(file: FileFlow, node: SinkTarget, isKnown: (origin: Origin) => boolean): readonly Origin[] {
  if (isCall(node)) return resolve(file, node.callee, [], isKnown, "this file");
  const { left } = node;
  if (left.type !== T.MemberExpression) return resolve(file, left, [], isKnown, "this file");
  const name = memberName(left) ?? ELEMENT;
  return resolve(file, left.object, [], isKnown, "this file").map((origin) => ({
    ...origin,
    path: [...origin.path, name],
  }));
}

function attributeRows(index: CatalogIndex, node: TSESTree.JSXAttribute): SinkRow[] {
  const { name } = node.parent;
  const element = name.type === T.JSXIdentifier ? name.name : "";
  const rows = (index.attributes.get(attributeName(node)) ?? []).map(({ row }) => row);
  return rows.filter((row) => !row.elements || row.elements.includes(element));
}

export function attributeName(node: TSESTree.JSXAttribute): string {
  return node.name.type === T.JSXIdentifier
    ? node.name.name
    : `${node.name.namespace.name}:${node.name.name.name}`;
}

function hasConstant(file: FileFlow, call: CallNode, condition: NonNullable<SinkRow["if"]>): boolean {
  const argument = call.arguments[condition.arg];
  const text = argument && (staticText(argument) ?? literalText(trace(file, argument, condition.at ?? [])));
  return text !== undefined && condition.is.includes(text.toLowerCase());
}

function valuesOf(node: Exclude<SinkUse["node"], FunctionNode>, row: SinkRow): readonly Node[] {
  if (node.type === T.JSXAttribute) {
    return node.value?.type === T.JSXExpressionContainer ? [node.value.expression] : [];
  }
  return isCall(node) ? argumentsAt(node, row.arg ?? 0) : [node.right];
}

/** The arguments that a sink's row speaks of. */
export function argumentsAt({ arguments: all, callee }: CallNode, which: SinkArgument): readonly Node[] {
  switch (which) {
    case "last":
      return all.slice(-1);
    case "all":
      return all;
    case "rest":
      return all.slice(1);
    case "receiver":
      return callee.type === T.MemberExpression ? [callee.object] : [];
    default:
      return all.slice(which, which + 1);
  }
}
