import {
  calleeName,
  isCall,
  isFunction,
  memberName,
  outermost,
  T,
  unwrap,
  type CallNode,
  type Node,
} from "../../ast/nodes.ts";
import { patternBindings } from "../../flow/bindings.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import type { Variable } from "../../flow/unit.ts";
import { childrenOf } from "../../flow/file-flow.ts";
import type { TSESTree } from "@typescript-eslint/types";

/** What becomes of a call's answer. */
export interface Outcome {
  /** `"throws"`: the loser does not get past `at`; `"caught"`: it leaves the function, and only its answer tells. */
  readonly how: "ignored" | "checked" | "returned" | "throws" | "caught";
  /** Where the loser is stopped. */
  readonly at: Node;
}

const ASSERTIONS =
  /assert|invariant|ensure|expect|must|require|isLeft|isRight|isNone|isSome|isErr|isOk|^Boolean$|throw|check|consumeToken/i;
/** Callers of these never hear of a rejection. */
const FORGETFUL =
  /^(?:allSettled|waitUntil|after|setImmediate|nextTick|defer|background|schedule|ctx\.waitUntil)$/;

/** @param throws whether the call rejects for whoever comes second */
export function outcomeOf(file: FileFlow, call: Node, throws: boolean): Outcome {
  const heard = throws ? hearing(file, call) : undefined;
  if (heard) return { how: heard, at: call };
  return followValue(file, call, 0) ?? followCallback(file, call) ?? { how: "ignored", at: call };
}

/** `client.del(key, (error, count) => { if (error || count !== 1) return reject(error); … })` */
function followCallback(file: FileFlow, call: Node): Outcome | undefined {
  const callback = isCall(call) ? call.arguments.at(-1) : undefined;
  const [error, answer] = isFunction(callback) ? callback.params : [];
  return answer && error?.type === T.Identifier && /err/i.test(error.name)
    ? followPattern(file, answer, 0)
    : undefined;
}

/** Whether a rejection ends what the caller does: awaited or returned, and not swallowed. */
function hearing(file: FileFlow, call: Node): "throws" | "caught" | undefined {
  let isAwaited = false;
  const heard = (): "throws" | undefined => (isAwaited ? "throws" : undefined);
  for (let node: Node | undefined = call; node && node.type !== T.Program; node = node.parent) {
    const { parent } = node as Node;
    if (!parent) break;
    if (node.type === T.AwaitExpression || parent.type === T.ReturnStatement) isAwaited = true;
    if (parent.type === T.ArrowFunctionExpression && parent.body === node) isAwaited = true;
    if (parent.type === T.UnaryExpression && parent.operator === "void") return undefined;
    if (isCall(parent) && node !== parent.callee && FORGETFUL.test(calleeName(parent) ?? ""))
      return undefined;
    if (parent.type === T.MemberExpression && memberName(parent) === "catch" && isCall(parent.parent)) {
      const [handler] = parent.parent.arguments;
      if (!isFunction(handler) || !rethrows(file, handler.body)) return undefined;
    }
    if (parent.type === T.TryStatement && parent.block === node && parent.handler)
      return isAwaited ? ending(file, parent) : undefined;
    if (isFunction(node)) {
      // the callback of `$transaction(async (tx) => …)`: go on with the call that runs it
      if (!isAwaited || !isCall(parent)) return heard();
    }
  }
  return heard();
}

/** What the handler of a `try` makes of a rejection. */
function ending(file: FileFlow, node: TSESTree.TryStatement): "throws" | "caught" | undefined {
  const body = node.handler?.body;
  if (!body) return "throws";
  if (rethrows(file, body, "throw")) return "throws";
  return rethrows(file, body) || !continuesAfter(node) ? "caught" : undefined;
}

function rethrows(file: FileFlow, body: Node, only?: "throw"): boolean {
  const pending: Node[] = [body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === T.ThrowStatement || (!only && node.type === T.ReturnStatement)) return true;
    if (
      isCall(node) &&
      /^(?:next|reject|fail|error|redirect|notFound|handle\w*Error\w*)$/.test(calleeName(node) ?? "")
    )
      return true;
    if (!isFunction(node)) pending.push(...childrenOf(node, file.unit.visitorKeys));
  }
  return false;
}

/** Whether anything comes after a statement in its block. */
function continuesAfter(node: Node): boolean {
  const { parent } = node;
  return parent?.type === T.BlockStatement ? parent.body.at(-1) !== node : true;
}

