import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { bindHelper } from "./bind-helper.ts";
import type { Change, HelperBinding, ImportRequest } from "./edit.ts";

type Source = Readonly<TSESLint.SourceCode>;

/** What to put around a function: source text before and after it. */
export interface Wrapping {
  readonly helpers: readonly ImportRequest[];
  /** Gets the local names in the order of `helpers`. */
  write(...locals: string[]): readonly [before: string, after: string];
}

/**
 * `export async function POST() {}` → `export const POST = protect(…)(async function POST() {});`, and the same around what
 * `export default` or a variable holds. `undefined` where something else in the file uses a function that is declared:
 * it could do so before the constant has its value.
 */
export function wrapExported(
  sourceCode: Source,
  node: TSESTree.Node,
  wrapping: Wrapping,
): Change | undefined {
  const isDeclared = node.type === "FunctionDeclaration";
  if (isDeclared && !mayBecomeValue(sourceCode, node)) return undefined;
  const imports: HelperBinding[] = [];
  for (const request of wrapping.helpers) {
    const binding = bindHelper(sourceCode, request, node.parent ?? node);
    if (!binding) return undefined;
    imports.push(binding);
  }
  const [before, after] = wrapping.write(...imports.map(({ local }) => local));
  const isNamed = isDeclared && node.parent.type === "ExportNamedDeclaration";
  const start = isNamed && node.id ? `const ${node.id.name} = ` : "";
  return {
    edits: [
      { range: [node.range[0], node.range[0]], text: start + before },
      { range: [node.range[1], node.range[1]], text: after + (isDeclared ? ";" : "") },
    ],
    imports,
  };
}

/** Exported where it stands, without overloads, and used by nobody else in the file. */
function mayBecomeValue(sourceCode: Source, node: TSESTree.FunctionDeclaration): boolean {
  const { parent, range } = node;
  if (parent.type !== "ExportNamedDeclaration" && parent.type !== "ExportDefaultDeclaration") return false;
  return sourceCode
    .getDeclaredVariables(node)
    .filter(({ defs }) => defs.some((definition) => definition.node === node))
    .every(
      ({ defs, references }) =>
        defs.length === 1 &&
        references.every(
          ({ identifier }) => identifier.range[0] >= range[0] && identifier.range[1] <= range[1],
        ),
    );
}
