import { calleeName, isCall, memberName, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";

/** `prisma.passwordReset` → `passwordReset`; `getRepository(User)`, `db.collection("tokens")` → what they name. */
export function receiverName(object: Node): string {
  const node = unwrap(object);
  if (node.type === T.Identifier) return node.name;
  if (node.type === T.MemberExpression) return memberName(node) ?? "";
  if (!isCall(node)) return "";
  // `getRepository(context, User)`
  const first =
    node.arguments.find(
      ({ type, ...argument }) =>
        type === T.Identifier && /^[A-Z]/.test((argument as { name?: string }).name ?? ""),
    ) ?? node.arguments[0];
  const named = first && tableName(first);
  if (named !== undefined && /repository|collection|model|table|from|entity/i.test(calleeName(node) ?? ""))
    return named;
  const callee = unwrap(node.callee);
  return callee.type === T.MemberExpression && isCall(unwrap(callee.object))
    ? receiverName(callee.object)
    : (calleeName(node) ?? "");
}

export function tableName(given: Node): string | undefined {
  const node = unwrap(given);
  const text = staticText(node);
  if (text !== undefined) return text.split(/[\s.]+as\s+|\s+/i)[0];
  if (node.type === T.Identifier) return node.name;
  return node.type === T.MemberExpression ? memberName(node) : undefined;
}
