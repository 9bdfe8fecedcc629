import { isCall, memberName, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { functionsOf } from "../flow/trace.ts";

const DEEPEST = 5;
/** Methods that lists have and texts have not, and that answer with a list. */
const LISTS =
  /^(?:map|flatMap|filter|flat|sort|reverse|toSorted|toReversed|toSpliced|splice|split|fill|findMany)$/;
/** Texts have them as well. */
const AS_BEFORE = /^(?:slice|concat)$/;

/** Whether a value is a list, on every way to it: `rows.map((row) => row.name)`, the answer of a function that returns such. */
export function isList(file: FileFlow, given: Node, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  const node = unwrap(given);
  const inner = (value: Node): boolean => isList(file, value, depth + 1);
  switch (node.type) {
    case T.ArrayExpression:
      return true;
    case T.AwaitExpression:
      return inner(node.argument);
    case T.ConditionalExpression:
      return inner(node.consequent) && inner(node.alternate);
    case T.LogicalExpression:
      return inner(node.left) && inner(node.right);
    case T.Identifier: {
      const variable = file.bindings.variableOf(node);
      const value = variable && file.subjects.onlyValue(variable);
      return value !== undefined && value.path.length === 0 && inner(value.node);
    }
    default:
      return isCall(node) && answersList(file, node, depth);
  }
}

function answersList(file: FileFlow, call: CallNode, depth: number): boolean {
  const callee = unwrap(call.callee);
  if (callee.type === T.MemberExpression) {
    const name = memberName(callee) ?? "";
    const owner = callee.object.type === T.Identifier ? callee.object.name : "";
    if (LISTS.test(name) || MAKERS[owner]?.test(name)) return true;
    if (AS_BEFORE.test(name)) return isList(file, callee.object, depth + 1);
  }
  const bodies = functionsOf(file, callee);
  return (
    bodies.length > 0 &&
    bodies.every((body) => {
      if (isListType(body.returnType?.typeAnnotation)) return true;
      const home = fileOf(body);
      const answers = home?.returnsOf(body) ?? [];
      return home !== undefined && answers.length > 0 && answers.every((one) => isList(home, one, depth + 1));
    })
  );
}

const MAKERS: Readonly<Record<string, RegExp>> = {
  Array: /^(?:from|of)$/,
  Object: /^(?:keys|values|entries)$/,
  Promise: /^all(?:Settled)?$/,
};

/** `Member[]`, `Promise<readonly Member[]>` */
function isListType(type: TSESTree.TypeNode | undefined): boolean {
  if (type?.type === T.TSArrayType || type?.type === T.TSTupleType) return true;
  if (type?.type === T.TSTypeOperator) return isListType(type.typeAnnotation);
  if (type?.type !== T.TSTypeReference || type.typeName.type !== T.Identifier) return false;
  const { name } = type.typeName;
  return name === "Promise"
    ? isListType(type.typeArguments?.params[0])
    : /^(?:Readonly)?(?:Array|Set|Map)$/.test(name);
}
