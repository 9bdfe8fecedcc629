import { isCall, isFunction, staticText, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { ContentTypeRow } from "../catalog/types.ts";
import { trace } from "../flow/trace.ts";
import { HOLE, type Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import { decoratorsOf } from "./handler-match.ts";
import type { SinkUse } from "./sink-uses.ts";

const HTML = /html|xml|svg/i;

/** Whether a browser would read the answer as HTML: by the type that the handler sets, or the framework's default. */
export function answersHtml(analysis: Analysis, use: SinkUse, origin: Origin): boolean {
  const own = ownTypes(analysis, use);
  const types = own.length > 0 ? own : typesAround(analysis, use.node);
  if (types.some((type) => HTML.test(type))) return true;
  if (types.length > 0) return false;
  if (use.row.defaultType === "sniffed") return /^\s*<[a-z!]/i.test(origin.before.replaceAll(HOLE, ""));
  return use.row.defaultType === "html";
}

/** What the answer says itself: `new Response(body, { headers })`, `return { headers, body }`. */
function ownTypes(analysis: Analysis, { node, value }: SinkUse): string[] {
  if (isCall(node)) return [...typesSetBy(analysis, node), ...chainedTypes(analysis, node)];
  if (!isFunction(node)) return [];
  const rows = [...analysis.classifier.resultTypes(node)].flatMap(
    (type) => analysis.index.contentTypesOfResults.get(type) ?? [],
  );
  return rows.flatMap((row) => headerText(analysis, value, row) ?? []);
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

/** Types that are set anywhere in the functions around the answer: an approximation that leans to silence. */
function typesAround(analysis: Analysis, node: Node): string[] {
  const around = outermostFunction(node);
  const [start, end] = around.range;
  const isInside = (other: Node): boolean =>
    other !== node && other.range[0] >= start && other.range[1] <= end;
  const types: string[] = [];
  for (const name of analysis.index.contentTypeNames) {
    for (const setter of analysis.file.callsNamed(name))
      if (isInside(setter)) types.push(...typesSetBy(analysis, setter));
  }
  for (const name of analysis.index.typeWriteNames) {
    for (const write of analysis.file.writesNamed(name))
      if (isInside(write)) types.push(...typesWrittenBy(analysis, write));
  }
  return [...types, ...decoratedTypes(analysis, around)];
}

function typesSetBy(analysis: Analysis, call: CallNode): string[] {
  return analysis.classifier
    .endsOfCall(analysis.file, call)
    .flatMap((end) => end.contentTypes)
    .flatMap(({ row }) => typeOf(analysis, call, row) ?? []);
}

/** `ctx.type = "html"` */
function typesWrittenBy(analysis: Analysis, write: { left: Node; right: Node }): string[] {
  const isType = trace(analysis.file, write.left)
    .flatMap((target) => analysis.classify(target).ends)
    .some((end) => end.typeWrites.length > 0);
  return isType ? [textOf(analysis, write.right, []) ?? []].flat() : [];
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
  const argument = call.arguments[row.arg ?? 0];
  return argument && headerText(analysis, argument, row);
}

function headerText(analysis: Analysis, argument: Node, row: ContentTypeRow): string | undefined {
  const [name, ...outer] = row.at?.toReversed() ?? [];
  if (name === undefined) return textOf(analysis, argument, []);
  const paths = [name, name.toLowerCase()].map((key) => [...outer.toReversed(), key]);
  return paths.map((path) => textOf(analysis, argument, path)).find((text) => text !== undefined);
}

function textOf(analysis: Analysis, node: Node, path: readonly string[]): string | undefined {
  const origins = trace(analysis.file, node, path);
  const [first] = origins;
  return first?.root.type === "literal" ? first.root.text : undefined;
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
