import {
  isFunction,
  memberName,
  staticText,
  T,
  unwrap,
  type FunctionNode,
  type Node,
} from "../../ast/nodes.ts";

/**
 * What of a handler runs for requests of a method: all of it, without the branches that are for other methods.
 * `if (req.method === "POST") { … } else if (req.method === "GET") { … }`
 */
export function partsFor(of: FunctionNode, method: string): readonly Node[] {
  if (isFunction(of.body) || of.body.type !== T.BlockStatement) return [of];
  const parts: Node[] = [];
  let isSplit = false;
  const take = (statement: Node): void => {
    const asked = statement.type === T.IfStatement ? methodAsked(statement.test) : undefined;
    if (statement.type !== T.IfStatement || asked === undefined) {
      parts.push(statement);
      return;
    }
    isSplit = true;
    if (asked === method) parts.push(statement.consequent);
    else if (statement.alternate) take(statement.alternate);
  };
  of.body.body.forEach(take);
  return isSplit ? parts : [of];
}

/** `"POST"` of `req.method === "POST"` */
function methodAsked(test: Node): string | undefined {
  const plain = unwrap(test);
  if (plain.type !== T.BinaryExpression || !/^===?$/.test(plain.operator)) return undefined;
  const [read, text] = [plain.left, plain.right].map(unwrap);
  if (read?.type !== T.MemberExpression || memberName(read) !== "method") return undefined;
  return text && staticText(text)?.toUpperCase();
}
