import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { type AngularElement, fromAngular } from "./angular.ts";
import type { MarkupElement } from "./element.ts";
import { type HtmlTag, fromHtml } from "./html.ts";
import { elementsOfString } from "./html-string.ts";
import { fromJsx } from "./jsx.ts";
import { fromSvelte, type SvelteElement } from "./svelte.ts";
import { fromVue, type VueElement } from "./vue.ts";

interface TemplateServices {
  defineTemplateBodyVisitor?(template: object, script: TSESLint.RuleListener): TSESLint.RuleListener;
}

/**
 * Shows every element of the file, whichever language its markup is in. Parsers are told apart by the nodes that they
 * make, so none is imported.
 *
 * @param mentions text that a JavaScript string must hold for its HTML to be looked at
 */
export function markupListener(
  sourceCode: Readonly<TSESLint.SourceCode>,
  mentions: RegExp,
  visit: (element: MarkupElement) => void,
): TSESLint.RuleListener {
  const { text } = sourceCode;
  const string = (node: TSESTree.Node): void => {
    if (!isWholeString(node) || !mentions.test(text.slice(...node.range))) return;
    for (const element of elementsOfString(node)) visit(element);
  };
  const listener: Record<string, unknown> = {
    JSXOpeningElement: (node: TSESTree.JSXOpeningElement) => visit(fromJsx(node, dialectOf(sourceCode))),
    SvelteElement: (node: SvelteElement) => visit(fromSvelte(node, text)),
    Element: (node: AngularElement) => visit(fromAngular(node, text)),
    // The name that older versions of the Angular compiler bundle it under.
    Element$1: (node: AngularElement) => visit(fromAngular(node, text)),
    Tag: (node: HtmlTag) => visit(fromHtml(node)),
    Literal: string,
    TemplateLiteral: string,
    BinaryExpression: string,
  };
  const services = sourceCode.parserServices as TemplateServices | undefined;
  const template = { VElement: (node: VueElement) => visit(fromVue(node, text)) };
  const script = listener as TSESLint.RuleListener;
  return services?.defineTemplateBodyVisitor?.(template, script) ?? script;
}

const notText: ReadonlySet<string> = new Set([
  "JSXAttribute",
  "TSLiteralType",
  "ImportDeclaration",
  "ExportAllDeclaration",
  "ExportNamedDeclaration",
]);

/** Takes the outermost `+` of a chain, and no string that another one contains. */
function isWholeString(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (node.type === "Literal" && typeof node.value !== "string") return false;
  if (node.type === "BinaryExpression" && node.operator !== "+") return false;
  if (!parent) return false;
  return !notText.has(parent.type) && !(parent.type === "BinaryExpression" && parent.operator === "+");
}

function dialectOf({ ast }: Readonly<TSESLint.SourceCode>): "jsx" | "astro" {
  return ast.body.some(({ type }) => String(type) === "AstroFragment") ? "astro" : "jsx";
}
