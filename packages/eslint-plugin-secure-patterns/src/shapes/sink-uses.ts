import {
  isCall,
  isFunction,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import { perName } from "../ast/per-name.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { SinkRow } from "../catalog/sink-types.ts";
import { ELEMENT, INSTANCE, RESULT } from "../flow/access-path.ts";
import type { FileFlow } from "../flow/file-flow.ts";
import { resolve } from "../flow/resolve.ts";
import { trace } from "../flow/trace.ts";
import type { RawValue } from "../markup/views/view.ts";
import type { Origin } from "../flow/origin.ts";
import type { CatalogIndex, SinkArgument } from "./catalog-index.ts";
import { nextNodes } from "./place-tree.ts";
import { propertyAt } from "./property-at.ts";
import type { Classifier } from "./classify.ts";
import { isMet } from "./sink-condition.ts";

/** One dangerous argument, assigned value, attribute or answer of the file. */
export interface SinkUse {
  readonly row: SinkRow;
  /** The call, assignment or attribute that is the sink; the function for what it returns. */
  readonly node: Node;
  /** The expression that must not be the attacker's. */
  readonly value: Node;
  /** The column that the value beside a statement is written to. */
  readonly column?: { readonly name: string; readonly table: string };
  /** How a template writes it. */
  readonly view?: RawValue;
}

/** What a script's sink can be; a template's are attributes and tags of its own. */
export type SinkNode =
  CallNode | TSESTree.AssignmentExpression | TSESTree.JSXAttribute | TSESTree.Property | FunctionNode;

type SinkTarget = CallNode | TSESTree.AssignmentExpression;

/** The sinks that a call, an assignment or an attribute is, by what its target resolves to. */
export function findSinksOf(
  file: FileFlow,
  classifier: Classifier,
  index: CatalogIndex,
  node: SinkNode,
): readonly SinkUse[] {
  const uses: SinkUse[] = [];
  if (isFunction(node)) return findReturned(file, classifier, index, node);
  for (const row of rowsOf(file, classifier, index, node)) {
    if (uses.some((use) => use.row.kind === row.kind && use.row.arg === row.arg && use.row.at === row.at))
      continue;
    if (row.mentions !== undefined && !file.unit.text.includes(row.mentions)) continue;
    if (row.if && !isMet(file, node, row.if)) continue;
    if (row.exceptOn && isMadeOnlyAs(file, node, row.exceptOn)) continue;
    for (const value of valuesOf(node, row)) uses.push(...usesOfValue(file, { row, node, value }));
  }
  return uses;
}

/** The value itself; of a function that a log calls, what it answers: names are looked for there. */
function usesOfValue(file: FileFlow, use: SinkUse): readonly SinkUse[] {
  const { at = [], kind } = use.row;
  if (kind !== "log" || at.at(-1) !== RESULT) return [use];
  const value = unwrap(propertyAt(file, use.value, at.slice(0, -1)));
  return isFunction(value) ? file.returnsOf(value).map((answer) => ({ ...use, value: answer })) : [];
}

/** What a handler returns is its answer. */
function findReturned(
  file: FileFlow,
  classifier: Classifier,
  index: CatalogIndex,
  node: FunctionNode,
): readonly SinkUse[] {
  const rows = [...classifier.handlers.resultTypes(node)].flatMap((type) => index.returned.get(type) ?? []);
  return rows.flatMap(({ row }) => file.returnsOf(node).map((value) => ({ row, node, value })));
}

function rowsOf(
  file: FileFlow,
  classifier: Classifier,
  index: CatalogIndex,
  node: Exclude<SinkNode, FunctionNode>,
): SinkRow[] {
  if (node.type === T.JSXAttribute) return attributeRows(index, node);
  if (node.type === T.Property) return [...spreadRows(index, node)];
  const target = isCall(node) ? calledBy(node) : node.left;
  const isKnown = (origin: Origin): boolean => classifier.classify(origin).ends.length > 0;
  // an element of a list is no method that the list has: `tasks.get(id)` of what a query found
  const isAnyMethod = target.type === T.MemberExpression && target.computed;
  const known = targets(file, node, isKnown).flatMap((origin) => {
    if (isCall(node) && !isAnyMethod && origin.path.at(-1) === ELEMENT) return [];
    const { ends } = classifier.classify(origin);
    const places = node.type === T.NewExpression ? ends.flatMap((end) => nextNodes(end, INSTANCE)) : ends;
    const rows = places.flatMap((place) => (isCall(node) ? place.calls : place.writes));
    return rows.map(({ row }) => row).filter(({ elements }) => !elements || isMadeAs(origin, elements));
  });
  const named = isCall(node) ? rowsNamed(index, node) : [];
  return [...new Set(known), ...rowsByName(index, node, target), ...named];
}

/** `const style = document.createElement("style"); style.innerHTML = …` */
function isMadeOnlyAs(file: FileFlow, node: SinkNode, elements: readonly string[]): boolean {
  if (node.type !== T.AssignmentExpression || node.left.type !== T.MemberExpression) return false;
  const makers = trace(file, node.left.object);
  return makers.length > 0 && makers.every((origin) => isMadeAs(origin, elements));
}

/** `document.createElement("iframe")`, `$("<iframe>")` */
function isMadeAs({ node }: Origin, elements: readonly string[]): boolean {
  const [first] = isCall(node) ? node.arguments : [];
  const made = first && /^<?\s*([a-z]+)/i.exec(staticText(first) ?? "")?.[1];
  return made !== undefined && elements.includes(made.toLowerCase());
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
  if (isCall(node)) return resolve(file, calledBy(node), [], isKnown, "this file");
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

/** An attribute that stands in an object; where a call is handed that object, the call is looked at. */
export function spreadRows(index: CatalogIndex, node: TSESTree.Property): readonly SinkRow[] {
  if (node.parent.type !== T.ObjectExpression || node.parent.parent.type === T.CallExpression) return NONE;
  const name = keyName(node);
  return (name === undefined ? undefined : index.spread.get(name)) ?? NONE;
}

/** The rows that know a call by its last names. */
export function rowsNamed(index: CatalogIndex, call: CallNode): readonly SinkRow[] {
  if (index.namedSinks.length === 0 || call.type === T.NewExpression) return NONE;
  const names = namesOfCallee(calledBy(call));
  return names ? rowsOfNames(index)(names.owner)(names.name) : NONE;
}

const NONE: readonly SinkRow[] = [];
type RowsOfNames = (owner: string) => (name: string) => readonly SinkRow[];
const namedRows = new WeakMap<CatalogIndex, RowsOfNames>();

/** Each name is held against dozens of patterns. */
function rowsOfNames(index: CatalogIndex): RowsOfNames {
  let rows = namedRows.get(index);
  if (!rows) {
    rows = perName((owner) =>
      perName((name) => {
        const names = spelt({ owner, name });
        const found = index.namedSinks.filter(({ pattern }) => pattern.test(names)).map(({ row }) => row);
        return found.length > 0 ? found : NONE;
      }),
    );
    namedRows.set(index, rows);
  }
  return rows;
}

/** `console.log.apply(console, args)`, `log.call(this, x)` call `console.log` and `log`. */
export function calledBy(call: CallNode): Node {
  const callee = unwrap(call.callee);
  return callee.type === T.MemberExpression && isRelay(callee) ? callee.object : callee;
}

function isRelay(callee: TSESTree.MemberExpression): boolean {
  const name = callee.computed ? undefined : memberName(callee);
  return name === "apply" || name === "call";
}

/** `this.logger.info` → `logger.info`, `getLogger("x").info` → `getLogger.info` */
export function lastNamesOf(callee: Node): string | undefined {
  const names = namesOfCallee(callee);
  return names && spelt(names);
}

interface CalleeNames {
  /** Empty for a plain function. */
  readonly owner: string;
  readonly name: string;
}

function spelt({ owner, name }: CalleeNames): string {
  return owner === "" ? name : `${owner.replace(/^#/, "")}.${name}`;
}

function namesOfCallee(callee: Node): CalleeNames | undefined {
  const plain = unwrap(callee);
  if (plain.type === T.Identifier) return { owner: "", name: plain.name };
  if (plain.type !== T.MemberExpression) return undefined;
  // `logger[level]`
  const name = memberName(plain) ?? "log";
  let object = unwrap(plain.object);
  while (isCall(object)) object = unwrap(object.callee);
  const owner =
    object.type === T.MemberExpression
      ? memberName(object)
      : object.type === T.Identifier
        ? object.name
        : undefined;
  return owner === undefined ? undefined : { owner, name };
}

export function attributeName(node: TSESTree.JSXAttribute): string {
  return node.name.type === T.JSXIdentifier
    ? node.name.name
    : `${node.name.namespace.name}:${node.name.name.name}`;
}

function valuesOf(node: Exclude<SinkNode, FunctionNode>, row: SinkRow): readonly Node[] {
  if (node.type === T.JSXAttribute) {
    if (node.value?.type === T.JSXExpressionContainer) return [node.value.expression];
    return row.constant ? [node] : [];
  }
  if (node.type === T.Property) return [node.value];
  return isCall(node) ? argumentsAt(node, row.arg ?? 0) : [node.right];
}

/** The arguments that a sink's row speaks of. */
export function argumentsAt(call: CallNode, which: SinkArgument): readonly Node[] {
  const { callee } = call;
  const all = calledBy(call) === unwrap(callee) ? call.arguments : call.arguments.slice(1);
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