function followValue(file: FileFlow, given: Node, depth: number): Outcome | undefined {
  if (depth > 12) return undefined;
  const node = outermost(given);
  const { parent } = node;
  switch (parent?.type) {
    case T.IfStatement:
    case T.ConditionalExpression:
    case T.WhileStatement:
      return parent.test === node ? { how: "checked", at: parent.test } : followIfValue(file, parent, depth);
    case T.SwitchStatement:
      return { how: "checked", at: node };
    case T.LogicalExpression:
      return parent.left === node && parent.operator !== "??"
        ? (followValue(file, parent, depth + 1) ?? { how: "checked", at: node })
        : followValue(file, parent, depth + 1);
    case T.UnaryExpression:
    case T.BinaryExpression:
      return parent.type === T.UnaryExpression && parent.operator === "void"
        ? undefined
        : followValue(file, parent, depth + 1);
    case T.MemberExpression:
      return parent.object === node ? followMember(file, parent, node, depth) : undefined;
    case T.VariableDeclarator:
      return followPattern(file, parent.id, depth);
    case T.AssignmentExpression:
      return parent.right === node ? followPattern(file, parent.left, depth) : undefined;
    case T.ReturnStatement:
      return returned(file, parent, depth);
    case T.ArrowFunctionExpression:
      return parent.body === node ? returned(file, parent.body, depth) : undefined;
    case T.Property:
      return parent.value === node ? followValue(file, parent.parent, depth + 1) : undefined;
    case T.CallExpression:
    case T.NewExpression:
      return parent.callee === node ? undefined : followArgument(file, parent, node, depth);
    case T.ArrayExpression:
      return followElement(file, parent, node, depth);
    default:
      return undefined;
  }
}

function followIfValue(file: FileFlow, parent: Node, depth: number): Outcome | undefined {
  return parent.type === T.ConditionalExpression ? followValue(file, parent, depth + 1) : undefined;
}

/** `(await …).count`, `.then((result) => …)`, and `row.userId`, at which whoever has no row fails. */
function followMember(
  file: FileFlow,
  parent: Node & { type: typeof T.MemberExpression },
  node: Node,
  depth: number,
): Outcome | undefined {
  const call = parent.parent;
  if (memberName(parent) === "then" && isCall(call)) {
    const [callback] = call.arguments;
    if (!isFunction(callback)) return undefined;
    const [parameter] = callback.params;
    return (parameter && followPattern(file, parameter, depth)) ?? undefined;
  }
  if (/^(?:catch|finally)$/.test(memberName(parent) ?? "") && isCall(call))
    return followValue(file, call, depth + 1);
  const isData =
    !/count|affected|changes|length|rows?$|raw|meta|num\w+|0$/i.test(memberName(parent) ?? "*") &&
    !parent.optional;
  return (
    followValue(file, parent, depth + 1) ??
    (isData && !isCall(call) ? { how: "throws", at: node } : undefined)
  );
}

function followPattern(file: FileFlow, pattern: Node, depth: number): Outcome | undefined {
  let found: Outcome | undefined;
  for (const { identifier } of patternBindings(pattern)) {
    const variable = identifier.type === T.Identifier ? file.bindings.variableOf(identifier) : undefined;
    for (const reference of variable?.references ?? []) {
      const use = reference.identifier as Node;
      if (!reference.isRead() || use.range[0] < pattern.range[0]) continue;
      const outcome = followValue(file, use, depth + 1);
      if (outcome && (!found || outcome.at.range[0] < found.at.range[0])) found = outcome;
    }
  }
  return found;
}

function returned(file: FileFlow, at: Node, depth: number): Outcome {
  // `consumeToken(() => write)`, `tx(async () => { return write })`: the answer goes on where the callback was given
  let owner: Node | undefined = at;
  while (owner && !isFunction(owner)) owner = owner.parent;
  const call = owner && outermost(owner).parent;
  if (isCall(call) && call.callee !== owner && call.arguments.includes(owner as never)) {
    const outer = followValue(file, call, depth + 1);
    if (outer) return outer;
  }
  return { how: "returned", at };
}

function followArgument(file: FileFlow, call: CallNode, node: Node, depth: number): Outcome | undefined {
  const name = calleeName(call) ?? "";
  if (FORGETFUL.test(name)) return undefined;
  if (ASSERTIONS.test(name)) return followValue(file, call, depth + 1) ?? { how: "checked", at: call };
  return node.type === T.SpreadElement ? undefined : followValue(file, call, depth + 1);
}

