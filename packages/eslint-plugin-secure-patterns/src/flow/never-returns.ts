import { isFunction, memberName, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFlow } from "./file-flow.ts";

/** `process.exit()`, or a function of the file that can only throw: control does not come from there. */
export function neverReturns(file: FileFlow, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  if (callee.type === T.MemberExpression)
    return (
      memberName(callee) === "exit" && callee.object.type === T.Identifier && callee.object.name === "process"
    );
  const definition = callee.type === T.Identifier ? file.bindings.variableOf(callee)?.defs[0] : undefined;
  const node = definition?.node as Node | undefined;
  const body = node?.type === T.VariableDeclarator ? node.init : node;
  if (!isFunction(body) || body.async || body.generator) return false;
  const { entry, exits } = file.controlFlow(body);
  return exits.every(({ position: { block } }) => block !== entry && block.from.length === 0);
}
