import { isCall, staticText, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { ContentTypeRow } from "../catalog/types.ts";
import { trace } from "../flow/trace.ts";
import { HOLE, type Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import type { SinkUse } from "./sink-uses.ts";

const HTML = /html|xml|svg/i;

/** Whether a browser would read the answer as HTML: by the type that the handler sets, or the framework's default. */
export function answersHtml(analysis: Analysis, use: SinkUse, origin: Origin): boolean {
  const types = isCall(use.node)
    ? [...chainedTypes(analysis, use.node), ...typesAround(analysis, use.node)]
    : [];
  if (types.some((type) => HTML.test(type))) return true;
  if (types.length > 0) return false;
  // a text that starts with a tag is meant as HTML whatever the default
  return use.row.defaultType === "html" || /^\s*<[a-z!]/i.test(origin.before.replaceAll(HOLE, ""));
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
function typesAround(analysis: Analysis, call: CallNode): string[] {
  const [start, end] = outermostFunction(call).range;
  const types: string[] = [];
  for (const name of analysis.index.contentTypeNames) {
    for (const setter of analysis.file.callsNamed(name)) {
      if (setter !== call && setter.range[0] >= start && setter.range[1] <= end)
        types.push(...typesSetBy(analysis, setter));
    }
  }
  return types;
}

function typesSetBy(analysis: Analysis, call: CallNode): string[] {
  const rows = trace(analysis.file, call.callee)
    .flatMap((target) => analysis.classify(target).ends)
    .flatMap((end) => end.contentTypes);
  return rows.flatMap(({ row }) => typeOf(analysis, call, row) ?? []);
}

function typeOf(analysis: Analysis, call: CallNode, row: ContentTypeRow): string | undefined {
  const condition = row.if && call.arguments[row.if.arg];
  if (row.if && !row.if.is.includes((condition && staticText(condition))?.toLowerCase() ?? ""))
    return undefined;
  const argument = call.arguments[row.arg];
  if (!argument) return undefined;
  if (!row.at) return textOf(analysis, argument, []);
  const names = [...row.at, ...row.at.map((name) => name.toLowerCase())];
  return names.map((name) => textOf(analysis, argument, [name])).find((text) => text !== undefined);
}

function textOf(analysis: Analysis, node: Node, path: readonly string[]): string | undefined {
  const origins = trace(analysis.file, node, path);
  const [first] = origins;
  return first?.root.type === "literal" ? first.root.text : undefined;
}

function outermostFunction(node: Node): Node {
  const owner = node.parent;
  let found: Node = node;
  for (let current = owner; current && current.type !== T.Program; current = current.parent) {
    if (/Function/.test(current.type)) found = current;
  }
  return found;
}
