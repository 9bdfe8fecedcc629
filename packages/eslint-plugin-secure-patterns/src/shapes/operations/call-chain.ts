import { isCall, memberName, T, unwrap, type CallNode, type Node } from "../../ast/nodes.ts";

/** One call of a chain, from the left: `db`, `("resets")`, `.where(…)`, `.del()`. */
export interface Link {
  readonly name: string;
  readonly call: CallNode;
  /** What stands in front of the method's name. */
  readonly object: Node | undefined;
}

/** What may follow a call without being part of the chain. */
const SETTLING = /^(?:then|catch|finally)$/;

export function linksOf(call: CallNode): Link[] {
  const links: Link[] = [];
  let current: Node = call;
  while (isCall(current)) {
    const callee: Node = unwrap(current.callee);
    if (callee.type === T.MemberExpression) {
      links.unshift({ name: memberName(callee) ?? "", call: current, object: unwrap(callee.object) });
      current = unwrap(callee.object);
      // `db.query.users.findFirst` and `this.repo.find`: the chain of calls ends here
      while (current.type === T.MemberExpression && isCall(unwrap(current.object)))
        current = unwrap(current.object);
    } else {
      links.unshift({
        name: callee.type === T.Identifier ? callee.name : "",
        call: current,
        object: undefined,
      });
      break;
    }
  }
  return links;
}

export function isContinued(call: CallNode): boolean {
  const { parent } = call;
  return (
    parent.type === T.MemberExpression &&
    parent.object === call &&
    parent.parent.type === T.CallExpression &&
    parent.parent.callee === parent &&
    !SETTLING.test(memberName(parent) ?? "")
  );
}
