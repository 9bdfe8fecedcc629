import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { bindHelper } from "./bind-helper.ts";
import type { Change, ImportRequest } from "./edit.ts";

type Source = Readonly<TSESLint.SourceCode>;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * `fetch(url, options)` → `csrfFetch(url, options)`: another function, the same arguments. `undefined` where no import is
 * possible, or where comments or parentheses stand around what goes.
 */
export function replaceCallee(sourceCode: Source, call: Call, request: ImportRequest): Change | undefined {
  const { callee, typeArguments } = call;
  // Type arguments belong to the function that goes.
  const end = (typeArguments ?? callee).range[1];
  const start = call.type === "NewExpression" ? call.range[0] : callee.range[0];
  if (isParenthesized(sourceCode, callee) || hasComment(sourceCode, call, end)) return undefined;
  const binding = bindHelper(sourceCode, request, call);
  if (!binding) return undefined;
  // `new Date` may go without parentheses.
  const text = end === call.range[1] ? `${binding.local}()` : binding.local;
  return { edits: [{ range: [start, end], text }], imports: [binding] };
}

/**
 * `Math.random().toString(36)` → `randomToken()`: a call in place of a whole expression. `undefined` where no import is
 * possible, or where a comment would be lost.
 *
 * @param args source text of the call's arguments
 */
export function replaceWithCall(
  sourceCode: Source,
  node: TSESTree.Expression,
  request: ImportRequest,
  args: readonly string[] = [],
): Change | undefined {
  if (hasComment(sourceCode, node, node.range[1])) return undefined;
  const binding = bindHelper(sourceCode, request, node);
  if (!binding) return undefined;
  const text = `${binding.local}(${args.join(", ")})`;
  return { edits: [{ range: node.range, text }], imports: [binding] };
}

function hasComment(sourceCode: Source, node: TSESTree.Node, before: number): boolean {
  return sourceCode.getCommentsInside(node).some(({ range }) => range[0] < before);
}

function isParenthesized(sourceCode: Source, node: TSESTree.Node): boolean {
  return sourceCode.getTokenBefore(node)?.value === "(" && sourceCode.getTokenAfter(node)?.value === ")";
}
