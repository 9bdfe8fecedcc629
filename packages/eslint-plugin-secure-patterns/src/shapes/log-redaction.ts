import {
  calleeName,
  isCall,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { functionsOf } from "../flow/trace.ts";
import { keep, noteCut } from "../flow/whole-answers.ts";
import type { Logged } from "./logged.ts";
import { definitionsOf, makersOf } from "./logger-makers.ts";
import { normalize, verdictOf } from "./personal-name.ts";
import { calledBy } from "./sink-uses.ts";
import { withinBody } from "./within-body.ts";

/** What a logger hides before it writes. */
export interface Redaction {
  /** Where the logger is made. */
  readonly node: Node;
  hides(item: Logged): boolean;
}

/** Found by their shape in any text. */
const SHAPES: ReadonlySet<string> = new Set(["email", "ip", "card", "bank"]);
const REDACTS =
  /redact|scrub|mask|anonymi[sz]e|saniti[sz]e|censor|pii|(?:hash|hide|remove|strip)_?sensitive/i;

/** How the logger that is called here redacts, if it does. */
export function redactionOf(file: FileFlow, call: CallNode): Redaction | undefined {
  const callee = unwrap(calledBy(call));
  for (const of of functionsOf(file, callee)) {
    const { redaction } = redactionIn(of);
    if (redaction) return redaction;
  }
  if (callee.type !== T.MemberExpression) return undefined;
  for (const maker of makersOf(file, callee.object)) {
    const redaction = redactionBy(maker);
    if (redaction) return redaction;
  }
  return undefined;
}

function redactionBy(call: CallNode): Redaction | undefined {
  const name = calleeName(call) ?? "";
  if (/^piiSafeLogger\d*$/.test(name)) return { node: call, hides: hiddenByRuntime };
  const file = fileOf(call);
  if (file && REDACTS.test(name)) return redactionOfFunctions(functionsBehind(file, call.callee), call);
  const pieces = call.arguments.flatMap((argument) => optionsIn(argument));
  const keys = pieces.flatMap(({ key, value }) => (key === "redact" ? redactedPaths(value) : []));
  const written = pieces.flatMap(({ key, value }) => (key === "serializers" ? keysOf(value) : []));
  if (keys.length + written.length > 0) {
    const isWritten = ({ keys: [first] = [] }: Logged): boolean =>
      first !== undefined && written.includes(first);
    return { node: call, hides: (item) => isWritten(item) || isCovered(item, keys) };
  }
  const runtime = pieces.find(({ value }) =>
    callsNamed(value, /^pii(?:PinoHooks|WinstonFormat|SafeStream)$/),
  );
  if (runtime) return { node: call, hides: hiddenByRuntime };
  for (const { value } of pieces) {
    const redaction = redactionThrough(value);
    if (redaction) return redaction;
  }
  return undefined;
}

/** Our runtime hides by key and by shape; names and free secrets in a text have neither. */
export function hiddenByRuntime({ kind, keys, before }: Logged): boolean {
  if (kind === "whole" || SHAPES.has(kind)) return true;
  if (keys !== undefined) return keys.some((key) => verdictOf(key) !== undefined);
  return /[\w"']\s?[:=]\s?["']?$/.test(before);
}

function optionsIn(node: Node): { key: string; value: Node }[] {
  const plain = unwrap(node);
  if (isCall(plain)) return [{ key: "", value: plain }];
  if (plain.type !== T.ObjectExpression) {
    const file = fileOf(plain);
    const [value] = file ? definitionsOf(file, plain) : [];
    return value && unwrap(value).type === T.ObjectExpression ? optionsIn(value) : [];
  }
  return plain.properties.flatMap((property) =>
    property.type === T.SpreadElement
      ? optionsIn(property.argument)
      : [{ key: keyName(property) ?? "", value: property.value }],
  );
}

/** pino: `redact: ["user.email", "*.password"]`, `redact: { paths: [...] }` */
function redactedPaths(node: Node): string[] {
  const plain = unwrap(node);
  if (plain.type === T.ArrayExpression) return plain.elements.flatMap((item) => textsOf(item));
  if (plain.type === T.ObjectExpression) {
    return plain.properties.flatMap((property) =>
      property.type === T.Property && keyName(property) === "paths" ? redactedPaths(property.value) : [],
    );
  }
  const file = fileOf(plain);
  const [value] = file ? definitionsOf(file, plain) : [];
  return value ? redactedPaths(value) : [];
}

/** pino: `serializers: { user: (user) => ({ id: user.id }) }` says for each key what is left of it. */
function keysOf(node: Node): string[] {
  const plain = unwrap(node);
  if (plain.type !== T.ObjectExpression) return [];
  return plain.properties.flatMap((each) => (each.type === T.Property ? (keyName(each) ?? []) : []));
}

function textsOf(item: Node | null): string[] {
  if (!item) return [];
  if (item.type === T.SpreadElement) return redactedPaths(item.argument);
  const text = staticText(item);
  return text === undefined ? [] : [text];
}

/** `*.password` hides `password` one level down, `user.email` itself alone. */
function isCovered({ keys, kind }: Logged, paths: readonly string[]): boolean {
  if (keys === undefined) return false;
  if (kind === "whole")
    return paths.some((path) => /^\*?\.?(?:req|request|headers|body|password)/.test(path));
  return paths.some((path) => {
    const parts = path
      .replaceAll("[", ".")
      .replace(/["'\]]/g, "")
      .split(".")
      .filter((part) => part !== "");
    const isSameLength = parts.length === keys.length;
    return (
      isSameLength &&
      parts.every((part, index) => part === "*" || normalize(part) === normalize(keys[index] ?? ""))
    );
  });
}

/** A wrapper or a format of the project that hands on what its own redaction leaves. */
function redactionThrough(node: Node): Redaction | undefined {
  const file = fileOf(node);
  if (!file) return undefined;
  for (const each of withinBody(file, node)) {
    if (!isCall(each) && each.type !== T.Identifier) continue;
    const name = isCall(each) ? calleeName(each) : each.type === T.Identifier ? each.name : undefined;
    if (name === undefined || !REDACTS.test(name)) continue;
    return redactionOfFunctions(functionsBehind(file, isCall(each) ? each.callee : each), node);
  }
  return undefined;
}

/** The function itself, or those that it was made of: `const redact = format((info) => …)`. */
function functionsBehind(file: FileFlow, callee: Node): readonly FunctionNode[] {
  const functions = functionsOf(file, callee);
  if (functions.length > 0) return functions;
  return definitionsOf(file, unwrap(callee)).flatMap((value) => {
    const made = unwrap(value);
    const home = fileOf(made);
    return home && isCall(made) ? made.arguments.flatMap((argument) => functionsOf(home, argument)) : [];
  });
}

const DEEPEST = 3;
const redactions = new WeakMap<FunctionNode, { readonly redaction: Redaction | undefined }>();

/** `error: (scope, context) => write(entryOf(scope, context))`, where `write` redacts what it is handed. */
function redactionIn(of: FunctionNode, depth = 0): { readonly redaction: Redaction | undefined } {
  const home = fileOf(of);
  if (depth > DEEPEST) noteCut();
  if (!home || depth > DEEPEST) return { redaction: undefined };
  return keep(redactions, of, { redaction: undefined }, () => ({
    redaction: redactionThrough(of.body) ?? redactionBelow(home, of, depth),
  }));
}

/** Only what stands in the same file: a logger is one thing. */
function redactionBelow(home: FileFlow, of: FunctionNode, depth: number): Redaction | undefined {
  for (const call of withinBody(home, of.body)) {
    if (!isCall(call) || unwrap(call.callee).type !== T.Identifier) continue;
    for (const body of functionsOf(home, call.callee)) {
      if (fileOf(body) !== home) continue;
      const { redaction } = redactionIn(body, depth + 1);
      if (redaction) return redaction;
    }
  }
  return undefined;
}

/** The list of keys that a redacting function knows; where it cannot be seen, it is trusted. */
function redactionOfFunctions(functions: readonly FunctionNode[], node: Node): Redaction {
  const keys = functions.flatMap(keysIn);
  if (keys.length === 0) return { node, hides: () => true };
  const known = new Set(keys.map(normalize));
  return {
    node,
    hides: ({ keys: path, kind }) =>
      path !== undefined && (kind === "whole" || path.some((key) => known.has(normalize(key)))),
  };
}

/** The strings that a function, and the constants that it reads, compare keys with. */
function keysIn(of: FunctionNode): string[] {
  const file = fileOf(of);
  if (!file) return [];
  const texts: string[] = [];
  const add = (from: Node): void => {
    for (const node of withinBody(fileOf(from) ?? file, from)) {
      const text = node.type === T.Literal ? staticText(node) : overwritten(node);
      if (text !== undefined && /^[a-z][\w-]{1,30}$/i.test(text)) texts.push(text);
      if (node.type === T.Literal && "regex" in node)
        texts.push(...node.regex.pattern.split(/[^\w]+/).filter((word) => word.length > 2));
    }
  };
  add(of.body);
  for (const node of withinBody(file, of.body)) {
    if (node.type === T.Identifier) for (const list of listsBehind(file, node)) add(list);
  }
  return texts;
}

/** `KEYS` of `const KEYS = ["email"]`, also of `const KEYS = normalized(KEYS_AS_WRITTEN)`. */
function listsBehind(file: FileFlow, name: Node, depth = 0): readonly Node[] {
  return definitionsOf(file, name).flatMap((value) => {
    const plain = unwrap(value);
    if (/^(?:ArrayExpression|NewExpression|Literal)$/.test(plain.type)) return [plain];
    const home = fileOf(plain);
    if (!home || !isCall(plain) || depth > 0) return [];
    return plain.arguments.flatMap((argument) => listsBehind(home, unwrap(argument), depth + 1));
  });
}

/** `info.password = "***"`, `delete copy.token`, `const { cookie, ...rest } = headers` */
function overwritten(node: Node): string | undefined {
  const target =
    node.type === T.AssignmentExpression
      ? node.left
      : node.type === T.UnaryExpression && node.operator === "delete"
        ? node.argument
        : undefined;
  if (target?.type === T.MemberExpression) return memberName(target);
  const isTaken =
    node.type === T.Property &&
    node.parent.type === T.ObjectPattern &&
    node.parent.properties.at(-1)?.type === T.RestElement;
  return isTaken ? keyName(node) : undefined;
}

function callsNamed(node: Node, pattern: RegExp): boolean {
  const file = fileOf(node);
  if (!file) return false;
  for (const each of withinBody(file, node))
    if (isCall(each) && pattern.test(calleeName(each) ?? "")) return true;
  return false;
}
