import { calleeName, isCall, isFunction, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFlow } from "../flow/file-flow.ts";
import type { Variable } from "../flow/unit.ts";

/** Goes through the items of a list. */
const ITERATES = /^(?:map|forEach|filter|some|every|reduce|flatMap|sort|findIndex)$/;

/**
 * The calls whose answer a variable holds, the last of a chain first: `await User.findOne().lean()`, and what is handed to
 * `.then((user) => …)`, `.exec((error, user) => …)`, and `User.findOne({ id }, (error, user) => …)`.
 */
export function callsGiving(file: FileFlow, node: Node): readonly CallNode[] {
  const variable = node.type === T.Identifier ? file.bindings.variableOf(node) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  if (value) return value.path.length === 0 ? chainOf(value.node) : [];
  const asked = variable && callTaking(variable);
  return asked ? chainOf(asked) : [];
}

/** The call that runs a callback with what it found. */
function callTaking(variable: Variable): TSESTree.CallExpression | undefined {
  const [definition] = variable.defs;
  const callback = definition?.node as Node | undefined;
  if (definition?.type !== "Parameter" || !isFunction(callback)) return undefined;
  const call = callback.parent;
  if (call.type !== T.CallExpression || call.callee === callback) return undefined;
  const name = calleeName(call) ?? "";
  const index = callback.params.indexOf(definition.name as TSESTree.Identifier);
  const isAnswer = /^then$/.test(name) ? index === 0 : index === 1 && !ITERATES.test(name);
  return isAnswer ? call : undefined;
}

function chainOf(given: Node): CallNode[] {
  const calls: CallNode[] = [];
  for (let node = unwrap(given); isCall(node);) {
    calls.push(node);
    const callee: Node = unwrap(node.callee);
    if (callee.type !== T.MemberExpression) break;
    node = unwrap(callee.object);
  }
  return calls;
}
