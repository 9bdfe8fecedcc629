import { isFunction, memberName, staticText, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ELEMENT, extend, type AccessPath } from "./access-path.ts";
import { ELEMENTS, MEASURING_METHODS, PIECES, SAME_CONTENT, SAME_TEXT, TAIL } from "./builtins.ts";
import { callbackOutput } from "./callbacks.ts";
import type { Fact } from "./facts.ts";
import type { FileFlow } from "./file-flow.ts";
import { isEndOfChain, traceListHelper } from "./list-helpers.ts";
import { tracePiped } from "./observables.ts";
import { originAt, withFacts, withStep, withText, type Origin } from "./origin.ts";
import { factsOfKept } from "./predicates.ts";
import { constantOf } from "./stored-conditions.ts";
import { traceArgument } from "./trace-argument.ts";
import { globalName } from "./trace-global.ts";
import { traceParts } from "./trace-text.ts";
import { flat, functionsOf, trace } from "./trace.ts";

/** `buffer.toString("base64")` holds no mark that any language gives a meaning. */
const ENCODINGS: ReadonlySet<string> = new Set(["hex", "base64", "base64url"]);
const ENCODED: Fact = { is: "matches", part: "self", pattern: "^[\\w+/=-]*$", flags: "", holds: true };

/** Methods of strings, arrays and promises: by name, since hardly anything else is called so. */
export function traceMethod(
  file: FileFlow,
  node: CallNode,
  callee: TSESTree.MemberExpression,
  path: AccessPath,
): readonly Origin[] | undefined {
  const method = memberName(callee);
  if (method === undefined || node.type === T.NewExpression) return undefined;
  const { object } = callee;
  const [first] = node.arguments;
  const helped = node.arguments.length > 1 ? traceListHelper(file, method, node, path) : undefined;
  if (helped) return helped;
  if (method === "filter" && first && path.length > 0) return traceFiltered(file, object, first, path);
  // `promisify(db.query).bind(db)`: what an own function is bound to is looked at where that is called
  if (method === "bind" && path.length === 0 && object.type !== T.Identifier)
    return trace(file, object).filter(({ root }) => root.type !== "literal");
  if (SAME_CONTENT.has(method)) return trace(file, object, path);
  if (SAME_TEXT.has(method) && (!first || staticText(first) !== undefined)) {
    const isEncoded = method === "toString" && first && ENCODINGS.has(staticText(first) ?? "");
    return trace(file, object, path).map((origin) =>
      withFacts({ ...origin, text: true }, isEncoded ? [ENCODED] : []),
    );
  }
  if (path.length === 0 && isOneCharacter(method, node)) return [];
  if (PIECES.has(method)) return trace(file, object, path).map((origin) => pieceOf(origin, first));
  // `$location.search("next")` is none of a text
  const isOther = method === "search" && (!first || staticText(first) !== undefined);
  if (MEASURING_METHODS.has(method) && !isOther) return path.length === 0 ? [] : undefined;
  if (ELEMENTS.has(method) && isPlainElement(method, node))
    return trace(file, object, extend([ELEMENT], path));
  switch (method) {
    case "charAt":
      return [];
    case "concat":
      if (globalName(file, callee) === "Buffer.concat") return undefined;
      return traceConcat(file, node, object, path);
    case "join":
      if (node.arguments.length > 1) return undefined;
      return traceJoin(file, node, object, path);
    case "padStart":
    case "padEnd":
      return flat([...trace(file, object), ...traceArgument(file, node, 1, [])]).map((origin) =>
        withText(origin, ""),
      );
    case "fill":
      // `Array(ids.length).fill("?")`: filled from end to end, it holds nothing of what it was made of
      return node.arguments.length === 1
        ? traceArgument(file, node, 0, path.slice(1))
        : [...traceArgument(file, node, 0, path.slice(1)), ...trace(file, object, path)];
    case "with":
      return node.arguments.length === 2
        ? [...traceArgument(file, node, 1, path.slice(1)), ...trace(file, object, path)]
        : undefined;
    case "split":
    case "match":
    case "matchAll":
      if (!first || first.type === T.ObjectExpression) return undefined;
      return flat(trace(file, object)).map((origin) => {
        // what stands in front of the first separator is the front of the whole
        const isFront = method === "split" ? path[0] === "0" : takesFront(constantOf(file, first), path[0]);
        const piece = withStep(isFront ? withText(origin, "") : tailOf(origin), node);
        return method === "split" && staticText(first) === "/"
          ? // a segment has no slash, so `"/" + segment` has no second one
            withFacts(piece, [{ is: "contains", part: "self", text: "/", value: first, holds: false }])
          : piece;
      });
    case "exec":
      if (!first) return undefined;
      return flat(trace(file, first)).map((origin) =>
        withStep(takesFront(constantOf(file, object), path[0]) ? withText(origin, "") : tailOf(origin), node),
      );
    case "replace":
    case "replaceAll":
      return node.arguments.length === 2 ? traceReplace(file, node, object) : undefined;
    case "map":
      return first ? callbackOutput(file, first, path[0] === undefined ? [] : path.slice(1)) : undefined;
    case "flatMap":
      return first ? callbackOutput(file, first, path) : undefined;
    case "get":
      return first && isMap(file, object) ? trace(file, object, extend([ELEMENT], path)) : undefined;
    case "values":
      return node.arguments.length === 0 ? trace(file, object, path) : undefined;
    case "entries":
      return node.arguments.length === 0 ? trace(file, object, [ELEMENT, ...path.slice(2)]) : undefined;
    case "reduce":
    case "reduceRight":
      return first
        ? [...callbackOutput(file, first, path), ...traceArgument(file, node, 1, path)]
        : undefined;
    case "value":
      return node.arguments.length === 0 && isEndOfChain(node) ? trace(file, object, path) : undefined;
    case "partial":
      return path.length === 0 ? traceBound(file, node) : undefined;
    case "pipe":
      return tracePiped(file, node, node.arguments.length, path);
    case "then":
      return node.arguments.flatMap((callback) => callbackOutput(file, callback, path));
    case "catch":
      return [...trace(file, object, path), ...(first ? callbackOutput(file, first, path) : [])];
    default:
      return undefined;
  }
}

