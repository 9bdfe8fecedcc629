import type { TSESTree } from "@typescript-eslint/utils";
import {
  calleeName,
  enclosingFunction,
  isCall,
  isFunction,
  memberName,
  outermost,
  T,
  unwrap,
  type Node,
} from "../../ast/nodes.ts";

export function statementOf(node: Node): TSESTree.Statement | undefined {
  let current: Node | undefined = outermost(node);
  while (current && !/Statement$|Declaration$/.test(current.type)) {
    if (isFunction(current)) return undefined;
    current = current.parent;
  }
  return current as TSESTree.Statement | undefined;
}

/** `await write;` and nothing else; SQLite's statements run at once: `db.prepare("DELETE …").run(token);` */
export function isPlainStatement(statement: TSESTree.Statement, write: Node): boolean {
  if (statement.type !== T.ExpressionStatement || unwrap(statement.expression) !== unwrap(write))
    return false;
  return statement.expression.type === T.AwaitExpression || (isPrepared(write) && isInAsync(write));
}

function isPrepared(write: Node): boolean {
  const callee = isCall(write) ? write.callee : undefined;
  if (callee?.type !== T.MemberExpression || !isCall(callee.object)) return false;
  return memberName(callee) === "run" && calleeName(callee.object) === "prepare";
}

function isInAsync(node: Node): boolean {
  return enclosingFunction(node)?.async ?? false;
}

/** `if (!row) throw …`, after the read in the same block: how the function says that there is no such token. */
export function refusalAfter(
  body: readonly TSESTree.Statement[],
  read: Node,
): TSESTree.IfStatement | undefined {
  const start = body.findIndex((statement) => contains(statement, read));
  for (const statement of start < 0 ? body : body.slice(start)) {
    if (statement.type === T.IfStatement && !statement.alternate && ends(statement.consequent))
      return statement;
  }
  return undefined;
}

function ends(branch: TSESTree.Statement): boolean {
  const last = branch.type === T.BlockStatement ? branch.body.at(-1) : branch;
  return last?.type === T.ReturnStatement || last?.type === T.ThrowStatement;
}

export function contains(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}
