import { staticText, T, unwrap, type Node } from "../../ast/nodes.ts";

/** A piece of a text that is put together: what is known, or the expression that is put in. */
export type Piece = string | Node;

/** The pieces of a template or of a chain of `+`, in their order; nothing for other expressions. */
export function statementPieces(node: Node): Piece[] | undefined {
  const plain = unwrap(node);
  if (plain.type !== T.TemplateLiteral && !(plain.type === T.BinaryExpression && plain.operator === "+"))
    return undefined;
  return joined(piecesOf(plain));
}

function piecesOf(node: Node): Piece[] {
  const plain = unwrap(node);
  if (plain.type === T.Literal) return [staticText(plain) ?? plain];
  if (plain.type === T.BinaryExpression && plain.operator === "+")
    return [...piecesOf(plain.left), ...piecesOf(plain.right)];
  if (plain.type !== T.TemplateLiteral) return [plain];
  return plain.quasis.flatMap(({ value }, index) => {
    const expression = plain.expressions[index];
    return [value.cooked ?? value.raw, ...(expression ? [expression] : [])];
  });
}

function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece === "string" && typeof last === "string") result[result.length - 1] = last + piece;
    else result.push(piece);
  }
  return result;
}
