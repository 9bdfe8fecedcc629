import { isCall, memberName, T, unwrap, type CallNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { functionsOf } from "../flow/trace.ts";

const DEEPEST = 5;
/** Methods that lists have and texts have not, and that answer with a list. */
const LISTS = /^(?:map|flatMap|filter|flat|sort|reverse|toSorted|toReversed|toSpliced|splice|split|fill)$/;
/** Texts have them as well. */
const AS_BEFORE = /^(?:slice|concat)$/;

/**
 * Whether a value is a list or an object, on every way to it, which servers send as JSON: `rows.map((row) => row.name)`, the answer of
 * a function that returns or declares such, `async members(): Promise<Member[]>`.
 */
export function isSentAsJson(file: FileFlow, given: Node, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  const node = unwrap(given);
  const inner = (value: Node): boolean => isSentAsJson(file, value, depth + 1);
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
      return isCall(node) && answersJson(file, node, depth);
  }
}

function answersJson(file: FileFlow, call: CallNode, depth: number): boolean {
  const callee = unwrap(call.callee);
  if (callee.type === T.MemberExpression) {
    const name = memberName(callee) ?? "";
    const owner = callee.object.type === T.Identifier ? callee.object.name : "";
    if (LISTS.test(name) || MAKERS.get(owner)?.test(name)) return true;
    if (AS_BEFORE.test(name)) return isSentAsJson(file, callee.object, depth + 1);
  }
  const bodies = functionsOf(file, callee);
  return (
    bodies.length > 0 &&
    bodies.every((body) => {
      if (isObjectType(body.returnType?.typeAnnotation)) return true;
      const home = fileOf(body);
      const answers = home?.returnsOf(body) ?? [];
      return (
        home !== undefined && answers.length > 0 && answers.every((one) => isSentAsJson(home, one, depth + 1))
      );
    })
  );
}

const MAKERS: ReadonlyMap<string, RegExp> = new Map([
  ["Array", /^(?:from|of)$/],
  ["Object", /^(?:keys|values|entries)$/],
  ["Promise", /^all(?:Settled)?$/],
]);

/** Other names of texts, and types that stand for any. */
const TEXTUAL = /html|markup|text|string|page|^(?:Buffer|Observable|[A-Z])$/i;

/** `Member[]`, `Promise<readonly Member[]>`, `Promise<MemberView>` */
function isObjectType(type: TSESTree.TypeNode | undefined): boolean {
  if (type?.type === T.TSArrayType || type?.type === T.TSTupleType || type?.type === T.TSTypeLiteral)
    return true;
  if (type?.type === T.TSTypeOperator) return isObjectType(type.typeAnnotation);
  if (type?.type !== T.TSTypeReference || type.typeName.type !== T.Identifier) return false;
  const { name } = type.typeName;
  return name === "Promise" ? isObjectType(type.typeArguments?.params[0]) : !TEXTUAL.test(name);
}
