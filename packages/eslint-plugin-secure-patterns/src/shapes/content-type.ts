import {
  isCall,
  isFunction,
  keyName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { ContentTypeRow } from "../catalog/sink-types.ts";
import type { Block } from "../flow/control-flow.ts";
import { resolve } from "../flow/resolve.ts";
import { trace } from "../flow/trace.ts";
import { HOLE, type Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { decoratorsOf } from "./handler-match.ts";
import type { PlaceNode } from "./place-tree.ts";
import { propertyAt } from "./property-at.ts";
import type { SinkUse } from "./sink-uses.ts";
import { textsIn } from "./texts-in.ts";

/** `application/vnd.openxmlformats-officedocument…` is none. */
const HTML = /html|\bxml\b|svg/i;
/** No type was set: the framework's default holds. */
const UNSET = "";
/** A type was set, and nobody knows which. */
const UNKNOWN = "?";
/** No document: a file that the browser puts into a folder. */
const KEPT = "attachment";

/** Whether a browser would read the answer as HTML: by the type that the handler sets, or the framework's default. */
export function answersHtml(analysis: Analysis, use: SinkUse, origin: Origin): boolean {
  return typesOf(analysis, use).some((type) =>
    type === UNSET ? isHtmlByDefault(use, origin) : HTML.test(type),
  );
}

/** Whether the program itself says that the answer is HTML. */
export function saysHtml(analysis: Analysis, use: SinkUse): boolean {
  return typesOf(analysis, use).some((type) => HTML.test(type));
}

function typesOf(analysis: Analysis, use: SinkUse): readonly string[] {
  const own = ownTypes(analysis, use);
  if (own.includes(KEPT)) return [KEPT];
  return own.length > 0 ? own : typesBefore(analysis, use.node);
}

function isHtmlByDefault({ row }: SinkUse, origin: Origin): boolean {
  const before = origin.before.replaceAll(HOLE, "");
  if (row.defaultType === "sniffed") return /^\s*<[a-z!]/i.test(before);
  if (row.defaultType === "untyped") return !isJson(origin, before);
  return row.defaultType === "html";
}

/** `JSON.stringify(answer)`, `'{"name":"' + name + '"}'` */
function isJson({ facts }: Origin, before: string): boolean {
  return /^\s*[[{]/.test(before) || (!before.includes("<") && facts.some(({ is }) => is === "json"));
}

/** What the answer says itself: `new Response(body, { headers })`, `return { headers, body }`. */
function ownTypes(analysis: Analysis, { node, value }: SinkUse): string[] {
  if (isCall(node)) return [...typesSetBy(analysis, node), ...chainedTypes(analysis, node)];
  if (!isFunction(node)) return [];
  const rows = [...analysis.classifier.handlers.resultTypes(node)].flatMap(
    (type) => analysis.index.contentTypesOfResults.get(type) ?? [],
  );
  return rows.flatMap((row) => typeIn(analysis, value, row) ?? []);
}

/** `res.type("html").send(…)` */
function chainedTypes(analysis: Analysis, call: CallNode): string[] {
  const types: string[] = [];
  let node: Node = unwrap(call.callee);
  while (node.type === T.MemberExpression) {
    const object = unwrap(node.object);
    if (!isCall(object)) break;
    types.push(...typesSetBy(analysis, object));
    node = unwrap(object.callee);
  }
  return types;
}

/**
 * The types that the answer may have where it is sent, `UNSET` among them: walks back to the last call that set one on each
 * path. Where a callback that runs who knows when sets one, that one counts too, which leans to silence.
 */
function typesBefore(analysis: Analysis, node: Node): string[] {
  const around = outermostFunction(node);
  const setters = settersIn(analysis, around);
  const decorated = decoratedTypes(analysis, around);
  if (setters.size === 0) return decorated.length > 0 ? decorated : [UNSET];
  const seen = new Set<Node>();
  const types = new Set<string>();
  let from: Node = node;
  for (let isOpen = true; isOpen;) {
    const owner = analysis.file.ownerOf(from);
    seen.add(owner);
    isOpen = walkBack(analysis, from, owner, setters, types);
    if (!isOpen || owner === around || owner.type === T.Program) break;
    if (owner.type === T.FunctionDeclaration) break;
    from = owner;
  }
  const elsewhere = [...setters].filter(([setter]) => !seen.has(analysis.file.ownerOf(setter)));
  if (!types.has(UNSET)) return [...types];
  const others = [...elsewhere.map(([, type]) => type), ...decorated];
  if (others.length > 0) types.delete(UNSET);
  return [...types, ...others];
}

/** Adds the types met on the way back to the start of a function; whether the start was reached without meeting one. */
function walkBack(
  analysis: Analysis,
  from: Node,
  owner: ReturnType<Analysis["file"]["ownerOf"]>,
  setters: ReadonlyMap<Node, string>,
  types: Set<string>,
): boolean {
  const flow = analysis.file.controlFlow(owner);
  const start = flow.positionOf(from);
  const visited = new Set<Block>();
  const pending = start ? [start] : [];
  types.delete(UNSET);
  let isOpen = start === undefined;
  for (let position = pending.pop(); position; position = pending.pop()) {
    const { block, index } = position;
    const before = block.events.slice(0, index).filter((event) => setters.has(event));
    const met = before.find((event) => setters.get(event) === KEPT) ?? before.at(-1);
    if (met) types.add(setters.get(met) as string);
    else {
      if (block === flow.entry) isOpen = true;
      for (const edge of block.from) {
        if (visited.has(edge.block)) continue;
        visited.add(edge.block);
        pending.push({ block: edge.block, index: edge.block.events.length });
      }
    }
  }
  if (isOpen) types.add(UNSET);
  return isOpen;
}

/** All calls and assignments in a function that set the type, with what they set. */
function settersIn(analysis: Analysis, around: Node): ReadonlyMap<Node, string> {
  const [start, end] = around.range;
  const setters = new Map<Node, string>();
  const all = possibleSetters(analysis);
  for (let at = firstFrom(all, start); at < all.length; at++) {
    const node = all[at] as Setter;
    if (node.range[0] >= end) break;
    const types = isCall(node) ? typesSetBy(analysis, node) : typesWrittenBy(analysis, node);
    const type = types.includes(KEPT) ? KEPT : types[0];
    if (type !== undefined) setters.set(node, type);
  }
  return setters;
}

type Setter = CallNode | TSESTree.AssignmentExpression;

const possible = new WeakMap<TSESTree.Program, readonly Setter[]>();

/** What has the name of a setter, from the file's beginning to its end: a long file asks for each of its handlers. */
function possibleSetters({ file, index }: Analysis): readonly Setter[] {
  let known = possible.get(file.unit.ast);
  if (!known) {
    const calls = [...index.contentTypeNames].flatMap((name) => file.callsNamed(name));
    const writes = [...index.typeWriteNames].flatMap((name) => file.writesNamed(name));
    known = [...calls, ...writes].sort((a, b) => a.range[0] - b.range[0]);
    possible.set(file.unit.ast, known);
  }
  return known;
}

/** The first one that starts at a place or behind it. */
function firstFrom(sorted: readonly Setter[], start: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Setter).range[0] < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function typesSetBy(analysis: Analysis, call: CallNode): string[] {
  return endsOfSetter(analysis, call)
    .flatMap((end) => end.contentTypes)
    .flatMap(({ row }) => typeOf(analysis, call, row) ?? []);
}

/** `function sendText(answer, text) { answer.setHeader(…) }`: what the helper is handed, its callers say. */
function endsOfSetter({ classifier, file }: Analysis, call: CallNode): readonly PlaceNode[] {
  const own = classifier.endsOfCall(file, call);
  if (own.length > 0) return own;
  const isKnown = (origin: Origin): boolean => classifier.classify(origin).ends.length > 0;
  return resolve(file, call.callee, [], isKnown, "this file").flatMap(
    (origin) => classifier.classify(origin).ends,
  );
}

/** `ctx.type = "html"` */
function typesWrittenBy(analysis: Analysis, write: { left: Node; right: Node }): string[] {
  const isType = trace(analysis.file, write.left)
    .flatMap((target) => analysis.classify(target).ends)
    .some((end) => end.typeWrites.length > 0);
  return isType ? [textOf(analysis, write.right, []) ?? UNKNOWN] : [];
}

/** `@Header("Content-Type", "text/plain")` before the handler */
function decoratedTypes(analysis: Analysis, around: Node): string[] {
  const { parent } = around;
  if (parent?.type !== T.MethodDefinition) return [];
  return decoratorsOf(parent).flatMap(({ expression }) =>
    isCall(expression) ? typesSetBy(analysis, expression) : [],
  );
}

function typeOf(analysis: Analysis, call: CallNode, row: ContentTypeRow): string | undefined {
  const condition = row.if && call.arguments[row.if.arg];
  if (row.if && !row.if.is.includes((condition && staticText(condition))?.toLowerCase() ?? ""))
    return undefined;
  return typeIn(analysis, call.arguments[row.arg ?? 0], row);
}

function typeIn(analysis: Analysis, argument: Node | undefined, row: ContentTypeRow): string | undefined {
  if (row.keeps) return isKept(analysis, argument, row) ? KEPT : undefined;
  return argument && headerText(analysis, argument, row);
}

/** `res.attachment()`, `Content-Disposition: attachment; filename=…` */
function isKept({ file }: Analysis, argument: Node | undefined, { arg, at = [] }: ContentTypeRow): boolean {
  if (arg === undefined && at.length === 0) return true;
  const value = argument && propertyAt(file, argument, at);
  if (!value || (at.length > 0 && value === argument)) return false;
  return textsIn(file, value).some((text) => /^\s*attachment\b/i.test(text));
}

function headerText(analysis: Analysis, argument: Node, row: ContentTypeRow): string | undefined {
  const [name, ...outer] = row.at?.toReversed() ?? [];
  if (name === undefined) return textOf(analysis, argument, []) ?? UNKNOWN;
  const made = outer.length > 0 ? madeHeaders(analysis, argument, outer.toReversed()) : [];
  if (made.length > 0) return textOfMade(analysis, made, name);
  const paths = [name, name.toLowerCase()].map((key) => [...outer.toReversed(), key]);
  return paths.map((path) => textOf(analysis, argument, path)).find((text) => text !== undefined);
}

/** `{ headers: new Headers(init) }` */
function madeHeaders(analysis: Analysis, argument: Node, path: readonly string[]): TSESTree.NewExpression[] {
  return trace(analysis.file, argument, path).flatMap(({ root, node }) =>
    root.type === "global" && root.name === "Headers" && node.type === T.NewExpression ? [node] : [],
  );
}

/** What they are made with, or what is set on them later, here or in a closure. */
function textOfMade(analysis: Analysis, made: readonly TSESTree.NewExpression[], name: string): string {
  const inits = made.flatMap(({ arguments: [init] }) => init ?? []);
  const texts = inits.flatMap((init) =>
    [name, name.toLowerCase()].map((key) => textOf(analysis, init, [key])),
  );
  const set = [...analysis.index.contentTypeNames].flatMap((method) =>
    analysis.file
      .callsNamed(method)
      .filter((call) => isSetOn(analysis, call, made))
      .flatMap((call) => typesSetBy(analysis, call)),
  );
  if (set.includes(KEPT)) return KEPT;
  return [...set, ...texts].find((text) => text !== undefined && text !== UNKNOWN) ?? UNSET;
}

function isSetOn(analysis: Analysis, { callee }: CallNode, made: readonly TSESTree.NewExpression[]): boolean {
  const object = callee.type === T.MemberExpression ? callee.object : undefined;
  return (
    object !== undefined && trace(analysis.file, object).some(({ node }) => made.includes(node as never))
  );
}

/** `UNKNOWN` for what is there and no literal. */
function textOf(analysis: Analysis, node: Node, path: readonly string[]): string | undefined {
  const plain = unwrap(node);
  const [first] = trace(analysis.file, node, path);
  if (first?.root.type === "literal" && first.before === "") return first.root.text;
  return first || (plain.type === T.ObjectExpression && hasKey(plain, path)) ? UNKNOWN : undefined;
}

/** `{ "Content-Type": typeOf(file) }`, where the call gives nothing that could be followed */
function hasKey(node: TSESTree.ObjectExpression, path: readonly string[]): boolean {
  return (
    path.length === 1 &&
    node.properties.some((property) => property.type === T.Property && keyName(property) === path[0])
  );
}

function outermostFunction(node: Node): Node {
  let found: Node = node;
  for (
    let current: Node | undefined = node;
    current && current.type !== T.Program;
    current = current.parent
  ) {
    if (/Function/.test(current.type)) found = current;
    if (current.type === T.MethodDefinition) break;
  }
  return found;
}
