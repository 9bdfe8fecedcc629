import { isCall, staticText, T, unwrap, type Node } from "../ast/nodes.ts";
import type { FileFlow } from "../flow/file-flow.ts";

/** The texts that an expression is put together of: `join(dir, "logs", name)`, `${dir}/app.log`. */
export function textsIn(file: FileFlow, node: Node, depth = 0): readonly string[] {
  const plain = unwrap(node);
  const own = staticText(plain);
  if (own !== undefined) return [own];
  if (depth > 4) return [];
  if (plain.type === T.TemplateLiteral) {
    return [
      plain.quasis.map(({ value }) => value.cooked).join("*"),
      ...plain.expressions.flatMap((inner) => textsIn(file, inner, depth + 1)),
    ];
  }
  if (plain.type === T.BinaryExpression)
    return [plain.left, plain.right].flatMap((side) => textsIn(file, side, depth + 1));
  if (isCall(plain)) {
    const parts = plain.arguments.map((argument) => textsIn(file, argument, depth + 1));
    const whole = parts.flatMap((texts, index) => wholeText(plain.arguments[index], texts) ?? []);
    return [...parts.flat(), whole.join("/")];
  }
  const variable = plain.type === T.Identifier ? file.bindings.variableOf(plain) : undefined;
  const value = variable && file.subjects.onlyValue(variable);
  return value?.path.length === 0 ? textsIn(file, value.node, depth + 1) : [];
}

/** Of a template the first text is the whole, of a call the last. */
function wholeText(argument: Node | undefined, texts: readonly string[]): string | undefined {
  return argument && unwrap(argument).type === T.TemplateLiteral ? texts[0] : texts.at(-1);
}
