import {
  calleeName,
  isCall,
  isFunction,
  keyName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../ast/nodes.ts";
import { formats, makers, options, patterns, scalars, words } from "../catalog/formats.ts";
import type { AccessPath } from "../flow/access-path.ts";
import { patternOf } from "../flow/condition-syntax.ts";
import { allOf, anyOf, type Fact } from "../flow/facts.ts";
import { fileOf } from "../flow/file-flow.ts";
import { trace } from "../flow/trace.ts";

/** How many schemas inside of one another are looked into. */
const DEEPEST = 12;

/** A schema that is asked for what it says at a path; `known` also where it says nothing of use. */
interface Found {
  readonly known: boolean;
  readonly fact?: Fact | undefined;
}

const UNKNOWN: Found = { known: false };

/** What a schema says of the value that it lets through at `path`: `z.object({ id: z.uuid() })` of `["id"]`. */
export function schemaFact(schema: Node, path: AccessPath): Fact | undefined {
  return ofSchema(schema, path, 0).fact;
}

function ofSchema(schema: Node, path: AccessPath, depth: number): Found {
  if (depth > DEEPEST) return UNKNOWN;
  const node = unwrap(schema);
  if (node.type === T.ObjectExpression) return ofFields(node, path, depth);
  if (isFunction(node)) return ofSchema(node.body, path, depth + 1);
  // arktype: `"string.uuid"`
  const text = staticText(node);
  if (text !== undefined && path.length === 0) return { known: true, fact: ofKeyword(text, node) };
  const call = isCall(node) ? node : madeBy(node);
  return call ? ofChain(call, path, depth) : UNKNOWN;
}

/** The call that makes a schema which has a name. */
function madeBy(node: Node): CallNode | undefined {
  const file = fileOf(node);
  const origins = file && /^(?:Identifier|MemberExpression)$/.test(node.type) ? trace(file, node) : [];
  const [made, other] = origins.map((origin) => origin.node).filter(isCall);
  return other ? undefined : made;
}

/** From the last link of a chain to the call that starts it; what comes later holds of what comes out. */
function ofChain(last: CallNode, path: AccessPath, depth: number): Found {
  const facts: (Fact | undefined)[] = [];
  let call: CallNode | undefined = last;
  for (let length = 0; call && length < 3 * DEEPEST; length++) {
    const name = calleeName(call) ?? "";
    const before = linkBefore(call);
    const inner = (node: Node | undefined, at = path): Found =>
      node ? ofSchema(node, at, depth + 1) : UNKNOWN;
    const [first] = call.arguments;
    if (makers.changes.test(name)) return { known: true, fact: allOf(facts) };
    if (makers.either.test(name)) {
      const others = first?.type === T.ArrayExpression ? first.elements : call.arguments;
      const all = [...(before ? [before] : []), ...others].flatMap((each) =>
        each ? [inner(each).fact] : [undefined],
      );
      return { known: true, fact: allOf([...facts, anyOf(all)]) };
    }
    if (makers.all.test(name) && (before ? name !== "pipe" : true)) {
      const found = ofAll(call.arguments, path, depth);
      facts.push(found.fact);
      if (!before || found.known) return { known: true, fact: allOf(facts) };
    } else if (name === "pipe") {
      return { known: true, fact: allOf([...facts, inner(first).fact]) };
    } else if (path.length > 0) {
      const found = step(call, name, !before, path, inner);
      if (found?.known) return { known: true, fact: allOf([...facts, found.fact]) };
    } else {
      facts.push(ofLink(call, name));
      if (!before && makers.same.test(name)) facts.push(inner(first).fact);
    }
    call = before && (isCall(unwrap(before)) ? (unwrap(before) as CallNode) : madeBy(unwrap(before)));
  }
  return { known: path.length === 0, fact: allOf(facts) };
}

/** One step into what a schema is made of. */
function step(
  call: CallNode,
  name: string,
  isFirst: boolean,
  path: AccessPath,
  inner: (node: Node | undefined, at?: AccessPath) => Found,
): Found | undefined {
  const [first] = call.arguments;
  const rest = path.slice(1);
  const isIndex = /^(?:\d+|\*)$/.test(path[0] ?? "");
  if (makers.fields.test(name) || makers.object.test(name)) return inner(first);
  if (makers.items.test(name) || (isFirst && makers.list.test(name)))
    return isIndex ? inner(first, rest) : undefined;
  if (isFirst && makers.record.test(name)) return inner(call.arguments.at(-1), rest);
  return isFirst && makers.same.test(name) ? inner(first) : undefined;
}

function ofFields(
  object: Extract<Node, { type: "ObjectExpression" }>,
  path: AccessPath,
  depth: number,
): Found {
  const [asked, ...rest] = path;
  if (asked === undefined) return UNKNOWN;
  for (const property of [...object.properties].reverse()) {
    // `...Base.shape` may hold it
    if (property.type === T.SpreadElement) return UNKNOWN;
    if (keyName(property)?.replace(/\?$/, "") === asked)
      return { ...ofSchema(property.value, rest, depth + 1), known: true };
  }
  return UNKNOWN;
}

/** `v.pipe(v.string(), v.transform(trim), v.uuid())`: what was said before a change does not count. */
function ofAll(schemas: readonly Node[], path: AccessPath, depth: number): Found {
  const changed = schemas.findLastIndex(
    (each) => isCall(each) && makers.changes.test(calleeName(each) ?? ""),
  );
  const found = schemas.slice(changed + 1).map((each) => ofSchema(each, path, depth + 1));
  return { known: found.some(({ known }) => known), fact: allOf(found.map(({ fact }) => fact)) };
}

/** What stands in front of a link: `z.string()` of `z.string().uuid()`; nothing of what a library has. */
function linkBefore({ callee }: CallNode): Node | undefined {
  const plain = unwrap(callee);
  if (plain.type !== T.MemberExpression) return undefined;
  const object = unwrap(plain.object);
  return isCall(object) || madeBy(object) ? object : undefined;
}

function ofLink(call: CallNode, name: string): Fact | undefined {
  const [first] = call.arguments;
  if (scalars.test(name)) return { is: "type", type: "number", holds: true };
  if (words.test(name)) return first && { is: "member", part: "self", of: call };
  if (patterns.test(name)) return first && patternFact(first);
  const own = optionsOf(call);
  if (own.pattern) return name === "String" ? patternFact(own.pattern) : undefined;
  return formatFact(name === "String" && own.format ? (staticText(own.format) ?? "") : name);
}

function optionsOf(call: CallNode): {
  readonly format?: Node | undefined;
  readonly pattern?: Node | undefined;
} {
  const [given] = call.arguments.filter((each) => each.type === T.ObjectExpression);
  const valueOf = (name: string): Node | undefined => {
    const property = given?.properties.find((each) => each.type === T.Property && keyName(each) === name);
    return property?.type === T.Property ? property.value : undefined;
  };
  return { format: valueOf(options.format), pattern: valueOf(options.pattern) };
}

/** `/^\w+$/`, also under a name. */
export function patternFact(node: Node): Fact {
  const file = fileOf(node);
  const named = file && node.type === T.Identifier ? trace(file, node)[0]?.node : undefined;
  return { is: "matches", part: "self", ...patternOf(named ?? node, true), holds: true };
}

/** What a text of a format looks like: `"uuid"`. */
export function formatFact(name: string): Fact | undefined {
  const row = formats.find(({ names }) => names.test(name));
  return row && { is: "matches", part: "self", pattern: row.pattern, flags: "", holds: true };
}

/** `"string.uuid"`, `"number.integer > 0"`, `"'asc' | 'desc'"` */
function ofKeyword(text: string, node: Node): Fact | undefined {
  if (/^(?:number|boolean|bigint|Date)\b/.test(text)) return { is: "type", type: "number", holds: true };
  if (/^(?:(?:'[^']*'|"[^"]*")\s*(?:\||$)\s*)+$/.test(text)) return { is: "member", part: "self", of: node };
  const [, name = ""] = /^string\.(date\.iso|\w+)$/.exec(text) ?? [];
  return formatFact(name.replace("date.iso", "isodate"));
}
