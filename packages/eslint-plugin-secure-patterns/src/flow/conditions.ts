import {
  calleeName,
  isFunction,
  keyName,
  memberName,
  staticText,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import { patternBindings } from "./bindings.ts";
import {
  isLookup,
  isNothing,
  isStatement,
  mirrored,
  nameOf,
  opposite,
  patternOf,
  signedText,
  typeFact,
} from "./condition-syntax.ts";
import type { Condition } from "./control-flow.ts";
import { allOf, anyOf, rebase, type Fact, type Part } from "./facts.ts";
import { childrenOf, fileOf, type FileFlow } from "./file-flow.ts";
import { arrivals, factsAt } from "./reaching.ts";
import { functionsOf } from "./trace.ts";

/** The keys of the values that are asked about; see `Subjects`. */
type Keys = ReadonlySet<string>;

const MOST_FLAG_WRITES = 8;
const URL_PARTS: readonly Part[] = ["host", "hostname", "origin", "protocol", "pathname", "href", "username"];
const MEMBERSHIP = new Set(["includes", "has", "hasOwnProperty", "contains"]);
const TYPE_CHECKS = new Map([
  ["isArray", "array"],
  ["isInteger", "integer"],
  ["isSafeInteger", "integer"],
  ["isFinite", "finite"],
]);

/** What a condition that was met says about the subjects. */
export function factsOfCondition(file: FileFlow, condition: Condition, keys: Keys): Fact | undefined {
  if ("test" in condition) return factsWhen(file, condition.test, condition.holds, keys);
  const part = subjectPart(file, condition.discriminant, keys);
  if (!part) {
    // `switch (true) { case isSafe(x): … }`
    const [first] = condition.cases;
    return condition.holds && first && staticText(condition.discriminant) === "true"
      ? factsWhen(file, first, true, keys)
      : undefined;
  }
  if (!condition.holds) return undefined;
  return anyOf(condition.cases.map((to) => ({ is: "equal", part, to, text: staticText(to) })));
}

/** A call that returns only if its argument passed: `assertSafe(x)`, `invariant(isSafe(x))`. */
export function factsOfCall(file: FileFlow, call: TSESTree.CallExpression, keys: Keys): Fact | undefined {
  if (!isStatement(call) || !call.arguments.some((item) => speaksOf(file, item, keys))) return undefined;
  const [first] = call.arguments;
  const isCondition = first && !subjectPart(file, first, keys);
  if (isCondition && /^(?:assert|invariant|ok|check|ensure)$/.test(calleeName(call) ?? "")) {
    const fact = factsWhen(file, first, true, keys);
    if (fact) return fact;
  }
  return factsOfCallee(file, call, keys, "returns");
}

/** Whether a condition speaks of one of the subjects at all: a cheap test before the real one. */
export function mentions(file: FileFlow, condition: Condition, keys: Keys): boolean {
  const nodes = "test" in condition ? [condition.test] : [condition.discriminant, ...condition.cases];
  return nodes.some((node) => speaksOf(file, node, keys));
}

function speaksOf(file: FileFlow, node: Node, keys: Keys): boolean {
  return mentionedKeys(file, node).some((key) => hasKey(keys, key));
}

export function factsWhen(file: FileFlow, test: Node, holds: boolean, keys: Keys): Fact | undefined {
  const node = unwrap(test);
  switch (node.type) {
    case T.UnaryExpression:
      if (node.operator === "!") return factsWhen(file, node.argument, !holds, keys);
      return node.operator === "~" ? factsOfInverted(file, node.argument, holds, keys) : undefined;
    case T.LogicalExpression:
      return factsOfLogical(file, node, holds, keys);
    case T.BinaryExpression:
      return factsOfComparison(file, node, holds, keys);
    case T.CallExpression:
      return factsOfTest(file, node, holds, keys);
    case T.AssignmentExpression:
      // `if ((match = /^a/.exec(x)))`
      return node.operator === "=" ? factsWhen(file, node.right, holds, keys) : undefined;
    case T.ConditionalExpression:
      return anyOf([
        allOf([factsWhen(file, node.test, true, keys), factsIf(file, node.consequent, holds, keys)]),
        allOf([factsWhen(file, node.test, false, keys), factsIf(file, node.alternate, holds, keys)]),
      ]);
    case T.Identifier:
    case T.MemberExpression:
      return factsOfValue(file, node, holds, keys);
    default:
      return undefined;
  }
}

/** `~list.indexOf(x)` is true unless the index is -1. */
function factsOfInverted(file: FileFlow, node: Node, holds: boolean, keys: Keys): Fact | undefined {
  const call = unwrap(node);
  const callee = call.type === T.CallExpression ? unwrap(call.callee) : undefined;
  if (call.type !== T.CallExpression || callee?.type !== T.MemberExpression) return undefined;
  const [first] = call.arguments;
  return first && memberName(callee) === "indexOf"
    ? factsOfIndex(file, callee.object, first, "-1", !holds, keys)
    : undefined;
}

/** An alternative that is constant cannot be the one that held. */
function factsIf(file: FileFlow, node: Node, holds: boolean, keys: Keys): Fact | undefined {
  const text = staticText(node);
  if ((text === "true" || text === "false") && (text === "true") !== holds) return { is: "never" };
  return factsWhen(file, node, holds, keys);
}

function factsOfLogical(
  file: FileFlow,
  node: TSESTree.LogicalExpression,
  holds: boolean,
  keys: Keys,
): Fact | undefined {
  if (node.operator === "??") return factsWhen(file, node.left, holds, keys);
  const needsBoth = (node.operator === "&&") === holds;
  const left = factsWhen(file, node.left, holds, keys);
  const right = factsWhen(file, node.right, holds, keys);
  if (needsBoth) return allOf([left, right]);
  return anyOf([left, allOf([factsWhen(file, node.left, !holds, keys), right])]);
}

function factsOfValue(file: FileFlow, node: Node, holds: boolean, keys: Keys): Fact | undefined {
  const part = subjectPart(file, node, keys);
  if (part === "self" || part === "href") return { is: holds ? "truthy" : "falsy" };
  if (part === "legacy-host") {
    const fact = { part, to: node, text: "" };
    return { is: holds ? "not-equal" : "equal", ...fact };
  }
  const found = holds && isLookup(node) ? factsOfLookup(file, node, keys) : undefined;
  if (found) return found;
  const value = storedCondition(file, node);
  if (!value)
    return factsOfAnswer(file, node, holds, keys) ?? (holds ? factsOfFlag(file, node, keys) : undefined);
  // `var a = a || b` stores a condition that asks for itself
  if (asking.has(value)) return undefined;
  asking.add(value);
  const fact = factsWhen(file, value, holds, keys);
  asking.delete(value);
  return fact;
}

const asking = new Set<Node>();

/** `let ok = false; if (isSafe(x)) ok = true;` … `if (ok)`: what held wherever it was set. */
function factsOfFlag(file: FileFlow, node: Node, keys: Keys): Fact | undefined {
  const facts = settersOf(file, node).flatMap((target) => factsOnTheWayTo(file, target, keys));
  return facts.length > 0 ? anyOf(facts) : undefined;
}

/** Where a variable that is only ever `true` or `false` becomes `true`. */
function settersOf(file: FileFlow, node: Node): readonly Node[] {
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const writes = variable?.references.filter((reference) => reference.isWrite()) ?? [];
  if (writes.length < 2 || writes.length > MOST_FLAG_WRITES) return [];
  const texts = writes.map(({ writeExpr }) => (writeExpr ? staticText(writeExpr as Node) : undefined));
  if (!texts.every((text) => text === "true" || text === "false")) return [];
  return writes.filter((_, index) => texts[index] === "true").map(({ identifier }) => identifier as Node);
}

/** The conditions around the places where a flag is set. */
function flagTests(file: FileFlow, node: Node): readonly Node[] {
  const tests: Node[] = [];
  for (const target of settersOf(file, node)) {
    for (let around = target.parent; around && !isFunction(around); around = around.parent)
      tests.push(...testsOf(around).filter((test) => test !== target));
  }
  return tests;
}

function factsOnTheWayTo(file: FileFlow, node: Node, keys: Keys): readonly (Fact | undefined)[] {
  const flow = file.controlFlow(file.ownerOf(node));
  const position = flow.positionOf(node);
  if (!position) return [undefined];
  return arrivals(file, position, flow.entry, undefined, [], keys).map(({ facts }) => allOf(facts));
}

/** `const { error } = schema.validate(x)` … `if (error)`; `schema.safeParse(x).success`. */
function factsOfAnswer(file: FileFlow, node: Node, holds: boolean, keys: Keys): Fact | undefined {
  const answer = answerOf(file, node);
  if (!answer || answer.at.length === 0) return undefined;
  const { call, at } = answer;
  const argument = call.arguments.findIndex(
    (value) => subjectPart(file, value, keys) === "self" || holdsSubject(file, value, keys),
  );
  return argument < 0 ? undefined : { is: "predicate", call, argument, holds, at };
}

/** The call whose result, or a part of it, an expression is. */
function answerOf(file: FileFlow, node: Node): { call: TSESTree.CallExpression; at: AccessPath } | undefined {
  const plain = unwrap(node);
  if (plain.type === T.CallExpression) return { call: plain, at: [] };
  if (plain.type === T.MemberExpression) {
    const base = answerOf(file, plain.object);
    return base && { call: base.call, at: [...base.at, memberName(plain) ?? "*"] };
  }
  const variable = plain.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  const call = value && unwrap(value.node);
  return call?.type === T.CallExpression ? { call, at: value?.path ?? [] } : undefined;
}

/** `const ok = isSafe(next)` … `if (ok)`; `const { success } = schema.safeParse(x)`. */
function storedCondition(file: FileFlow, node: Node): Node | undefined {
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  return value?.path.length === 0 ? value.node : undefined;
}

function factsOfComparison(
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
    return subjectPart(file, node.argument, keys) === "self" && text !== undefined
      ? typeFact(text, equal)
      : undefined;
  }
  if (text === "true" || text === "false") return factsWhen(file, node, (text === "true") === equal, keys);
  // `MAP[x] !== undefined`, `MAP[x] === true`
  if (isLookup(node) && equal === (text !== undefined && !isNothing(to)))
    return factsOfLookup(file, node, keys) ?? factsOfHead(file, node, to, text, equal, keys);
  return factsOfHead(file, node, to, text, equal, keys);
}

