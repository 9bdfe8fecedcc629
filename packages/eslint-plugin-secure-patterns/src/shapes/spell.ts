import { calleeName, isCall, memberName, staticText, T, unwrap, type Node } from "../ast/nodes.ts";

/** `user` of `user.email`, of `this.user.email` and of `user().email`. */
export function holderName(node: Node): string | undefined {
  const plain = unwrap(node);
  if (plain.type === T.Identifier) return plain.name;
  if (plain.type === T.MemberExpression) return memberName(plain);
  return isCall(plain) ? calleeName(plain) : undefined;
}

/** As the code has it, with `…` for what is long. */
export function spell(node: Node): string {
  const plain = unwrap(node);
  switch (plain.type) {
    case T.Identifier:
      return plain.name;
    case T.ThisExpression:
      return "this";
    case T.MemberExpression: {
      const name = memberName(plain);
      return `${spell(plain.object)}${name === undefined ? "[…]" : /^[\w$#]+$/.test(name) ? `.${name}` : `["${name}"]`}`;
    }
    case T.CallExpression: {
      const [first] = plain.arguments;
      const text = first && staticText(first);
      return `${spell(plain.callee)}(${text === undefined ? (first ? "…" : "") : `"${text}"`})`;
    }
    default:
      return "…";
  }
}
