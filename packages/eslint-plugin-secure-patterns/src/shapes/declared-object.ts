import { isCall, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFlow } from "../flow/file-flow.ts";
import { functionsOf } from "../flow/trace.ts";

/** Other names of texts, and types that stand for any. */
const TEXTUAL = /html|markup|text|string|page|^(?:Buffer|Promise|Observable|[A-Z])$/i;

/**
 * Whether a call gives a list or an object by what its function declares.
 *
 * `async members(): Promise<Member[]>`
 */
export function isDeclaredObject(file: FileFlow, given: Node): boolean {
  const node = unwrap(given);
  const call = node.type === T.AwaitExpression ? unwrap(node.argument) : node;
  if (!isCall(call)) return false;
  const bodies = functionsOf(file, call.callee);
  return bodies.length > 0 && bodies.every(({ returnType }) => isObject(returnType?.typeAnnotation));
}

function isObject(type: TSESTree.TypeNode | undefined): boolean {
  if (type?.type === T.TSArrayType || type?.type === T.TSTypeLiteral) return true;
  if (type?.type !== T.TSTypeReference || type.typeName.type !== T.Identifier) return false;
  const { name } = type.typeName;
  return name === "Promise" ? isObject(type.typeArguments?.params[0]) : !TEXTUAL.test(name);
}
