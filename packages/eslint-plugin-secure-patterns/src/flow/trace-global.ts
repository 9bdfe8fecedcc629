import { calleeName, isCall, memberName, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import { ELEMENT, extend, isMissingInText, KEY, RESULT, type AccessPath } from "./access-path.ts";
import { PARSED } from "./builtins.ts";
import { callbackOutput, promisedValue } from "./callbacks.ts";
import type { FileFlow } from "./file-flow.ts";
import { withFacts, withText, type Origin, withStep } from "./origin.ts";
import { traceArgument } from "./trace-argument.ts";
import { traceFormat, traceSearchParams, traceUrl } from "./trace-url.ts";
import { flat, trace } from "./trace.ts";

/** Global functions and constructors of the language. */
export function traceGlobal(
  file: FileFlow,
  node: CallNode,
  callee: Node,
  path: AccessPath,
): readonly Origin[] | undefined {
  return traceNamed(file, node, globalName(file, callee), path);
}

export function traceNamed(
  file: FileFlow,
  node: CallNode,
  name: string | undefined,
  path: AccessPath,
): readonly Origin[] | undefined {
  switch (name) {
    case "URL":
    case "URL.parse":
    case "url.parse":
      return traceUrl(file, node, path);
    case "url.format":
      return traceFormat(file, node);
    case "URLSearchParams":
      return traceSearchParams(file, node, path);
    case "Promise":
      return node.type === T.NewExpression ? promisedValue(file, node, path) : undefined;
    case "Error":
    case "TypeError":
    case "RangeError":
    case "SyntaxError":
      return traceError(file, node, path);
    case "Promise.resolve":
    case "Object.freeze":
    case "Object.seal":
    case "structuredClone":
      return traceArgument(file, node, 0, path);
    case "Promise.all":
    case "Promise.allSettled":
    case "Promise.race":
    case "Promise.any":
      return traceArgument(
        file,
        node,
        0,
        name.startsWith("Promise") && /race|any/.test(name) ? [ELEMENT, ...path] : path,
      );
    case "Object.fromEntries":
      return (traceCopied(file, node, path) ?? traceArgument(file, node, 0, path)).map((origin) =>
        withStep(origin, node),
      );
    case "Array.from":
      return node.arguments[1]
        ? callbackOutput(file, node.arguments[1], path.slice(1))
        : traceArgument(file, node, 0, path);
    case "Array.of":
      return node.arguments.flatMap((value) => trace(file, value, path.slice(1)));
    case "Object.keys":
      if (isMissingInText(path.slice(1))) return [];
      return traceArgument(file, node, 0, [KEY]).map((origin) => ({ ...origin, text: true }));
    case "Object.create":
      return traceArgument(file, node, 0, path);
    case "Object.assign":
      return node.arguments.flatMap((value) => trace(file, value, path));
    case "Object.values":
    case "Object.entries":
      return traceArgument(file, node, 0, [ELEMENT, ...path.slice(name === "Object.entries" ? 2 : 1)]);
    case "Map":
    case "WeakMap":
      return traceArgument(file, node, 0, ofPair(path));
    case "Set":
    case "Array":
      return traceArgument(file, node, 0, path);
    case "JSON.parse":
    case "String":
    case "decodeURIComponent":
    case "decodeURI":
    case "unescape":
    case "atob":
    case "Object":
      return traceConversion(file, node, name, path);
    case "Buffer.from":
      return traceArgument(file, node, 0, []).map((origin) => ({ ...origin, text: true }));
    case "Buffer.concat":
      return traceArgument(file, node, 0, [ELEMENT]).map((origin) => ({ ...origin, text: true }));
    case "JSON.stringify":
      return traceArgument(file, node, 0, []).map((origin) =>
        withText({ ...withFacts(origin, [{ is: "json" }]), within: [] }, ""),
      );
    default:
      return undefined;
  }
}

/** `new Map([[key, value]])` hands out values, and pairs to who goes through it. */
function ofPair(path: AccessPath): AccessPath {
  const [element, part, ...rest] = path;
  if (element !== ELEMENT || part === "0" || part === "1") return path;
  return extend([ELEMENT, "1"], part === undefined ? [] : [part, ...rest]);
}

/** `Object.fromEntries(Object.entries({ id, slug }).filter(…))`: what is left of an object keeps its keys, and is that object. */
function traceCopied(file: FileFlow, node: CallNode, path: AccessPath): readonly Origin[] | undefined {
  let list = node.arguments[0] && unwrap(node.arguments[0]);
  while (list && isCall(list) && /^(?:filter|slice|sort|toSorted|reverse)$/.test(calleeName(list) ?? "")) {
    // what is asked of the values on the way counts
    if (list.arguments[0] && /\btypeof\b|\bNumber\b/.test(file.unit.text.slice(...list.arguments[0].range)))
      return undefined;
    const callee = unwrap(list.callee);
    list = callee.type === T.MemberExpression ? unwrap(callee.object) : undefined;
  }
  const isEntries = list && isCall(list) && globalName(file, list.callee) === "Object.entries";
  return isEntries ? traceArgument(file, list as CallNode, 0, path) : undefined;
}

/** `new Error(message, { cause })`: read as a text, an error is its message. */
function traceError(file: FileFlow, node: CallNode, path: AccessPath): readonly Origin[] | undefined {
  const [asked, ...rest] = path;
  if (asked === "cause") return traceArgument(file, node, 1, path);
  if (asked !== undefined && !/^(?:message|stack|toString)$/.test(asked)) return undefined;
  const message = flat(traceArgument(file, node, 0, []))
    .filter(({ root }) => root.type !== "literal")
    .map((origin) => withText(origin, ""));
  if (message.length === 0) return undefined;
  if (asked === undefined) return message.map((origin) => ({ ...origin, text: false, within: ["message"] }));
  return rest.every((segment) => segment === RESULT) ? message : undefined;
}

function traceConversion(file: FileFlow, node: CallNode, name: string, path: AccessPath): readonly Origin[] {
  const values = flat(traceArgument(file, node, 0, []));
  if (name === "Object") return traceArgument(file, node, 0, path);
  // what was parsed out of a text may be an object, and its parts are the text's
  if (name === "JSON.parse")
    return values.map((origin) => ({
      ...withFacts(origin, [{ is: "parsed" }]),
      text: false,
      before: "",
      path: extend([...origin.path, PARSED], path),
    }));
  const isDecoded = /^decode|^unescape$/.test(name) && decodesOnce(file);
  return values.map((origin) => ({
    ...(isDecoded ? withFacts(origin, [{ is: "decoded" }]) : origin),
    text: true,
  }));
}

const DECODES = /\b(?:decodeURI(?:Component)?|unescape)\s*\(/g;
const decodingOnce = new WeakMap<FileFlow, boolean>();

/** Where there are more such calls, one of them may be the check's: `if (decodeURIComponent(q).includes("<")) …`. */
function decodesOnce(file: FileFlow): boolean {
  const known = decodingOnce.get(file);
  if (known !== undefined) return known;
  const isOnly = (file.unit.text.match(DECODES)?.length ?? 0) < 2;
  decodingOnce.set(file, isOnly);
  return isOnly;
}

export function globalName(file: FileFlow, node: Node): string | undefined {
  const plain = unwrap(node);
  if (plain.type === T.Identifier) return file.bindings.variableOf(plain) ? undefined : plain.name;
  if (plain.type !== T.MemberExpression) return undefined;
  const object = globalName(file, plain.object);
  const name = memberName(plain);
  if (object === undefined || name === undefined) return undefined;
  return /^(?:globalThis|window|self|global)$/.test(object) ? name : `${object}.${name}`;
}
