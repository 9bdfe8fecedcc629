import { calleeName, isCall, T, unwrap, type Node } from "../ast/nodes.ts";
import type { Unit } from "../flow/unit.ts";
import { nodesOf } from "../flow/nodes.ts";

/** What becomes the message of an error. */
export interface ThrownText {
  readonly node: Node;
  readonly value: Node;
}

/** `throw new Error(…)`, `throw "…"`, `reject(new Error(…))` */
export function* thrownTexts(unit: Unit): Generator<ThrownText> {
  if (!/\bthrow\b|\breject\b/.test(unit.text)) return;
  for (const node of nodesOf(unit)) {
    const thrown = thrownBy(node);
    if (thrown && isError(thrown)) {
      const values = isCall(thrown) ? thrown.arguments : [thrown];
      for (const value of values) if (isText(value)) yield { node: thrown, value };
    }
  }
}

function thrownBy(node: Node): Node | undefined {
  if (node.type === T.ThrowStatement) return unwrap(node.argument);
  if (node.type !== T.CallExpression || calleeName(node) !== "reject") return undefined;
  const [first] = node.arguments;
  return first && unwrap(first);
}

/** `throw redirect("/login")` and `throw new Response("…")` answer. */
function isError(thrown: Node): boolean {
  return (
    !isCall(thrown) ||
    (/^(?!redirect|Response)/.test(calleeName(thrown) ?? "") &&
      (thrown.type === T.NewExpression || /err(?:or)?$|exception$/i.test(calleeName(thrown) ?? "")))
  );
}

function isText(node: Node): boolean {
  return node.type === T.TemplateLiteral || (node.type === T.BinaryExpression && node.operator === "+");
}
