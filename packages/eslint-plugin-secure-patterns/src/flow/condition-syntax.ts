import { memberName, staticText, T, unwrap, type Node } from "../ast/nodes.ts";
import type { Fact } from "./facts.ts";

export function isStatement(call: Node): boolean {
  const parent = call.parent?.type === T.AwaitExpression ? call.parent.parent : call.parent;
  return parent?.type === T.ExpressionStatement;
}

/**
 * @param isText `x.match("^a")` takes a text for a pattern
 * @param unknownFlags what flags count as that no text of the program says
 */
export function patternOf(
  node: Node | undefined,
  isText = false,
  unknownFlags = "",
): { pattern: string | undefined; flags: string } {
  const text = isText && node ? staticText(node) : undefined;
  if (text !== undefined) return { pattern: text, flags: "" };
  if (node?.type === T.Literal && "regex" in node) return node.regex as { pattern: string; flags: string };
  if (
    node &&
    (node.type === T.NewExpression || node.type === T.CallExpression) &&
    nameOf(node.callee) === "RegExp"
  ) {
    const [first, second] = node.arguments;
    return { pattern: first && staticText(first), flags: second ? (staticText(second) ?? unknownFlags) : "" };
  }
  return { pattern: undefined, flags: "" };
}

/** `undefined`, `null`, `void 0` */
export function isNothing(node: Node): boolean {
  if (node.type === T.UnaryExpression) return node.operator === "void";
  return staticText(node) === "null" || nameOf(node) === "undefined";
}

export function nameOf(node: Node): string | undefined {
  return node.type === T.Identifier ? node.name : undefined;
}

export function typeFact(type: string | undefined, holds: boolean): Fact | undefined {
  return type === undefined ? undefined : { is: "type", type, holds };
}

export function signedText(node: Node): string | undefined {
  if (node.type === T.UnaryExpression && node.operator === "-") return `-${staticText(node.argument) ?? ""}`;
  return staticText(node);
}

export function opposite(operator: string): string {
  return { "<": ">=", ">": "<=", "<=": ">", ">=": "<" }[operator] ?? operator;
}

export function mirrored(operator: string): string {
  return { "<": ">", ">": "<", "<=": ">=", ">=": "<=" }[operator] ?? operator;
}

export function isLookup(node: Node): boolean {
  if (node.type === T.MemberExpression) return node.computed && staticText(node.property) === undefined;
  const callee = node.type === T.CallExpression ? unwrap(node.callee) : undefined;
  return callee?.type === T.MemberExpression && memberName(callee) === "get";
}
