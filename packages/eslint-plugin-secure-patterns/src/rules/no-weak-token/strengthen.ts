import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { calleeName, memberName, T, unwrap, type Node } from "../../ast/nodes.ts";
import { replaceWithCall } from "../../fixes/replace-call.ts";
import type { Change } from "../../fixes/edit.ts";
import type { Suggestion } from "../../shapes/report.ts";
import type { Weakness } from "../../shapes/chance.ts";
import type { SecretValue } from "./secret-values.ts";

type SuggestionId = "randomToken" | "randomInt" | "randomUUID" | "moreChance";
type Source = Readonly<TSESLint.SourceCode>;

const TEXT_METHODS =
  /^(?:toString|slice|substring|substr|toUpperCase|toLowerCase|replace|padStart|padEnd|trim)$/;

/** Ways to make a value that nobody guesses, in the form of the one that is there. */
export function strengthen(
  source: Source,
  weakness: Weakness,
  { value }: SecretValue,
): Suggestion<SuggestionId>[] {
  if (weakness.is === "guessable") {
    const drawn = drawInteger(source, weakness.node);
    if (drawn) return [{ messageId: "randomInt", ...drawn }];
  }
  if (weakness.is === "short") return [];
  if (/UUID/.test(weakness.what)) {
    const { range } = weakness.node;
    return [{ messageId: "randomUUID", edits: [{ range, text: "crypto.randomUUID()" }], imports: [] }];
  }
  const whole = wholeText(value, weakness.node);
  const change =
    whole &&
    replaceWithCall(source, whole as TSESTree.Expression, { name: "randomToken", from: "secure-patterns" });
  return change ? [{ messageId: "randomToken", ...change }] : [];
}

/**
 * `Math.floor(Math.random() * n)` → `randomInt(n)`, `Math.floor(100000 + Math.random() * 900000)` →
 * `randomInt(100000, 1000000)`: the same range and type, and so the same length and alphabet around it.
 */
function drawInteger(source: Source, random: Node): Change | undefined {
  let product = random.parent as Node;
  while (product.type === T.TSAsExpression) product = product.parent as Node;
  if (product.type !== T.BinaryExpression || product.operator !== "*") return undefined;
  const factor = product.left === random ? product.right : product.left;
  const sum = product.parent as Node;
  const isSum = sum.type === T.BinaryExpression && sum.operator === "+";
  const from = isSum ? (sum.left === product ? sum.right : sum.left) : undefined;
  const rounded = (isSum ? sum.parent : sum) as Node;
  if (rounded.type !== T.CallExpression || !/^(?:floor|trunc)$/.test(calleeName(rounded) ?? ""))
    return undefined;
  const text = (node: Node): string => source.getText(node as TSESTree.Node);
  const args = from ? [text(from), total(from, factor, text)] : [text(factor)];
  return replaceWithCall(source, rounded, { name: "randomInt", from: "node:crypto" }, args);
}

function total(from: Node, factor: Node, text: (node: Node) => string): string {
  if (
    from.type === T.Literal &&
    factor.type === T.Literal &&
    typeof from.value === "number" &&
    typeof factor.value === "number"
  )
    return String(from.value + factor.value);
  return `${text(from)} + ${factor.type === T.BinaryExpression ? `(${text(factor)})` : text(factor)}`;
}

/** The expression that does nothing but turn the weak value into text: `Math.random().toString(36).slice(2)`. */
function wholeText(value: Node, weak: Node): Node | undefined {
  const plain = unwrap(value);
  let current: Node = plain;
  for (;;) {
    if (current === weak) return plain === weak && weak.type !== T.CallExpression ? undefined : plain;
    if (current.type !== T.CallExpression || current.callee.type !== T.MemberExpression) return undefined;
    if (!TEXT_METHODS.test(memberName(current.callee) ?? "")) return undefined;
    current = unwrap(current.callee.object);
  }
}
