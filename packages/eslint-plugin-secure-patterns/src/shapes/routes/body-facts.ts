import type { TSESTree } from "@typescript-eslint/types";
import {
  calleeName,
  isCall,
  isFunction,
  keyName,
  memberName,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import { childrenOf, fileOf } from "../../flow/file-flow.ts";
import { asksCounter, namesWeighed } from "./asks-counter.ts";
import { countsTries } from "./counts-tries.ts";

/** What one function's code holds, nested functions included, at a glance. */
export interface BodyFacts {
  readonly calls: readonly CallNode[];
  /** Names of all variables and members. */
  readonly names: ReadonlySet<string>;
  /** `object.member` for every member of a variable, of a member: `req.user`, `session.userId`; only what is read, by a pattern too. */
  readonly members: ReadonlySet<string>;
  /** Keys of destructuring patterns. */
  readonly taken: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
  readonly texts: readonly string[];
  /** Names on either side of an equality. */
  readonly compared: ReadonlySet<string>;
  /** Names on either side of any comparison: `user.attempts > MAX_ATTEMPTS`, but not of `attempt < MAX_ATTEMPTS` in a loop that tries again. */
  readonly weighed: ReadonlySet<string>;
  /** It compares how often something was done. */
  readonly asksCounter: boolean;
  /** Keys of objects that are returned or handed to a call that answers. */
  readonly answered: ReadonlySet<string>;
  /** `res.json(!!user)`, `return Boolean(user)` */
  readonly answersYesOrNo: boolean;
  /** It goes one way or another, or ends early. */
  readonly decides: boolean;
  readonly throws: boolean;
}

type Mutable<Type> = {
  -readonly [Key in keyof Type]: Type[Key] extends ReadonlySet<infer Item>
    ? Set<Item>
    : Type[Key] extends readonly (infer Item)[]
      ? Item[]
      : Type[Key];
};

const ANSWERS =
  /^(?:json|jsonp|send|end|render|reply|ok|success|respond|body|status|code|sendResponse|successResponse|createResponse)$/;
const memo = new WeakMap<Node, BodyFacts>();

export function bodyFacts(of: Node): BodyFacts {
  let facts = memo.get(of);
  if (!facts) memo.set(of, (facts = collect(of)));
  return facts;
}

function collect(of: Node): BodyFacts {
  const facts: Mutable<BodyFacts> = {
    calls: [],
    names: new Set(),
    members: new Set(),
    taken: new Set(),
    numbers: new Set(),
    texts: [],
    compared: new Set(),
    weighed: new Set(),
    asksCounter: false,
    answered: new Set(),
    answersYesOrNo: false,
    decides: false,
    throws: false,
  };
  const keys = fileOf(of)?.unit.visitorKeys ?? {};
  const pending: Node[] = [of];
  for (let node = pending.pop(); node; node = pending.pop()) {
    note(node, facts);
    pending.push(...childrenOf(node, keys));
  }
  return facts;
}

function note(node: Node, facts: Mutable<BodyFacts>): void {
  switch (node.type) {
    case T.Identifier:
      facts.names.add(node.name);
      return;
    case T.ObjectPattern:
      return noteTaken(node, facts);
    case T.MemberExpression:
      return noteMember(node, facts);
    case T.Literal:
      if (typeof node.value === "number") facts.numbers.add(node.value);
      if (typeof node.value === "string") facts.texts.push(node.value);
      return;
    case T.TemplateElement:
      facts.texts.push(node.value.raw);
      return;
    case T.BinaryExpression:
      if (/^(?:[!=]==?|[<>]=?)$/.test(node.operator) && !countsTries(node)) noteWeighed(node, facts);
      if (/^[!=]==?$/.test(node.operator)) noteComparison(node.left, node.right, facts);
      return;
    case T.IfStatement:
    case T.SwitchStatement:
    case T.TryStatement:
    case T.ConditionalExpression:
    case T.LogicalExpression:
      facts.decides = true;
      return;
    case T.ThrowStatement:
      facts.decides = facts.throws = true;
      return;
    case T.ReturnStatement:
      return noteAnswer(node.argument ?? undefined, facts);
    case T.ArrowFunctionExpression:
      if (!isFunction(node.body) && node.body.type !== T.BlockStatement && !picks(node))
        noteAnswer(node.body, facts);
      return;
    case T.AssignmentExpression:
      if (node.left.type === T.MemberExpression && memberName(node.left) === "body")
        noteAnswer(node.right, facts);
      return;
    case T.CallExpression:
    case T.NewExpression:
      facts.calls.push(node);
      if (ANSWERS.test(calleeName(node) ?? "") || node.type === T.NewExpression)
        for (const argument of node.arguments) noteAnswer(argument, facts);
      return;
    default:
  }
}

/** `const { user } = req` reads `req.user`. */
function noteTaken(
  node: Extract<Node, { type: "ObjectPattern" }>,
  { taken, members }: Mutable<BodyFacts>,
): void {
  const holder = holderOf(node.parent);
  for (const property of node.properties) {
    if (property.type !== T.Property) continue;
    const name = keyName(property) ?? "";
    taken.add(name);
    if (holder !== "") members.add(`${holder}.${name}`);
  }
}

/** `req` of `const { user } = req`, `state` of `const { state: { user } } = ctx`; what a call answered holds nothing of the request. */
function holderOf(parent: Node): string {
  if (parent.type === T.VariableDeclarator) return parent.init ? nameOf(unwrap(parent.init)) : "";
  const isInner = parent.type === T.Property && holderOf(parent.parent.parent as Node) !== "";
  return isInner ? (keyName(parent) ?? "") : "";
}

function noteMember(
  node: Extract<Node, { type: "MemberExpression" }>,
  { members }: Mutable<BodyFacts>,
): void {
  const isWritten =
    (node.parent.type === T.AssignmentExpression && node.parent.left === node) ||
    opensSession(node.parent) ||
    isService(node) ||
    isHandedIfThere(node.parent);
  const object = unwrap(node.object);
  const holder =
    object.type === T.Identifier
      ? object.name
      : object.type === T.MemberExpression
        ? memberName(object)
        : undefined;
  const name = memberName(node);
  if (!isWritten && holder !== undefined && name !== undefined) members.add(`${holder}.${name}`);
}

/** `days.filter((day) => !!day)` answers the list that it is called on, and nobody who asked. */
function picks({ parent }: Node): boolean {
  return (
    isCall(parent) &&
    parent.callee.type === T.MemberExpression &&
    /^(?:filter|find|findIndex|findLast|some|every|sort)$/.test(memberName(parent.callee) ?? "")
  );
}

/** `check(name, req.user?.id)`: a user may be signed in, nobody has to be. */
function isHandedIfThere(parent: Node): boolean {
  return (
    parent.type === T.MemberExpression &&
    parent.optional &&
    parent.parent.type === T.ChainExpression &&
    isCall(parent.parent.parent as Node)
  );
}

/** `ctx.auth.user.beginRegistration({ email })` asks a service that is called so, and nobody who is signed in. */
function isService(node: Node): boolean {
  if (node.type !== T.MemberExpression || !/^auth$/i.test(memberName(node) ?? "")) return false;
  let top: Node = node;
  while (top.parent?.type === T.MemberExpression && top.parent.object === top) top = top.parent;
  return top !== node && isCall(top.parent) && top.parent.callee === top && top.parent.arguments.length > 0;
}

/** `locals.auth.setSession(session)` signs somebody in. */
function opensSession(parent: Node): boolean {
  return (
    parent.type === T.MemberExpression &&
    parent.parent.type === T.CallExpression &&
    /^(?:set|create|start|open)_?session$/i.test(memberName(parent) ?? "")
  );
}

function noteWeighed(node: TSESTree.BinaryExpression, facts: Mutable<BodyFacts>): void {
  for (const side of [node.left, node.right]) for (const name of namesWeighed(side)) facts.weighed.add(name);
  facts.asksCounter ||= asksCounter(node);
}

/** A comparison with nothing (`code === undefined`, `typeof x === "string"`) compares no secret. */
function noteComparison(left: Node, right: Node, { compared }: Mutable<BodyFacts>): void {
  const sides = [unwrap(left), unwrap(right)];
  if (sides.some((side) => side.type === T.UnaryExpression || isNothing(side))) return;
  if (sides.some((side) => side.type === T.Literal) || isRepeated(sides)) return;
  for (const side of sides) if (nameOf(side) !== "") compared.add(nameOf(side));
}

/** `password` of `password` and of `user.password`. */
function nameOf(node: Node): string {
  if (node.type === T.Identifier) return node.name;
  return node.type === T.MemberExpression ? (memberName(node) ?? "") : "";
}

/** `body.password !== body.passwordAgain` compares what the same person typed twice; `user.confirmOtp !== body.otp` does not. */
function isRepeated(sides: readonly Node[]): boolean {
  const [a, b] = sides.map((side) => (side.type === T.MemberExpression ? side.object : side));
  if (sides.every((side) => side.type === T.MemberExpression))
    return pathOf(a) !== "" && pathOf(a) === pathOf(b);
  return sides
    .map(nameOf)
    .some((name) => /repeat|confirm|again|retype|check$|verif(?:y|ied)_?pass|2$/i.test(name));
}

/** `req.body` of `req.body.password`, without the brackets. */
function pathOf(node: Node | undefined): string {
  if (node?.type === T.ThisExpression) return "this";
  if (node?.type === T.Identifier) return node.name;
  return node?.type === T.MemberExpression ? `${pathOf(node.object)}.${memberName(node) ?? "*"}` : "";
}

function isNothing(node: Node): boolean {
  return (
    (node.type === T.Literal && (node.value === null || node.value === "")) ||
    (node.type === T.Identifier && node.name === "undefined")
  );
}

function noteAnswer(given: Node | undefined, facts: Mutable<BodyFacts>): void {
  const value = given && unwrap(given);
  if (value?.type === T.UnaryExpression && value.operator === "!") facts.answersYesOrNo = true;
  if (isCall(value) && calleeName(value) === "Boolean") facts.answersYesOrNo = true;
  if (value?.type === T.ConditionalExpression)
    for (const side of [value.consequent, value.alternate]) noteAnswer(side, facts);
  if (value?.type !== T.ObjectExpression) return;
  for (const property of value.properties) {
    const name = property.type === T.Property ? keyName(property) : undefined;
    if (name !== undefined) facts.answered.add(name);
    if (property.type === T.Property && property.value.type === T.ObjectExpression)
      noteAnswer(property.value, facts);
  }
}

/** The functions that run when one of `start` runs, in this file and in others, the nearest first. */
export function reachedFunctions(
  start: readonly FunctionNode[],
  resolveCall: (call: CallNode) => readonly FunctionNode[],
  deepest = 3,
): readonly FunctionNode[] {
  const found = new Set<FunctionNode>(start);
  let layer: readonly FunctionNode[] = start;
  for (let depth = 0; depth < deepest && layer.length > 0 && found.size < MOST_FUNCTIONS; depth++) {
    const next: FunctionNode[] = [];
    for (const node of layer)
      for (const call of bodyFacts(node).calls)
        for (const target of resolveCall(call)) {
          if (found.has(target) || found.size >= MOST_FUNCTIONS) continue;
          found.add(target);
          next.push(target);
        }
    layer = next;
  }
  return [...found];
}

const MOST_FUNCTIONS = 40;
