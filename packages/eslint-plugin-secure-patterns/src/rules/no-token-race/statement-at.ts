import type { TSESTree } from "@typescript-eslint/utils";
import { isCall, keyName, staticText, T, unwrap, type Node } from "../../ast/nodes.ts";
import type { FileFlow } from "../../flow/file-flow.ts";
import { linksOf } from "../../shapes/operations/call-chain.ts";
import { isStatement } from "../../shapes/operations/sql-statement.ts";

/** An SQL statement that stands where it is run, with what is put into its places. */
export interface Statement {
  /** Between the quotes, as the program writes it. */
  readonly text: string;
  /** Where the text begins. */
  readonly start: number;
  readonly values: readonly Node[];
  /** Where one more value goes, with what stands between; none for holes of a template. */
  readonly append: { readonly at: number; readonly before: string } | undefined;
  readonly isTemplate: boolean;
}

export function statementAt(file: FileFlow, node: Node): Statement | undefined {
  if (node.type === T.TaggedTemplateExpression) return ofTemplate(file, node);
  if (!isCall(node)) return undefined;
  const links = linksOf(node);
  for (const [index, { call }] of links.entries()) {
    const [first, second] = call.arguments;
    const given = first && unwrap(first);
    const parts = given?.type === T.ObjectExpression ? partsOf(given) : { text: given, values: second };
    const literal = parts.text && literalOf(file, parts.text);
    if (!literal) continue;
    const list = parts.values && unwrap(parts.values);
    if (list?.type === T.ArrayExpression)
      return {
        ...literal,
        values: list.elements.flatMap((element) => element ?? []),
        append: afterLast(list.elements, list.range[1] - 1),
        isTemplate: false,
      };
    // `prepare(text).run(a, b)`
    const later = links[index + 1]?.call;
    if (later && !second)
      return {
        ...literal,
        values: later.arguments,
        append: afterLast(later.arguments, later.range[1] - 1),
        isTemplate: false,
      };
    return { ...literal, values: [], append: undefined, isTemplate: false };
  }
  return undefined;
}

function afterLast(nodes: readonly (Node | null)[], end: number): Statement["append"] {
  const last = nodes.at(-1);
  if (nodes.some((node) => !node || node.type === T.SpreadElement)) return undefined;
  return last ? { at: last.range[1], before: ", " } : { at: end, before: "" };
}

function literalOf(file: FileFlow, node: Node): Pick<Statement, "text" | "start"> | undefined {
  const isText =
    node.type === T.Literal || (node.type === T.TemplateLiteral && node.expressions.length === 0);
  const said = isText ? staticText(node) : undefined;
  if (said === undefined || !isStatement(said)) return undefined;
  const [from, to] = node.range;
  return { text: file.unit.text.slice(from + 1, to - 1), start: from + 1 };
}

/** `{ sql, args }`, `{ text, values }` */
function partsOf(object: TSESTree.ObjectExpression): { text: Node | undefined; values: Node | undefined } {
  const of = (names: RegExp): Node | undefined =>
    object.properties.flatMap((property) =>
      property.type === T.Property && names.test(keyName(property) ?? "") ? [property.value as Node] : [],
    )[0];
  return { text: of(/^(?:sql|text)$/), values: of(/^(?:args|values)$/) };
}

function ofTemplate(file: FileFlow, { quasi }: TSESTree.TaggedTemplateExpression): Statement | undefined {
  const [from, to] = quasi.range;
  const text = file.unit.text.slice(from + 1, to - 1);
  return { text, start: from + 1, values: [], append: undefined, isTemplate: true };
}
