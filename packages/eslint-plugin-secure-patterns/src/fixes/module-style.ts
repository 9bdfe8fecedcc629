import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { requiredModule, topLevelStatements } from "./module-bindings.ts";
import { oncePer } from "./once-per.ts";

export type ModuleSystem = "esm" | "cjs";

export interface ModuleStyle {
  readonly system: ModuleSystem;
  readonly quote: '"' | "'";
  readonly semicolon: "" | ";";
  readonly newline: "\n" | "\r\n";
}

const esmStatements: ReadonlySet<string> = new Set([
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportDefaultDeclaration",
  "ExportAllDeclaration",
]);
const commonJsNames: ReadonlySet<string> = new Set(["require", "module", "exports"]);

/** How the file imports things; `undefined` for a plain script, which can import nothing. */
export const getModuleStyle: (sourceCode: Readonly<TSESLint.SourceCode>) => ModuleStyle | undefined =
  oncePer(findModuleStyle);

function findModuleStyle(sourceCode: Readonly<TSESLint.SourceCode>): ModuleStyle | undefined {
  const system = getModuleSystem(sourceCode);
  if (!system) return undefined;
  const { text, ast } = sourceCode;
  const statements = topLevelStatements(ast);
  return {
    system,
    quote: preferredQuote(sourceCode),
    semicolon: usesSemicolons(sourceCode, statements) ? ";" : "",
    newline: text.includes("\r\n") ? "\r\n" : "\n",
  };
}

function getModuleSystem({ ast, scopeManager }: Readonly<TSESLint.SourceCode>): ModuleSystem | undefined {
  const statements = topLevelStatements(ast);
  if (statements.length === 0 || !scopeManager) return undefined;
  if (statements.some(({ type }) => esmStatements.has(type))) return "esm";
  if (usesCommonJs(scopeManager)) return "cjs";
  if (ast.sourceType === "module") return "esm";
  // A CommonJS file has a function scope around its top level.
  const wrapped = scopeManager.scopes.some(
    (scope) => scope.block === ast && String(scope.type) === "function",
  );
  return wrapped ? "cjs" : undefined;
}

/** Looks for `require`, `module` and `exports` as names that the file itself does not declare. */
function usesCommonJs({ globalScope }: TSESLint.Scope.ScopeManager): boolean {
  if (!globalScope) return false;
  if (globalScope.through.some(({ identifier }) => commonJsNames.has(String(identifier.name)))) return true;
  return globalScope.variables.some(
    ({ name, defs, references }) => commonJsNames.has(name) && defs.length === 0 && references.length > 0,
  );
}

/** The quotes of the file's imports, else of most of its strings. */
export function preferredQuote(sourceCode: Readonly<TSESLint.SourceCode>): '"' | "'" {
  for (const statement of topLevelStatements(sourceCode.ast)) {
    const source = "source" in statement ? statement.source : undefined;
    if (source) return sourceCode.text[source.range[0]] === "'" ? "'" : '"';
  }
  const strings = sourceCode.ast.tokens?.filter(({ type }) => type === "String") ?? [];
  const single = strings.filter(({ range }) => sourceCode.text[range[0]] === "'").length;
  return single > strings.length / 2 ? "'" : '"';
}

const endsWithSemicolon: ReadonlySet<string> = new Set([
  "ImportDeclaration",
  "ExpressionStatement",
  "VariableDeclaration",
  "ExportAllDeclaration",
  "ReturnStatement",
]);

function usesSemicolons(
  sourceCode: Readonly<TSESLint.SourceCode>,
  statements: readonly TSESTree.ProgramStatement[],
): boolean {
  const sample = statements.filter(({ type }) => endsWithSemicolon.has(type));
  if (sample.length === 0) return true;
  // A semicolon at the start of a line guards that line, in code that has no others.
  const ended = sample.filter(({ range }) => /[^\s;][ \t]*;$/.test(sourceCode.text.slice(...range))).length;
  return ended * 2 >= sample.length;
}

/** Whether a statement only loads a module, so that an import may stand beside it. */
export function isImportLike(statement: TSESTree.ProgramStatement): boolean {
  if (statement.type === "ImportDeclaration" || statement.type === "TSImportEqualsDeclaration") return true;
  if (statement.type === "ExpressionStatement")
    return requiredModule(calleeRoot(statement.expression)) !== undefined;
  if (statement.type !== "VariableDeclaration") return false;
  return statement.declarations.every(({ init }) => requiredModule(calleeRoot(init)) !== undefined);
}

/** `require("x")` of `require("x").config()` or `require("x")("name")`. */
function calleeRoot(node: TSESTree.Node | null): TSESTree.Node | null {
  let current = node;
  while (current && requiredModule(current) === undefined) {
    if (current.type === "MemberExpression" && !current.computed) current = current.object;
    // Code inside the arguments might need what is imported after it.
    else if (current.type === "CallExpression" && current.arguments.every(isPlain)) current = current.callee;
    else return null;
  }
  return current;
}

function isPlain({ type }: TSESTree.Node): boolean {
  return type === "Literal" || type === "Identifier";
}
