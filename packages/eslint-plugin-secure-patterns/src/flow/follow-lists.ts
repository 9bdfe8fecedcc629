import { isCall, isFunction, memberName, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ELEMENT_CALLBACKS } from "./builtins.ts";
import type { FileFlow } from "./file-flow.ts";
import { MOST_CARRIERS, type Carrier } from "./function-use.ts";

/** Methods that put a value into a list or a map, and that take one out. */
const ADDING = /^(?:push|unshift|add|set)$/;
const TAKING = /^(?:get|at|pop|shift|find)$/;

/** `handlers.push(fn)`, `handlers.set("a", fn)`: whoever takes an element out has the function. */
export function followAdded(file: FileFlow, call: CallNode, carrier: Carrier, pending: Carrier[]): void {
  const callee = unwrap(call.callee);
  if (callee.type !== T.MemberExpression || !ADDING.test(memberName(callee) ?? "")) return;
  followName(file, unwrap(callee.object), { ...carrier, listed: true }, pending);
}

/** `new Map([["a", fn]])` holds what the list holds. */
export function isListed(call: CallNode, { listed }: Carrier): boolean {
  const { callee } = call;
  return (
    listed === true &&
    call.type === T.NewExpression &&
    callee.type === T.Identifier &&
    /^(?:Map|Set)$/.test(callee.name)
  );
}

/** `for (const handler of handlers)`, `handlers.forEach((handler) => …)` */
export function followElement(file: FileFlow, target: Node, carrier: Carrier, pending: Carrier[]): void {
  const name = target.type === T.VariableDeclaration ? target.declarations[0]?.id : target;
  followName(file, name, { ...carrier, listed: false }, pending);
}

/** `handlers[0]`, `handlers.get("a")`, `handlers.forEach((handler) => …)` */
export function followListed(
  file: FileFlow,
  member: TSESTree.MemberExpression,
  carrier: Carrier,
  pending: Carrier[],
): void {
  const name = memberName(member);
  const call = member.parent;
  if (name === undefined || /^\d+$/.test(name)) {
    pending.push({ ...carrier, node: member, listed: false });
    return;
  }
  if (!isCall(call) || call.callee !== member) return;
  if (TAKING.test(name)) pending.push({ ...carrier, node: call, listed: false });
  if (name === "values") pending.push({ ...carrier, node: call });
  const [callback] = call.arguments;
  const parameter = isFunction(callback) ? callback.params[ELEMENT_CALLBACKS.get(name) ?? -1] : undefined;
  if (parameter) followElement(file, parameter, carrier, pending);
}

/** Every other mention of the variable stands for the function too. */
export function followName(
  file: FileFlow,
  name: Node | undefined,
  carrier: Carrier,
  pending: Carrier[],
): void {
  const variable = name?.type === T.Identifier ? file.bindings.variableOf(name) : undefined;
  // those that are pushed last are followed first
  for (const reference of variable?.references.slice(-MOST_CARRIERS) ?? []) {
    if (reference.isRead()) pending.push({ ...carrier, node: reference.identifier as Node });
  }
}