/** `const [used] = await Promise.all([write, …])`, `$transaction([write, …])` */
function followElement(
  file: FileFlow,
  list: Node & { type: typeof T.ArrayExpression },
  node: Node,
  depth: number,
): Outcome | undefined {
  const call = list.parent;
  if (!isCall(call) || FORGETFUL.test(calleeName(call) ?? "")) return undefined;
  const index = list.elements.indexOf(node as never);
  const target = outermost(call).parent;
  if (target?.type !== T.VariableDeclarator) return undefined;
  if (target.id.type !== T.ArrayPattern) return followPattern(file, target.id, depth);
  const element = target.id.elements[index];
  return element ? followPattern(file, element, depth) : undefined;
}

/** What carries more than one record, so that speaking of it does not mean the record. */
const CARRIERS =
  /^(?:req|request|res|reply|response|ctx|context|event|module|exports|self|window|globalThis)$/;

/** The variables that hold what a call answered, and what was read from them. */
export function variablesOf(file: FileFlow, call: Node): ReadonlySet<Variable> {
  const variables = new Set<Variable>();
  const bind = (pattern: Node): void => {
    for (const { identifier } of patternBindings(pattern)) {
      const variable = identifier.type === T.Identifier ? file.bindings.variableOf(identifier) : undefined;
      if (!variable || variables.has(variable) || variables.size > 24) continue;
      variables.add(variable);
      for (const reference of variable.references)
        if (reference.isRead()) derive(reference.identifier as Node);
    }
  };
  const derive = (use: Node): void => {
    let node = outermost(use);
    while (isPassing(node)) node = outermost(node.parent as Node);
    const { parent } = node;
    if (parent?.type === T.VariableDeclarator && parent.init && unwrap(parent.init) === unwrap(node))
      bind(parent.id);
    if (parent?.type === T.ArrayExpression) bindElement(parent, node);
    if (parent?.type !== T.AssignmentExpression || parent.right !== node) return;
    if (parent.left.type === T.Identifier) bind(parent.left);
    // `data.user = user`: the record goes on under another name
    const root = parent.left.type === T.MemberExpression ? parent.left.object : undefined;
    if (root?.type === T.Identifier && !CARRIERS.test(root.name)) bind(root);
  };
  /** `const [app, code] = await Promise.all([…, read])` */
  const bindElement = (list: Node & { type: typeof T.ArrayExpression }, node: Node): void => {
    const all = list.parent;
    const target = isCall(all) ? outermost(all).parent : undefined;
    if (target?.type !== T.VariableDeclarator || target.id.type !== T.ArrayPattern) return;
    const element = target.id.elements[list.elements.indexOf(node as never)];
    if (element) bind(element);
  };
  derive(call);
  for (const pattern of callbackParameters(call)) bind(pattern);
  return variables;
}

/** `x.y`, `x[0]`, `x ?? y`, `JSON.parse(x)`, `x.then((rows) => rows[0])`: still (part of) the same record. */
function isPassing(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === T.MemberExpression) {
    if (parent.object !== node) return false;
    const isCalled = isCall(parent.parent) && parent.parent.callee === parent;
    return !isCalled || isSettling(parent);
  }
  if (parent?.type === T.LogicalExpression) return true;
  if (parent?.type === T.ConditionalExpression) return parent.test !== node;
  if (!isCall(parent)) return false;
  if (parent.callee === node) return isSettling(node);
  return /^(?:parse|String|Number)$/.test(calleeName(parent) ?? "");
}

/** The member in `x.then(…)` and `snapshot.data()`, seen as the callee. */
function isSettling(callee: Node): boolean {
  return (
    callee.type === T.MemberExpression &&
    /^(?:then|catch|finally|data|val|toObject|toJSON|lean|get[A-Z]\w*)$/.test(memberName(callee) ?? "")
  );
}

function callbackParameters(call: Node): Node[] {
  const found: Node[] = [];
  let current: Node = call;
  while (
    current.parent?.type === T.MemberExpression &&
    current.parent.object === current &&
    isCall(current.parent.parent)
  ) {
    const [callback] = current.parent.parent.arguments;
    if (memberName(current.parent) === "then" && isFunction(callback) && callback.params[0])
      found.push(callback.params[0]);
    current = current.parent.parent;
  }
  const last = isCall(call) ? call.arguments.at(-1) : undefined;
  if (isFunction(last) && last.params[1]) found.push(last.params[1]);
  return found;
}
