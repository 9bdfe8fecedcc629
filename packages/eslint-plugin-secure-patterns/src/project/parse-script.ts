import { analyze, type ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { visitorKeys } from "@typescript-eslint/visitor-keys";
import type { EcmaScriptModule, ParseResult } from "oxc-parser";

import { getNativeParser } from "./native.ts";
import { getDialect, toScriptText } from "./script-text.ts";

/** The part of ESLint's `languageOptions.parser` that reading another file needs. */
export interface ConfiguredParser {
  parse?(text: string, options: Record<string, unknown>): unknown;
  parseForESLint?(
    text: string,
    options: Record<string, unknown>,
  ): { ast: unknown; scopeManager?: unknown; visitorKeys?: unknown };
}

export interface ParsedScript {
  /** TS-ESTree with `range` and `parent` on every node; no tokens, no `loc`. */
  readonly ast: TSESTree.Program;
  readonly scopeManager: ScopeManager;
}

interface LooseNode {
  type: string;
  parent?: LooseNode;
  [key: string]: unknown;
}

/** Absent parts of a node are `undefined` in TS-ESTree and `null` in the native parser's tree. */
const ABSENT = new Set([
  ...["typeAnnotation", "typeArguments", "typeParameters", "returnType", "superTypeArguments"],
  ...["constraint", "default"],
]);

/**
 * Parses a neighbour of the linted file and analyses its scopes, natively or, where the native binary is
 * absent, with the parser that the user configured.
 * @returns `undefined` where the text has a syntax error or there is no parser.
 */
export function parseScript(
  filename: string,
  text: string,
  configured?: ConfiguredParser | undefined,
): ParsedScript | undefined {
  try {
    const ast = parseTree(filename, text, configured);
    return ast && finish(ast);
  } catch {
    return undefined;
  }
}

/** The tree alone, without parents and scopes: enough to list what a CommonJS module imports and exports. */
export function parseTree(
  filename: string,
  text: string,
  configured?: ConfiguredParser,
): TSESTree.Program | undefined {
  try {
    const ast = parseNatively(filename, text)?.program ?? parseConfigured(filename, text, configured);
    return ast as unknown as TSESTree.Program | undefined;
  } catch {
    return undefined;
  }
}

/** What a module imports and exports, without building a tree in JavaScript; `undefined` without native parser. */
export function parseModuleSyntax(filename: string, text: string): EcmaScriptModule | undefined {
  return parseNatively(filename, text)?.module;
}

function parseNatively(filename: string, text: string): ParseResult | undefined {
  const native = getNativeParser();
  if (!native) return undefined;
  const script = toScriptText(filename, text);
  const options = { range: true, preserveParens: false, astType: "ts", lang: getDialect(filename) } as const;
  const sourceType = /\.[mc]?tsx?$|\.mjs$/.test(filename) ? "module" : "unambiguous";
  const result = native.parseSync(filename, script, { ...options, sourceType });
  // `return` at the top level, `with`, octals: what is no module may still be a CommonJS file.
  if (result.errors.length > 0 && !result.module.hasModuleSyntax) {
    return accept(native.parseSync(filename, script, { ...options, sourceType: "commonjs" }));
  }
  return accept(result);
}

/** An error that leaves a tree (a duplicate export, say) does not hide the file. */
function accept(result: ParseResult): ParseResult | undefined {
  return result.errors.length === 0 || result.program.body.length > 0 ? result : undefined;
}

function parseConfigured(filename: string, text: string, parser: ConfiguredParser | undefined): unknown {
  if (!parser) return undefined;
  const options = {
    ...{ filePath: filename, range: true, loc: true, comment: false, tokens: false },
    ...{ sourceType: "module", ecmaVersion: "latest", ecmaFeatures: { jsx: getDialect(filename) !== "ts" } },
  };
  const script = toScriptText(filename, text);
  return parser.parseForESLint ? parser.parseForESLint(script, options).ast : parser.parse?.(script, options);
}

function finish(ast: TSESTree.Program): ParsedScript {
  linkParents(ast as unknown as LooseNode);
  const isModule = ast.sourceType === "module";
  // Globals of the environment stay unresolved, as they are in a linted file without configured globals.
  const scopeManager = analyze(ast, {
    sourceType: isModule ? "module" : "script",
    globalReturn: !isModule,
    lib: [],
  });
  return { ast, scopeManager };
}

/** Sets `parent` on every node and puts the absent parts into TS-ESTree's form, in one walk without recursion. */
function linkParents(root: LooseNode): void {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === "ExpressionStatement" && node["directive"] === null) node["directive"] = undefined;
    for (const key of visitorKeys[node.type] ?? []) {
      const child = node[key];
      if (Array.isArray(child)) for (const item of child) adopt(item as LooseNode | null, node, pending);
      else if (child === null && ABSENT.has(key)) node[key] = undefined;
      else adopt(child as LooseNode | null | undefined, node, pending);
    }
  }
}

function adopt(child: LooseNode | null | undefined, parent: LooseNode, pending: LooseNode[]): void {
  if (!child) return;
  child.parent = parent;
  pending.push(child);
}