/** `MAP[x]`, `MAP.get(x)` gave something: `x` is one of its keys. */
function factsOfLookup(file: FileFlow, node: Node, keys: Keys): Fact | undefined {
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
    const owner = memberName(node) === "0" ? subjectPart(file, node.object, keys) : undefined;
    return owner && { is: "starts-with", part: owner, text, value: to, holds: equal };
  }
  return node.type === T.CallExpression ? factsOfPiece(file, node, to, equal, keys) : undefined;
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
  if (owner && /^(?:charAt|slice|substr|substring|at)$/.test(method) && first && staticText(first) === "0") {
    return { is: "starts-with", part: owner, text: staticText(to), value: to, holds: equal };
  }
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
  const part = subjectPart(file, left, keys);
  if (part) return { is: "compared", part, operator: holds ? operator : opposite(operator), to: right };
  const other = subjectPart(file, right, keys);
  if (other)
    return {
      is: "compared",
      part: other,
      operator: holds ? mirrored(operator) : opposite(mirrored(operator)),
      to: left,
    };
  const call = unwrap(left);
  const callee = call.type === T.CallExpression ? unwrap(call.callee) : undefined;
  if (
    call.type !== T.CallExpression ||
    callee?.type !== T.MemberExpression ||
    memberName(callee) !== "indexOf"
  )
    return undefined;
  const [first] = call.arguments;
  const found =
    (operator === ">" && signedText(right) === "-1") || (operator === ">=" && signedText(right) === "0");
  const lost = operator === "<" && signedText(right) === "0";
  return first && (found || lost)
    ? factsOfIndex(file, callee.object, first, "-1", found !== holds, keys)
    : undefined;
}

