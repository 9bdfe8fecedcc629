import type { TSESLint, TSESTree } from "@typescript-eslint/utils";

/** A place where loading the file loads another module, whatever happens. */
export interface Load {
  readonly node: TSESTree.Node;
  readonly specifier: string;
}

type Source = Readonly<TSESLint.SourceCode>;
type Node = TSESTree.Node;

/** Under these, code runs later, under a condition, or may fail without harm. */
const guards: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "TryStatement",
  "IfStatement",
  "ConditionalExpression",
  "LogicalExpression",
  "SwitchStatement",
]);

/** `import … from`, `export … from`: hoisted, so that nothing can guard them. Types alone are no load. */
export function getDeclaredLoad(
  node:
    | TSESTree.ImportDeclaration
    | TSESTree.ExportAllDeclaration
    | TSESTree.ExportNamedDeclaration
    | TSESTree.TSImportEqualsDeclaration,
  sourceCode: Source,
  isTypeScript: boolean,
): Load | undefined {
  const specifier = getDeclaredSpecifier(node);
  if (specifier === undefined || isTypeOnly(node)) return undefined;
  return isTypeScript && isElided(node, sourceCode) ? undefined : { node, specifier };
}

/** `require("x")` and `await import("x")` that run whenever the file is loaded. */
export function getCalledLoad(
  node: TSESTree.CallExpression | TSESTree.AwaitExpression,
  sourceCode: Source,
): Load | undefined {
  const argument = node.type === "CallExpression" ? getRequired(node, sourceCode) : getAwaitedImport(node);
  if (argument?.type !== "Literal" || typeof argument.value !== "string" || isGuarded(node)) return undefined;
  return { node, specifier: argument.value };
}

function getDeclaredSpecifier(node: Parameters<typeof getDeclaredLoad>[0]): string | undefined {
  if (node.type !== "TSImportEqualsDeclaration") return node.source?.value;
  if (node.moduleReference.type !== "TSExternalModuleReference") return undefined;
  const { expression } = node.moduleReference;
  return "value" in expression && typeof expression.value === "string" ? expression.value : undefined;
}

function isTypeOnly(node: Parameters<typeof getDeclaredLoad>[0]): boolean {
  if ("importKind" in node && node.importKind === "type") return true;
  if ("exportKind" in node && node.exportKind === "type") return true;
  const specifiers: readonly Node[] = "specifiers" in node ? node.specifiers : [];
  return specifiers.length > 0 && specifiers.every((specifier) => isTypeSpecifier(specifier));
}

function isTypeSpecifier(node: Node): boolean {
  return (
    (node.type === "ImportSpecifier" && node.importKind === "type") ||
    (node.type === "ExportSpecifier" && node.exportKind === "type")
  );
}

/** TypeScript drops an import of which nothing is used as a value. */
function isElided(node: Node, sourceCode: Source): boolean {
  const variables = sourceCode.getDeclaredVariables?.(node) ?? [];
  const isImport = node.type === "ImportDeclaration" || node.type === "TSImportEqualsDeclaration";
  if (!isImport || variables.length === 0) return false;
  return !variables.some(({ references }) => references.some(({ isValueReference }) => isValueReference));
}

function getRequired(node: TSESTree.CallExpression, sourceCode: Source): Node | undefined {
  if (node.callee.type !== "Identifier" || node.callee.name !== "require") return undefined;
  const { callee } = node;
  const reference = sourceCode.getScope(node).references.find(({ identifier }) => identifier === callee);
  return (reference?.resolved?.defs.length ?? 0) > 0 ? undefined : node.arguments[0];
}

function getAwaitedImport({ argument }: TSESTree.AwaitExpression): Node | undefined {
  return argument.type === "ImportExpression" ? argument.source : undefined;
}

function isGuarded(node: Node): boolean {
  for (let child = node, { parent } = node; parent; child = parent, parent = parent.parent) {
    if (guards.has(parent.type) && !isImmediatelyCalled(parent) && !isUnprotected(parent, child)) return true;
  }
  return false;
}

/** `(function () { … })()`, `(() => { … })()`. */
function isImmediatelyCalled(node: Node): boolean {
  return node.parent?.type === "CallExpression" && node.parent.callee === node;
}

/** `finally` alone swallows nothing; a test runs before its branches. */
function isUnprotected(guard: Node, child: Node): boolean {
  if (guard.type === "TryStatement") return guard.handler === null || guard.finalizer === child;
  if (guard.type === "IfStatement" || guard.type === "ConditionalExpression") return guard.test === child;
  if (guard.type === "LogicalExpression") return guard.left === child;
  return guard.type === "SwitchStatement" && guard.discriminant === child;
}
