import { memberName, T, type Node } from "../ast/nodes.ts";
import type { FileFlow } from "../flow/file-flow.ts";

/** Where a command that is kept under a name is first handed to a method of this name: `client.send(command)`. */
export function whereSent(file: FileFlow, command: Node, method: string): Node | undefined {
  const { parent } = command;
  if (parent?.type !== T.VariableDeclarator || parent.init !== command) return undefined;
  const references = file.bindings.variableOf(parent.id)?.references ?? [];
  return references.map(({ identifier }) => identifier).find((name) => isHandedTo(name, method));
}

function isHandedTo(name: Node, method: string): boolean {
  const call = name.parent;
  return (
    call?.type === T.CallExpression &&
    call.arguments.some((argument) => argument === name) &&
    call.callee.type === T.MemberExpression &&
    memberName(call.callee) === method
  );
}