function factsOfTest(
  file: FileFlow,
  call: TSESTree.CallExpression,
  holds: boolean,
  keys: Keys,
): Fact | undefined {
  const callee = unwrap(call.callee);
  const [first, second] = call.arguments;
  if (callee.type === T.Identifier && callee.name === "Boolean" && first)
    return factsWhen(file, first, holds, keys);
  if (callee.type === T.MemberExpression && first) {
    const method = memberName(callee) ?? "";
    const owner = subjectPart(file, callee.object, keys);
    if (owner) return factsOfMethod(file, owner, method, first, holds);
    const fact = factsOfArgument(file, callee.object, method, first, second, holds, keys);
    if (fact) return fact;
    // `if (MAP.get(x))`
    const found = holds && isLookup(call) ? factsOfLookup(file, call, keys) : undefined;
    if (found) return found;
  }
  return factsOfCallee(file, call, keys, holds);
}

/** The subject is asked: `x.startsWith("/")`. */
function factsOfMethod(
  file: FileFlow,
  part: Part,
  method: string,
  first: Node,
  holds: boolean,
): Fact | undefined {
  const text = staticText(first);
  switch (method) {
    case "startsWith":
      return { is: "starts-with", part, text, value: first, holds };
    case "endsWith":
      return { is: "ends-with", part, text, value: first, holds };
    case "includes":
      return { is: "contains", part, text, value: first, holds };
    case "match":
      return { is: "matches", part, ...patternOf(constantOf(file, first), true), holds };
    default:
      return undefined;
  }
}

