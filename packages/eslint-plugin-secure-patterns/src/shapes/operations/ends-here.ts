import { T, type Node } from "../../ast/nodes.ts";

/** Whether a branch ends in `return` or `throw`. */
export function endsHere(branch: Node): boolean {
  const last = branch.type === T.BlockStatement ? branch.body.at(-1) : branch;
  return last?.type === T.ReturnStatement || last?.type === T.ThrowStatement;
}
