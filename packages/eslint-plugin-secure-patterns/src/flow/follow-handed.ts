import {
  enclosingFunction,
  isCall,
  isFunction,
  T,
  unwrap,
  type CallNode,
  type FunctionNode,
  type Node,
} from "../ast/nodes.ts";
import { fileOf, type FileFlow } from "./file-flow.ts";
import { followName } from "./follow-lists.ts";
import type { Carrier, FunctionUse } from "./function-use.ts";
import { functionsOf } from "./trace.ts";

/** `each(list, fn)` where `each` is a function of this file: what it does with its parameter is done to `fn`. */
export function followParameter(
  file: FileFlow,
  call: CallNode,
  index: number,
  carrier: Carrier,
  uses: FunctionUse[],
  pending: Carrier[],
): void {
  const callee = unwrap(call.callee);
  if (!isOfProject(file, callee)) return;
  for (const body of functionsOf(file, callee)) {
    const home = fileOf(body);
    const parameter = body.params[index];
    if (home === file && parameter) followName(file, parameter, carrier, pending);
    else if (home && parameter && carrier.keys.length === 0) followCalls(home, parameter, carrier, uses);
  }
}

/** Whether what is called can be a function of the project: its own variable, or one that it imports. */
function isOfProject(file: FileFlow, callee: Node): boolean {
  let root = callee;
  while (root.type === T.MemberExpression) root = unwrap(root.object);
  const type = root.type === T.Identifier ? file.bindings.variableOf(root)?.defs[0]?.type : undefined;
  return (
    type === "FunctionName" ||
    type === "Variable" ||
    type === "ImportBinding" ||
    root.type === T.ThisExpression
  );
}

/** A function of another file calls back. */
function followCalls(home: FileFlow, parameter: Node, carrier: Carrier, uses: FunctionUse[]): void {
  const variable = home.bindings.variableOf(parameter);
  for (const { identifier } of variable?.references ?? []) {
    const call = (identifier as Node).parent;
    if (isCall(call) && call.callee === identifier) uses.push({ type: "call", call, shift: -carrier.bound });
  }
}

/** `module.exports = function (User) { User.create = fn; }`: whoever calls it has the function in what it handed over. */
export function takerOf(file: FileFlow, object: Node): FunctionNode | undefined {
  const plain = unwrap(object);
  const [definition] = (plain.type === T.Identifier && file.bindings.variableOf(plain)?.defs) || [];
  const owner = definition?.type === "Parameter" ? (definition.node as Node) : undefined;
  return isFunction(owner) && !enclosingFunction(owner) ? owner : undefined;
}