/** Something else is asked about the subject: `ALLOWED.includes(x)`, `/^…$/.test(x)`, `hosts.some((h) => h === x)`. */
function factsOfArgument(
  file: FileFlow,
  object: Node,
  method: string,
  first: Node,
  second: Node | undefined,
  holds: boolean,
  keys: Keys,
): Fact | undefined {
  const part = subjectPart(file, first, keys);
  if (part && (method === "test" || method === "exec"))
    return { is: "matches", part, ...patternOf(constantOf(file, object)), holds };
  if (part && MEMBERSHIP.has(method) && holds) return { is: "member", part, of: object };
  if (part && TYPE_CHECKS.has(method)) return typeFact(TYPE_CHECKS.get(method), holds);
  if (second && (method === "hasOwn" || method === "call")) {
    const asked = subjectPart(file, second, keys);
    return asked && holds ? { is: "member", part: asked, of: first } : undefined;
  }
  if (isFunction(first) && holds && /^(?:some|find|findLast|findIndex)$/.test(method))
    return factsOfSome(file, first, keys);
  return undefined;
}

function factsOfSome(file: FileFlow, callback: FunctionNode, keys: Keys): Fact | undefined {
  return anyOf(file.returnsOf(callback).map((value) => factsWhen(file, value, true, keys)));
}

/** A predicate or an assertion: looked into where its body is at hand, taken down by name otherwise. */
function factsOfCallee(
  file: FileFlow,
  call: TSESTree.CallExpression,
  keys: Keys,
  outcome: boolean | "returns",
): Fact | undefined {
  for (const [index, argument] of call.arguments.entries()) {
    const part =
      subjectPart(file, argument, keys) ?? (holdsSubject(file, argument, keys) ? "whole" : undefined);
    if (!part) continue;
    const bodies = functionsOf(file, call.callee);
    if (bodies.length === 0) {
      const fact = { is: "predicate", call, argument: index, holds: outcome !== false } as const;
      return outcome === "returns" ? { ...fact, returned: true } : fact;
    }
    const named = part === "whole" ? namedSubject(file, argument, keys) : undefined;
    const asked = named?.part ?? part;
    if (asked === "whole") continue;
    const fact = anyOf(bodies.map((body) => factsOfBody(body, index, named?.key, outcome)));
    return fact && rebase(fact, asked);
  }
  return undefined;
}

