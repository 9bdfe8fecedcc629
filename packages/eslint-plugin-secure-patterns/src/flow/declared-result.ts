import { T, unwrap, type CallNode, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "./access-path.ts";
import type { FileFlow } from "./file-flow.ts";
import { originAt, type Origin } from "./origin.ts";

/** `function users(): Collection<User>` gives a collection, whatever its body does. */
export function declaredResult(
  of: FunctionNode | TSESTree.TSDeclareFunction,
  path: AccessPath,
  use: Node,
): readonly Origin[] {
  const annotation = promised(of.returnType?.typeAnnotation);
  if (annotation?.type !== T.TSTypeReference) return [];
  return [originAt({ type: "annotated", annotation, name: undefined }, path, use)];
}

/** `declare function users(): Collection<User>` */
export function resultOfDeclaration(file: FileFlow, call: CallNode, path: AccessPath): readonly Origin[] {
  const callee = unwrap(call.callee);
  const variable = callee.type === T.Identifier ? file.bindings.variableOf(callee) : undefined;
  return (variable?.defs ?? []).flatMap(({ node }) =>
    (node as Node).type === T.TSDeclareFunction
      ? declaredResult(node as TSESTree.TSDeclareFunction, path, call)
      : [],
  );
}

function promised(type: TSESTree.TypeNode | undefined): TSESTree.TypeNode | undefined {
  const isPromise =
    type?.type === T.TSTypeReference &&
    type.typeName.type === T.Identifier &&
    type.typeName.name === "Promise";
  return isPromise ? type.typeArguments?.params[0] : type;
}
