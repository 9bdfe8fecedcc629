import { calleeName, isCall, T, unwrap, type Node } from "../../ast/nodes.ts";

/** Whether a branch ends in `return` or `throw`, or in a helper that is named after throwing: `throwNotFound("…")`. */
export function endsHere(branch: Node): boolean {
  const last = branch.type === T.BlockStatement ? branch.body.at(-1) : branch;
  return last?.type === T.ReturnStatement || last?.type === T.ThrowStatement || throwsByName(last);
}

export function throwsByName(statement: Node | undefined): boolean {
  if (statement?.type !== T.ExpressionStatement) return false;
  const call = unwrap(statement.expression);
  return isCall(call) && /^throw(?=[A-Z_])/.test(calleeName(call) ?? "");
}
