import { isCall, staticText, T, unwrap, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { SinkRow } from "../catalog/sink-types.ts";
import type { FileFlow } from "../flow/file-flow.ts";
import { literalText } from "../flow/trace-text.ts";
import { functionsOf, trace } from "../flow/trace.ts";
import { propertyAt } from "./property-at.ts";
import type { SinkNode } from "./sink-uses.ts";
import { textsIn } from "./texts-in.ts";

/** Whether what else is given to a sink makes it one: `setHeader("Location", …)`, `compile(text, { noEscape: true })`. */
export function isMet(
  file: FileFlow,
  node: Exclude<SinkNode, FunctionNode>,
  condition: NonNullable<SinkRow["if"]>,
): boolean {
  const argument = givenAt(node, condition.arg);
  if ("from" in condition) return argument !== undefined && isFrom(file, argument, condition.from);
  if ("holds" in condition) {
    const items = argument && unwrap(argument).type === T.ArrayExpression ? itemsOf(unwrap(argument)) : [];
    const hasItem = (module: string): boolean => items.some((item) => isFrom(file, item, module));
    return hasItem(condition.holds) && !hasItem(condition.without);
  }
  if ("identity" in condition) {
    const value = argument && propertyAt(file, argument, condition.at ?? []);
    return value !== undefined && (value !== argument || !condition.at) && answersItsArgument(file, value);
  }
  if ("matches" in condition) {
    const pattern = new RegExp(condition.matches, "i");
    const value = argument && propertyAt(file, argument, condition.at ?? []);
    return value !== undefined && textsIn(file, value).some((text) => pattern.test(text));
  }
  // `<Markdown allowDangerousHtml />`
  if (node.type === T.JSXAttribute && !node.value) return condition.is.includes("true");
  const text = argument && (staticText(argument) ?? literalText(trace(file, argument, condition.at ?? [])));
  return text !== undefined && condition.is.includes(text.toLowerCase());
}

function givenAt(node: Exclude<SinkNode, FunctionNode>, position: number): Node | undefined {
  if (isCall(node)) return node.arguments[position];
  if (node.type === T.AssignmentExpression) return node.right;
  if (node.type === T.Property) return node.value;
  return node.value?.type === T.JSXExpressionContainer ? node.value.expression : undefined;
}

function isFrom(file: FileFlow, node: Node, module: string): boolean {
  return trace(file, node).some(({ root }) => root.type === "import" && root.module === module);
}

/** A plugin stands in the list by itself, or first in a list with its options. */
function itemsOf(list: Node): readonly Node[] {
  const elements = list.type === T.ArrayExpression ? list.elements : [];
  return elements.flatMap((element) => {
    if (!element) return [];
    return element.type === T.ArrayExpression ? (element.elements[0] ?? []) : element;
  });
}

function answersItsArgument(file: FileFlow, value: Node): boolean {
  const [body] = functionsOf(file, value);
  const [parameter] = body?.params ?? [];
  if (!body || parameter?.type !== T.Identifier) return false;
  const answers = file.returnsOf(body);
  return answers.length > 0 && answers.every((answer) => isNamed(unwrap(answer), parameter.name));
}

function isNamed(node: Node, name: string): boolean {
  return node.type === T.Identifier && node.name === name;
}