/** `const byId = new Map()`: what is read from it by a key is one of its values. */
function isMap(file: FileFlow, object: Node): boolean {
  const plain = unwrap(object);
  const variable = plain.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  const made = value?.path.length === 0 ? unwrap(value.node) : undefined;
  return made?.type === T.NewExpression && /^(?:Weak)?Map$/.test(globalName(file, unwrap(made.callee)) ?? "");
}

/** `helper.partial(fn, a)` is what `fn.bind(null, a)` is. */
function traceBound(file: FileFlow, node: CallNode): readonly Origin[] | undefined {
  const [first] = node.arguments;
  const bodies = first ? functionsOf(file, first) : [];
  return bodies.length === 0
    ? undefined
    : bodies.map((body) => originAt({ type: "function", node: body, boundBy: node }, [], node));
}

function traceFiltered(file: FileFlow, object: Node, callback: Node, path: AccessPath): readonly Origin[] {
  const fact = factsOfKept(file, callback, path.slice(1));
  return trace(file, object, path).map((origin) => (fact ? withFacts(origin, [fact]) : origin));
}

function isPlainElement(method: string, node: CallNode): boolean {
  const [first] = node.arguments;
  if (method === "find" || method === "findLast") return isFunction(first);
  return method === "at" ? node.arguments.length === 1 : node.arguments.length === 0;
}

/** `name.substring(0, 1)`, `name.slice(0, 1)`: like `charAt`, too little for any attack. */
function isOneCharacter(method: string, { arguments: [start, end] }: CallNode): boolean {
  const [from, to] = [start, end].map((each) => Number((each && staticText(each)) ?? NaN)) as [
    number,
    number,
  ];
  return (
    /^(?:slice|substr|substring)$/.test(method) && (method === "substr" ? to : to - from) === 1 && from >= 0
  );
}

function pieceOf(origin: Origin, start: Node | undefined): Origin {
  const fromStart = !start || staticText(start) === "0";
  // `hash.slice(1)` takes away the `#` in front
  if (origin.before.length === 1 && Number(start && staticText(start)) >= 1) return tailOf(origin);
  return fromStart || origin.before !== "" ? origin : tailOf(origin);
}