/** `isInternal({ path: next, base })`: the key under which the subject is handed over. */
function namedSubject(file: FileFlow, argument: Node, keys: Keys): { key: string; part: Part } | undefined {
  const properties = argument.type === T.ObjectExpression ? argument.properties : [];
  for (const property of properties) {
    if (property.type !== T.Property) continue;
    const key = keyName(property);
    const part = subjectPart(file, property.value, keys);
    if (key !== undefined && part) return { key, part };
  }
  return undefined;
}

/** What a callback of `filter` says about the elements that it lets through. */
export function factsOfKept(file: FileFlow, callback: Node): Fact | undefined {
  const bodies = functionsOf(file, callback);
  return bodies.length === 0 ? undefined : anyOf(bodies.map((body) => factsOfBody(body, 0, undefined, true)));
}

function factsOfBody(
  body: FunctionNode,
  index: number,
  key: string | undefined,
  outcome: boolean | "returns",
): Fact | undefined {
  const file = fileOf(body);
  const parameter = body.params[index];
  const bound = parameter ? [...patternBindings(parameter)] : [];
  const name = bound.find(({ path }) => path.length === (key === undefined ? 0 : 1) && path[0] === key);
  return file && name && factsOfParameter(file, body, name.identifier, outcome);
}

function factsOfParameter(
  file: FileFlow,
  body: FunctionNode,
  name: Node,
  outcome: boolean | "returns",
): Fact | undefined {
  const variable = name.type === T.Identifier ? file.bindings.variableOf(name) : undefined;
  if (!variable) return undefined;
  const memo = `${file.idOf(body)}:${file.idOf(name)}:${outcome}`;
  if (file.predicates.has(memo)) return file.predicates.get(memo);
  file.predicates.set(memo, undefined);
  const keys = new Set([file.subjects.written(name) ?? ""]);
  const exits: (Fact | undefined)[] = [];
  for (const exit of file.controlFlow(body).exits) {
    const returned = outcome === "returns" ? "any" : matching(exit.value, outcome);
    if (!returned) continue;
    const atExit = factsAt(file, body, exit.position, variable, keys).map((facts) => allOf(facts ?? []));
    const ofValue =
      returned === "maybe" && exit.value ? factsWhen(file, exit.value, outcome === true, keys) : undefined;
    if (atExit.length > 0) exits.push(allOf([anyOf(atExit), ofValue]));
  }
  const fact = exits.length > 0 ? anyOf(exits) : undefined;
  file.predicates.set(memo, fact);
  return fact;
}

/** Whether a returned value has the asked outcome: a constant tells, anything else may. */
function matching(value: Node | undefined, outcome: boolean): "yes" | "maybe" | undefined {
  if (!value) return outcome ? undefined : "yes";
  const plain = unwrap(value);
  if (plain.type !== T.Literal) return "maybe";
  return Boolean(plain.value) === outcome ? "yes" : undefined;
}

function subjectPart(file: FileFlow, node: Node, keys: Keys): Part | undefined {
  const subject = file.subjects.of(node);
  if (subject && keys.has(subject.key)) return subject.part;
  const written = file.subjects.written(node);
  if (written !== undefined && keys.has(written)) return "self";
  for (const key of [subject?.key, written]) {
    const dot = key?.lastIndexOf(".") ?? -1;
    if (key && dot > 0 && keys.has(key.slice(0, dot))) {
      const name = key.slice(dot + 1) as Part;
      if (URL_PARTS.includes(name)) return name;
      if (name === ("length" as Part)) return "length";
    }
  }
  return undefined;
}

