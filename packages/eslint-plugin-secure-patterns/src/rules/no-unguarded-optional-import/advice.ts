import type { TSESLint, TSESTree } from "@typescript-eslint/utils";

type Source = Readonly<TSESLint.SourceCode>;
type Node = TSESTree.Node;

/** How a file uses what it loads, which decides what can be done about it. */
export type Use =
  /** In functions alone, which could wait for it. */
  | "later"
  /** All that the file exports is about it. */
  | "throughout"
  /** By an awaited `import()` of its own, in whose place something else can be awaited. */
  | "awaited"
  /** While the file is loaded. */
  | "at once";

/** What the file needs the package of a load for. */
export function useOf(sourceCode: Source, node: Node): Use {
  if (node.type === "ExportAllDeclaration" || node.type === "ExportNamedDeclaration") return "throughout";
  if (node.type === "AwaitExpression") return "awaited";
  const uses = usesOf(sourceCode, node);
  if (uses.length === 0) return "at once";
  if (isThroughout(sourceCode, uses)) return "throughout";
  return uses.every(isLater) ? "later" : "at once";
}

/** Where the values are read that an import declares, or the variable that a `require` is kept in. */
function usesOf(sourceCode: Source, node: Node): Node[] {
  const declaring = node.type.endsWith("Declaration") ? node : node.parent;
  const variables = declaring ? (sourceCode.getDeclaredVariables?.(declaring) ?? []) : [];
  return variables.flatMap(({ references }) =>
    references.flatMap(({ identifier, init, isValueReference }) =>
      init || isValueReference === false ? [] : [identifier],
    ),
  );
}

function isThroughout({ ast }: Source, uses: readonly Node[]): boolean {
  const exported = ast.body.filter(isExport);
  return (
    exported.length > 0 &&
    exported.every(({ range }) => uses.some((use) => use.range[0] >= range[0] && use.range[1] <= range[1]))
  );
}

/** `export …` of a value, `module.exports = …`, `exports.name = …` */
function isExport(statement: TSESTree.ProgramStatement): boolean {
  if (statement.type === "ExportDefaultDeclaration" || statement.type === "ExportAllDeclaration") return true;
  if (statement.type === "ExportNamedDeclaration") return statement.exportKind !== "type";
  if (statement.type !== "ExpressionStatement" || statement.expression.type !== "AssignmentExpression")
    return false;
  let { left }: { left: Node } = statement.expression;
  while (left.type === "MemberExpression") left = left.object;
  return left.type === "Identifier" && /^(?:module|exports)$/.test(left.name);
}

/** In the body of a function; a default of a parameter, the class that another extends, are needed as soon as that is. */
function isLater(use: Node): boolean {
  for (let child = use, { parent } = use; parent; child = parent, parent = parent.parent) {
    if (/Function/.test(parent.type) && "body" in parent && parent.body === child) return true;
  }
  return false;
}