/** `/^[a-z]+:/.exec(address)[0]`, `/(.*)\?/.exec(address)[1]`: what is matched starts where the text does. */
function takesFront(pattern: Node, group: string | undefined): boolean {
  const source = pattern.type === T.Literal && "regex" in pattern ? pattern.regex.pattern : "";
  if (source.includes("|")) return false;
  // without groups all that was found is the first of it, also where the list itself becomes a text
  const isAll = group === "0" || (group === undefined && !source.includes("("));
  return isAll ? /^(?:\^|\.\*)/.test(source) : group === "1" && /^(?:\^\((?!\?)|\(\.\*)/.test(source);
}

function tailOf(origin: Origin): Origin {
  const path = origin.path.at(-1) === TAIL ? origin.path : [...origin.path, TAIL];
  return { ...origin, path, before: "" };
}

function traceConcat(file: FileFlow, node: CallNode, object: Node, path: AccessPath): readonly Origin[] {
  const isArray = path.length > 0 || unwrap(object).type === T.ArrayExpression;
  const values = [object, ...node.arguments];
  return isArray ? values.flatMap((value) => trace(file, value, path)) : traceParts(file, node, values, path);
}

/** `["/search?q=", term].join("")`: what stands before an element is known where the list is written out. */
function traceJoin(file: FileFlow, node: CallNode, object: Node, path: AccessPath): readonly Origin[] {
  const list = listOf(file, object);
  const [by] = node.arguments;
  // what is not known to be a list may be no list at all: `rooms.join(request)`
  if (!list) return flat(trace(file, object, [ELEMENT])).map((origin) => withText(origin, ""));
  const parts = list.flatMap((element, index) => (index === 0 ? [element] : [by ?? ",", element]));
  return traceParts(file, node, parts, path);
}

/** The elements of a list that is written out and not changed later. */
function listOf(file: FileFlow, node: Node): readonly Node[] | undefined {
  const plain = unwrap(node);
  if (plain.type === T.Identifier) {
    const variable = file.bindings.variableOf(plain);
    const value = variable && file.isConstant(variable) ? file.subjects.onlyValue(variable) : undefined;
    return value?.path.length === 0 && value.node.type === T.ArrayExpression
      ? listOf(file, value.node)
      : undefined;
  }
  if (plain.type !== T.ArrayExpression) return undefined;
  const elements = plain.elements.filter((element) => element !== null);
  return elements.some((element) => element.type === T.SpreadElement) ? undefined : elements;
}

function traceReplace(file: FileFlow, node: CallNode, object: Node): readonly Origin[] {
  const [searched, by] = node.arguments as [Node, Node];
  const pattern = constantOf(file, searched);
  const everywhere =
    node.type === T.CallExpression &&
    node.callee.type === T.MemberExpression &&
    memberName(node.callee) === "replaceAll";
  const inserted = isFunction(by) ? callbackOutput(file, by, []) : flat(trace(file, by));
  // one mark for another cuts nothing
  const cutsFront = isFront(pattern) && !/^[?#&/]/.test(staticText(by) ?? "");
  const kept = flat(trace(file, object)).map((origin) =>
    withFacts({ ...(cutsFront ? withoutFront(origin, pattern) : origin), text: true }, [
      { is: "replaced", pattern, by: isFunction(by) ? by : constantOf(file, by), everywhere },
    ]),
  );
  return [
    ...kept,
    ...inserted.filter(({ root }) => root.type !== "literal").map((origin) => withText(origin, "\uFFFC")),
  ];
}

/** What stands before the value is cut, and the value itself only where nothing is before it but a mark. */
function withoutFront(origin: Origin, pattern: Node): Origin {
  const { before } = origin;
  if (before.length < 2 || pattern.type !== T.Literal || !("regex" in pattern)) return tailOf(origin);
  const expression = pattern.value instanceof RegExp ? pattern.value : undefined;
  const left = expression ? before.replace(expression, "") : "";
  return left === "" ? tailOf(origin) : { ...origin, before: left };
}

/** `replace(/^#/, "")`, `replace("?", "")`, `replace(/.*next=/, "")` take away what stood in front; `replace(/#.*$/, "")` does not. */
function isFront(pattern: Node): boolean {
  if (pattern.type === T.Literal && "regex" in pattern) {
    const text = pattern.regex.pattern;
    return /^\^|^\.[*+]/.test(text) || (/^(?:[#]|\\\?)/.test(text) && !/(?:\$|\.[*+]\??)$/.test(text));
  }
  return /^[#?]/.test(staticText(pattern) ?? "");
}
