import { isCall, memberName, outermost, T, unwrap, type Node } from "../ast/nodes.ts";
import { ELEMENT, RESULT, type AccessPath } from "../flow/access-path.ts";
import type { Origin } from "../flow/origin.ts";

/** `User` of `User.findById(id).exec()` */
function startOf(node: Node): string | undefined {
  let start = node;
  while (isCall(start) || start.type === T.MemberExpression)
    start = unwrap(isCall(start) ? start.callee : start.object);
  return start.type === T.Identifier && start !== node ? start.name : undefined;
}

/** `supabase` of `const supabase = await createClient()`, given the call. */
export function nameOfMade(call: Node): string | undefined {
  const given = outermost(call).parent;
  const holder = given?.type === T.AwaitExpression ? outermost(given).parent : given;
  return holder?.type === T.VariableDeclarator && holder.id.type === T.Identifier
    ? holder.id.name
    : undefined;
}

/** `db` of `db.from("users")`, and what is read from it: `from`, and its result. */
export function startOfChain(node: Node): { readonly name: string | undefined; readonly reads: AccessPath } {
  const reads: string[] = [];
  let start: Node = node;
  while (isCall(start) || start.type === T.MemberExpression) {
    reads.unshift(isCall(start) ? RESULT : (memberName(start) ?? ELEMENT));
    start = unwrap(isCall(start) ? start.callee : start.object);
  }
  // the import itself is called
  const name = start.type === T.Identifier && reads[0] !== RESULT ? start.name : undefined;
  return { name, reads };
}

/** What a value of another file is called: there, and here. */
export function originNames(origin: Origin): readonly string[] {
  const [first] = origin.path;
  const node = unwrap(origin.node);
  const holder = outermost(origin.node).parent;
  const target = holder?.type === T.VariableDeclarator ? holder.id : node;
  const names = [
    first === RESULT ? undefined : first,
    target.type === T.Identifier ? target.name : undefined,
    startOf(node),
  ];
  return [...new Set(names.filter((name) => name !== undefined))];
}
