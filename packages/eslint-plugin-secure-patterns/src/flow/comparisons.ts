import { calleeName, isFunction, memberName, staticText, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { type Keys, subjectPart } from "./asked-values.ts";
import { countedIn } from "./collected-reasons.ts";
import {
  isLookup,
  isNothing,
  mirrored,
  nameOf,
  opposite,
  patternOf,
  signedText,
  typeFact,
} from "./condition-syntax.ts";
import { factsWhen } from "./conditions.ts";
import type { Fact, Part } from "./facts.ts";
import type { FileFlow } from "./file-flow.ts";
import { factsOfCallee } from "./predicates.ts";
import { factsOfSome, factsOfTest } from "./questions.ts";
import { answerOf, storedCondition } from "./stored-conditions.ts";

/** `~list.indexOf(x)` is true unless the index is -1. */
export function factsOfInverted(file: FileFlow, node: Node, holds: boolean, keys: Keys): Fact | undefined {
  const call = unwrap(node);
  const callee = call.type === T.CallExpression ? unwrap(call.callee) : undefined;
  if (call.type !== T.CallExpression || callee?.type !== T.MemberExpression) return undefined;
  const [first] = call.arguments;
  return first && memberName(callee) === "indexOf"
    ? factsOfIndex(file, callee.object, first, "-1", !holds, keys)
    : undefined;
}

export function factsOfComparison(
  file: FileFlow,
  node: TSESTree.BinaryExpression,
  holds: boolean,
  keys: Keys,
): Fact | undefined {
  const { left, right, operator } = node;
  if (operator === "in") {
    const part = subjectPart(file, left, keys);
    return part && holds ? { is: "member", part, of: right } : undefined;
  }
  if (operator === "instanceof") {
    return subjectPart(file, left, keys) === "self" ? typeFact(nameOf(right), holds) : undefined;
  }
  if (/^[=!]==?$/.test(operator)) {
    const equal = operator.startsWith("=") === holds;
    return factsOfEquality(file, left, right, equal, keys) ?? factsOfEquality(file, right, left, equal, keys);
  }
  if (/^[<>]=?$/.test(operator)) {
    return factsOfOrder(file, left, right, operator, holds, keys);
  }
  return undefined;
}

function factsOfEquality(
  file: FileFlow,
  asked: Node,
  to: Node,
  equal: boolean,
  keys: Keys,
): Fact | undefined {
  const node = unwrap(asked);
  const text = staticText(to);
  const part = subjectPart(file, node, keys);
  if (part) return { is: equal ? "equal" : "not-equal", part, to, text };
  if (node.type === T.UnaryExpression && node.operator === "typeof") {
    // `typeof MAP[x] !== "undefined"`
    const looked = unwrap(node.argument);
    if (isLookup(looked) && equal === (text !== "undefined")) return factsOfLookup(file, looked, keys);
    if (subjectPart(file, node.argument, keys) === "self" && text !== undefined) return typeFact(text, equal);
    return !equal && text === "undefined" ? factOfProperty(file, node.argument, keys) : undefined;
  }
  const own = !equal && isNothing(to) ? factOfProperty(file, node, keys) : undefined;
  if (own) return own;
  if (text === "true" || text === "false") return factsWhen(file, node, (text === "true") === equal, keys);
  // `errors.length === 0`
  if (text === "0" && countedIn(node)) return factsWhen(file, node, !equal, keys);
  // `MAP[x] !== undefined`, `MAP[x] === true`
  if (isLookup(node) && equal === (text !== undefined && !isNothing(to)))
    return factsOfLookup(file, node, keys) ?? factsOfHead(file, node, to, text, equal, keys);
  // `reasonAgainst(x) === null`; the other way round, an answer that is something may be `false`
  const toNothing = equal && isNothing(to) ? factsWhen(file, node, false, keys) : undefined;
  return (
    factsOfHead(file, node, to, text, equal, keys) ?? toNothing ?? factsOfSaid(file, node, text, equal, keys)
  );
}

/** `check(x).type === "ok"` */
function factsOfSaid(
  file: FileFlow,
  node: Node,
  text: string | undefined,
  holds: boolean,
  keys: Keys,
): Fact | undefined {
  const answer = text === undefined || text === "null" ? undefined : answerOf(file, node);
  return answer && factsOfCallee(file, answer.call, keys, { at: answer.at, holds, text: text as string });
}

/** `x.jquery`: what has a property that no text has is an object. */
export function factOfProperty(file: FileFlow, node: Node, keys: Keys): Fact | undefined {
  const plain = unwrap(node);
  const name = plain.type === T.MemberExpression && !plain.computed ? memberName(plain) : undefined;
  if (plain.type !== T.MemberExpression || name === undefined || name in String.prototype) return undefined;
  return subjectPart(file, plain.object, keys) === "self" ? typeFact("object", true) : undefined;
}

/** `MAP[x]`, `MAP.get(x)` gave something: `x` is one of its keys. */
export function factsOfLookup(file: FileFlow, node: Node, keys: Keys): Fact | undefined {
  if (node.type === T.MemberExpression && node.computed) {
    const part = subjectPart(file, node.property, keys);
    return part && { is: "member", part, of: node.object };
  }
  const callee = node.type === T.CallExpression ? unwrap(node.callee) : undefined;
  const [first] = node.type === T.CallExpression ? node.arguments : [];
  if (callee?.type !== T.MemberExpression || !first) return undefined;
  const part = subjectPart(file, first, keys);
  return part && { is: "member", part, of: callee.object };
}

function factsOfHead(
  file: FileFlow,
  node: Node,
  to: Node,
  text: string | undefined,
  equal: boolean,
  keys: Keys,
): Fact | undefined {
  if (node.type === T.MemberExpression) {
    // `x[0] === "/"`
    const owner = /^\d$/.test(memberName(node) ?? "") ? subjectPart(file, node.object, keys) : undefined;
    return owner && factOfCharacter(owner, Number(memberName(node)), to, equal);
  }
  const call = node.type === T.CallExpression ? node : keptIndex(file, node);
  return call && factsOfPiece(file, call, to, equal, keys);
}

/** `const index = list.indexOf(x)` … `if (index >= 0)` */
function keptIndex(file: FileFlow, node: Node): TSESTree.CallExpression | undefined {
  const kept = storedCondition(file, node);
  const call = kept && unwrap(kept);
  return call?.type === T.CallExpression && INDEXES.has(calleeName(call) ?? "") ? call : undefined;
}

const INDEXES: ReadonlySet<string> = new Set(["indexOf", "findIndex"]);

/** The first character, or one of the next. */
function factOfCharacter(part: Part, at: number, to: Node, holds: boolean): Fact | undefined {
  const text = staticText(to);
  if (at === 0) return { is: "starts-with", part, text, value: to, holds };
  if (text?.length !== 1) return undefined;
  const code = text.charCodeAt(0).toString(16).padStart(4, "0");
  return { is: "matches", part, pattern: `^[^]{${at}}\\u${code}`, flags: "", holds };
}

/** `x.charAt(0) === "/"`, `x.slice(0, 2) === "//"`, `x.indexOf("http") === 0`, `list.indexOf(x) === -1`. */
function factsOfPiece(
  file: FileFlow,
  call: TSESTree.CallExpression,
  to: Node,
  equal: boolean,
  keys: Keys,
): Fact | undefined {
  const callee = unwrap(call.callee);
  if (callee.type !== T.MemberExpression) return undefined;
  const method = memberName(callee) ?? "";
  const owner = subjectPart(file, callee.object, keys);
  const [first] = call.arguments;
  const at = first ? (staticText(first) ?? "") : "";
  if (owner && /^(?:charAt|at)$/.test(method) && /^\d$/.test(at))
    return factOfCharacter(owner, Number(at), to, equal);
  if (owner && /^(?:slice|substr|substring)$/.test(method) && at === "0") {
    return { is: "starts-with", part: owner, text: staticText(to), value: to, holds: equal };
  }
  if (method === "findIndex" && isFunction(first) && signedText(to) === "-1")
    return equal ? undefined : factsOfSome(file, first, keys, true);
  if ((method === "indexOf" || method === "lastIndexOf" || method === "search") && first) {
    return factsOfIndex(file, callee.object, first, signedText(to), equal, keys);
  }
  if ((method === "match" || method === "exec") && isNothing(to))
    return factsOfTest(file, call, !equal, keys);
  return undefined;
}

function factsOfIndex(
  file: FileFlow,
  object: Node,
  first: Node,
  at: string | undefined,
  equal: boolean,
  keys: Keys,
): Fact | undefined {
  const owner = subjectPart(file, object, keys);
  if (owner && at === "0")
    return { is: "starts-with", part: owner, text: staticText(first), value: first, holds: equal };
  if (at !== "-1") return undefined;
  if (owner && first.type === T.Literal && "regex" in first)
    return { is: "matches", part: owner, ...patternOf(first), holds: !equal };
  if (owner) return { is: "contains", part: owner, text: staticText(first), value: first, holds: !equal };
  const asked = subjectPart(file, first, keys);
  return asked && !equal ? { is: "member", part: asked, of: object } : undefined;
}

function factsOfOrder(
  file: FileFlow,
  left: Node,
  right: Node,
  operator: string,
  holds: boolean,
  keys: Keys,
): Fact | undefined {
  const compared = (part: Part, said: string, to: Node): Fact =>
    holds
      ? { is: "compared", part, operator: said, to }
      : { is: "compared", part, operator: opposite(said), to, denied: true };
  const part = subjectPart(file, left, keys);
  if (part) return compared(part, operator, right);
  const other = subjectPart(file, right, keys);
  if (other) return compared(other, mirrored(operator), left);
  const asked = unwrap(left);
  const least = `${operator}${staticText(right) ?? ""}`;
  // `errors.length > 0`
  if (/^(?:>0|>=1|<1|<=0)$/.test(least) && countedIn(asked))
    return factsWhen(file, asked, least.startsWith(">") === holds, keys);
  const call = asked.type === T.CallExpression ? asked : keptIndex(file, asked);
  const callee = call && unwrap(call.callee);
  const method = callee?.type === T.MemberExpression ? (memberName(callee) ?? "") : "";
  if (!call || callee?.type !== T.MemberExpression || !INDEXES.has(method)) return undefined;
  const [first] = call.arguments;
  const found =
    (operator === ">" && signedText(right) === "-1") || (operator === ">=" && signedText(right) === "0");
  const lost = operator === "<" && signedText(right) === "0";
  if (isFunction(first)) {
    const isFound = (found && holds) || (lost && !holds);
    return isFound ? factsOfSome(file, first, keys, true) : undefined;
  }
  return first && (found || lost)
    ? factsOfIndex(file, callee.object, first, "-1", found !== holds, keys)
    : undefined;
}
