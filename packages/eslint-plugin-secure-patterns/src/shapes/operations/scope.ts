import {
  calleeName,
  isCall,
  isFunction,
  outermost,
  staticText,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { Block } from "../../flow/control-flow.ts";
import { childrenOf, type FileFlow } from "../../flow/file-flow.ts";
import { nodesOf } from "../../flow/nodes.ts";

/** Functions that run their callback as part of what goes on, before or soon after they return. */
const INLINE =
  /transaction|^(?:then|catch|finally|map|forEach|all|allSettled|race|run|use|using|execute|with\w+|try\w*|retry|wait_?until|waitUntil|after|begin|atomic|waterfall|series|step|span|trace|consumeToken|nextTick|setImmediate|filter|reduce|every|some|startActiveSpan|exec|db|wrap\w*|attempt)$/i;

/** A function whose body, with the callbacks that run inside it, is one story. */
export type Scope = FunctionNode;

/** All such functions of a file. */
export function* scopesOf(file: FileFlow): Generator<Scope> {
  for (const node of nodesOf(file.unit)) {
    if (isFunction(node) && !isInline(node)) yield node;
  }
}

/** Every node of a scope, in source order, without functions that run at another time. */
export function* nodesIn(file: FileFlow, scope: Scope): Generator<Node> {
  const pending: Node[] = [scope.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isFunction(node) && !isInline(node)) continue;
    yield node;
    pending.push(...childrenOf(node, file.unit.visitorKeys).sort((a, b) => b.range[0] - a.range[0]));
  }
}

const inline = new WeakMap<FunctionNode, boolean>();

/** Whether a function runs where it stands: `$transaction(async (tx) => …)`, `.then((row) => …)`, `Model.findOne(x, (err, row) => …)`. */
export function isInline(node: FunctionNode): boolean {
  let known = inline.get(node);
  if (known === undefined) inline.set(node, (known = findInline(node)));
  return known;
}

function findInline(node: FunctionNode): boolean {
  if (node.type === T.FunctionDeclaration) return false;
  let value: Node = outermost(node);
  while (value.parent?.type === T.ArrayExpression) value = value.parent;
  const call = value.parent;
  if (!isCall(call) || !isInsideFunction(call)) return false;
  if (unwrap(call.callee) === node) return true;
  const name = calleeName(call) ?? "";
  if (call.type === T.NewExpression) return name === "Promise";
  const [first] = call.arguments;
  if (INLINE.test(name)) return true;
  if (isRegistration(name, first)) return false;
  const top = outermost(call);
  const isAwaited = top.type === T.AwaitExpression || call.parent.type === T.AwaitExpression;
  return isAwaited || isNodeCallback(node, call);
}

function isRegistration(name: string, first: Node | undefined): boolean {
  return (
    /^(?:get|post|put|patch|delete|use|all|route|on|once|handle\w*|mutation|query|action|input|handler|middleware|subscribe|addEventListener|describe|it|test)$/i.test(
      name,
    ) &&
    !(
      name === "query" &&
      first !== undefined &&
      staticText(first) !== undefined &&
      /\s/.test(staticText(first) ?? "")
    )
  );
}

/** `Model.findOne(filter, (err, row) => …)` */
function isNodeCallback(node: FunctionNode, call: TSESTree.CallExpression): boolean {
  const [first] = node.params;
  return (
    call.arguments.at(-1) === node &&
    first?.type === T.Identifier &&
    /^_?(?:err|error|e)\d?$/i.test(first.name)
  );
}

function isInsideFunction(node: Node): boolean {
  for (let current = node.parent; current; current = current.parent) if (isFunction(current)) return true;
  return false;
}

/** Whether control can come from `a` to `b`, both in one scope. */
export function precedes(file: FileFlow, scope: Scope, a: Node, b: Node): boolean {
  const [first, second, owner] = lift(file, scope, a, b);
  if (first === second) return a.range[0] < b.range[0];
  const flow = file.controlFlow(owner);
  const from = flow.positionOf(first);
  const to = flow.positionOf(second);
  if (!from || !to) return first.range[0] < second.range[0];
  if (from.block === to.block) return first.range[0] < second.range[0] || isReachable(from.block, to.block);
  return isReachable(from.block, to.block);
}

/** The two nodes, or the closures that they stand in, as nodes of the innermost function that has both. */
function lift(file: FileFlow, scope: Scope, a: Node, b: Node): [Node, Node, FunctionNode] {
  const ownersOfA = ownersOf(file, scope, a);
  let inner: Node = b;
  for (const owner of ownersOf(file, scope, b)) {
    const index = ownersOfA.indexOf(owner);
    if (index >= 0) return [index === 0 ? a : (ownersOfA[index - 1] as Node), inner, owner];
    inner = owner;
  }
  return [a, b, scope];
}

function ownersOf(file: FileFlow, scope: Scope, node: Node): FunctionNode[] {
  const owners: FunctionNode[] = [];
  for (let owner = file.ownerOf(node); isFunction(owner); owner = file.ownerOf(owner)) {
    owners.push(owner);
    if (owner === scope) break;
  }
  return owners;
}

function isReachable(from: Block, to: Block): boolean {
  const seen = new Set<Block>();
  const pending = to.from.map(({ block }) => block);
  for (let block = pending.pop(); block; block = pending.pop()) {
    if (block === from) return true;
    if (seen.has(block)) continue;
    seen.add(block);
    pending.push(...block.from.map((edge) => edge.block));
  }
  return false;
}