/** The keys of everything that an expression looks at, stored conditions included. */
function mentionedKeys(file: FileFlow, node: Node, depth = 0): readonly string[] {
  const known = file.mentioned.get(node);
  if (known) return known;
  const found = new Set<string>();
  const pending: Node[] = [node];
  for (let current = pending.pop(); current; current = pending.pop()) {
    for (const key of [file.subjects.of(current)?.key, file.subjects.written(current)])
      if (key) found.add(key);
    const stored = depth < 3 ? (storedCondition(file, current) ?? destructured(file, current)) : undefined;
    const tests = stored ? [stored] : depth < 3 ? flagTests(file, current) : [];
    for (const test of tests) for (const key of mentionedKeys(file, test, depth + 1)) found.add(key);
    // what a callback does is no condition, but `LIST.some((item) => item === x)` is
    if (!isFunction(current) || current.body.type !== T.BlockStatement) {
      pending.push(...childrenOf(current, file.unit.visitorKeys));
    }
  }
  const keys = [...found];
  file.mentioned.set(node, keys);
  return keys;
}

const everMentioned = new WeakMap<FileFlow, ReadonlySet<string>>();

/** Whether any condition of the file speaks of the values: most are never checked, and need no walk. */
export function isEverMentioned(file: FileFlow, keys: Keys): boolean {
  let all = everMentioned.get(file);
  if (!all) everMentioned.set(file, (all = collectMentioned(file)));
  for (const key of keys) if (all.has(key)) return true;
  return false;
}

function collectMentioned(file: FileFlow): ReadonlySet<string> {
  const all = new Set<string>();
  const pending: Node[] = [file.unit.ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const test of testsOf(node)) {
      for (const key of mentionedKeys(file, test)) {
        all.add(key);
        const dot = key.lastIndexOf(".");
        if (dot > 0) all.add(key.slice(0, dot));
      }
    }
    pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
  return all;
}

/** The expressions that decide where control goes on from a node. */
function testsOf(node: Node): readonly Node[] {
  switch (node.type) {
    case T.IfStatement:
    case T.ConditionalExpression:
    case T.WhileStatement:
    case T.DoWhileStatement:
    case T.ForStatement:
      return node.test ? [node.test] : [];
    case T.LogicalExpression:
    case T.AssignmentExpression:
      return [node.left];
    case T.SwitchStatement:
      return [node.discriminant, ...node.cases.flatMap(({ test }) => (test ? [test] : []))];
    case T.CallExpression:
      return isStatement(node) ? node.arguments : [];
    default:
      return [];
  }
}

/** `const { error } = check(x)`: the call that `error` comes from. */
function destructured(file: FileFlow, node: Node): Node | undefined {
  return node.type === T.Identifier ? answerOf(file, node)?.call : undefined;
}

const prefixes = new WeakMap<Keys, Keys>();

/** The keys of the objects that the subjects are read from: a check of `req.body` speaks of `req.body.email`. */
function holders(keys: Keys): Keys {
  let known = prefixes.get(keys);
  if (!known) {
    const found = [...keys].flatMap((key) =>
      [...key.matchAll(/\./g)].map(({ index }) => key.slice(0, index)).filter((prefix) => prefix !== ""),
    );
    prefixes.set(keys, (known = new Set(found)));
  }
  return known;
}

/** `check(req.body)`, `check({ email, password })` say something of the e-mail address. */
function holdsSubject(file: FileFlow, node: Node, keys: Keys): boolean {
  if (node.type === T.ObjectExpression) {
    return node.properties.some((property) => {
      const value = property.type === T.Property ? property.value : property.argument;
      return subjectPart(file, value, keys) === "self" || holdsSubject(file, value, keys);
    });
  }
  const around = holders(keys);
  if (around.size === 0) return false;
  const subject = file.subjects.of(node);
  const written = file.subjects.written(node);
  return (
    (subject?.part === "self" && around.has(subject.key)) || (written !== undefined && around.has(written))
  );
}

function hasKey(keys: Keys, key: string): boolean {
  if (keys.has(key) || holders(keys).has(key)) return true;
  const dot = key.lastIndexOf(".");
  return dot > 0 && keys.has(key.slice(0, dot));
}

/** What a constant stands for: `const UNSAFE = /[<>]/;` */
export function constantOf(file: FileFlow, node: Node): Node {
  return storedCondition(file, unwrap(node)) ?? unwrap(node);
}
