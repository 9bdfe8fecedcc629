import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { bindHelper } from "./bind-helper.ts";
import type { Change, ImportRequest } from "./edit.ts";
import { getModuleStyle } from "./module-style.ts";

export interface WrapRequest extends ImportRequest {
  /** Source text of the arguments after the value, such as `"\"/\""`. */
  readonly args?: readonly string[];
}

/**
 * `value` → `helper(value, …args)`. `undefined` where that cannot be written: no import is possible, or the node is not
 * an expression that stands for a value.
 */
export function wrapValue(
  sourceCode: Readonly<TSESLint.SourceCode>,
  node: TSESTree.Node,
  { name, from, args = [] }: WrapRequest,
): Change | undefined {
  if (!isWrappable(node)) return undefined;
  const binding = bindHelper(sourceCode, { name, from }, node);
  if (!binding) return undefined;
  // A comma expression would fall apart into two arguments.
  const [open, close] = node.type === "SequenceExpression" ? ["((", ")"] : ["(", ""];
  const before = `${shorthandKey(node)}${binding.local}${open}`;
  const after = `${[close, ...args.map((arg) => inQuotesOf(sourceCode, arg))].join(", ")})`;
  return {
    edits: [
      { range: [node.range[0], node.range[0]], text: before },
      { range: [node.range[1], node.range[1]], text: after },
    ],
    imports: [binding],
  };
}

/** Writes a plain string as the file's other strings are written. */
function inQuotesOf(sourceCode: Readonly<TSESLint.SourceCode>, argument: string): string {
  const plain = /^"([^"'\\]*)"$/.exec(argument);
  const quote = getModuleStyle(sourceCode)?.quote ?? '"';
  return plain ? `${quote}${plain[1]}${quote}` : argument;
}

const notValues: ReadonlySet<string> = new Set([
  "SpreadElement",
  "JSXText",
  "JSXSpreadChild",
  "JSXEmptyExpression",
  "JSXExpressionContainer",
  "TemplateElement",
  "ObjectPattern",
  "ArrayPattern",
  "AssignmentPattern",
  "RestElement",
  "PrivateIdentifier",
  "Super",
]);

function isWrappable(node: TSESTree.Node): boolean {
  if (notValues.has(node.type) || /Statement$|Declaration$|^VariableDeclarator$/.test(node.type))
    return false;
  // `href="text"` has no place for a call.
  return !(node.type === "Literal" && node.parent?.type === "JSXAttribute");
}

/** `{ Location }` → `{ Location: helper(Location) }` */
function shorthandKey(node: TSESTree.Node): string {
  const { parent } = node;
  if (parent?.type !== "Property" || !parent.shorthand || node.type !== "Identifier") return "";
  return `${node.name}: `;
}
