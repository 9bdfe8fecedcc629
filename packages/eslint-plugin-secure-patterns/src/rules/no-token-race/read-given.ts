import type { TSESTree } from "@typescript-eslint/utils";
import { calleeName, isCall, isFunction, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { operationAt } from "../../shapes/operations/find-operation.ts";

/** The read in `consumeToken(() => prisma.reset.findUnique(…))`, which everybody wins. */
export function readGiven(file: FileFlow, call: TSESTree.CallExpression): Node | undefined {
  const [write] = call.arguments;
  if (calleeName(call) !== "consumeToken" || !isFunction(write) || !isOurs(file, call.callee))
    return undefined;
  return file
    .returnsOf(write)
    .map(settled)
    .find((value) => isCall(value) && operationAt(file, value)?.does === "read");
}

/** `await x` and `x` are the same to whoever waits. */
function settled(node: Node): Node {
  const plain = unwrap(node);
  return plain.type === T.AwaitExpression ? unwrap(plain.argument) : plain;
}

function isOurs(file: FileFlow, callee: Node): boolean {
  const definition = callee.type === T.Identifier ? file.bindings.variableOf(callee)?.defs[0] : undefined;
  if (definition?.type !== "ImportBinding") return false;
  const { parent } = definition as { parent?: { source?: { value?: unknown } } };
  return typeof parent?.source?.value === "string" && /^secure-patterns(?:\/|$)/.test(parent.source.value);
}
