import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Edit, HelperBinding } from "./edit.ts";
import { extensibleImports } from "./module-bindings.ts";
import { getModuleStyle, type ModuleSystem, type ModuleStyle } from "./module-style.ts";
import { insertImports } from "./insert-imports.ts";

/**
 * The edits that import what is not there yet: an import of the same module is extended, others get one statement each,
 * in the file's module system, quotes and semicolons. Nothing for a file that can import nothing.
 */
export function addImports(
  sourceCode: Readonly<TSESLint.SourceCode>,
  bindings: readonly HelperBinding[],
): readonly Edit[] {
  const missing = groupMissing(bindings);
  const style = missing.size > 0 ? getModuleStyle(sourceCode) : undefined;
  if (!style) return [];
  const edits: Edit[] = [];
  const statements: string[] = [];
  for (const [from, locals] of missing) {
    const existing = extensibleImports(sourceCode.ast).find((known) => known.from === from);
    if (existing) edits.push(extend(sourceCode, existing.node, locals));
    else statements.push(newStatement(from, locals, style));
  }
  return statements.length > 0 ? [...edits, insertImports(sourceCode, statements, style)] : edits;
}

/** Local name → imported name. */
type Locals = ReadonlyMap<string, string>;

function groupMissing(bindings: readonly HelperBinding[]): ReadonlyMap<string, Locals> {
  const groups = new Map<string, Map<string, string>>();
  for (const { from, local, name, present } of bindings) {
    if (present) continue;
    const group = groups.get(from) ?? new Map<string, string>();
    groups.set(from, group.set(local, name));
  }
  return groups;
}

function specifiers(locals: Locals, system: ModuleSystem): string[] {
  const as = system === "esm" ? " as " : ": ";
  return [...locals].map(([local, name]) => (local === name ? name : name + as + local));
}

function newStatement(from: string, locals: Locals, { system, quote, semicolon }: ModuleStyle): string {
  const names = `{ ${specifiers(locals, system).join(", ")} }`;
  const source = quote + from + quote;
  if (system === "esm") return `import ${names} from ${source}${semicolon}`;
  return `const ${names} = require(${source})${semicolon}`;
}

function extend(
  sourceCode: Readonly<TSESLint.SourceCode>,
  node: TSESTree.ImportDeclaration | TSESTree.ObjectPattern,
  locals: Locals,
): Edit {
  const names = specifiers(locals, node.type === "ImportDeclaration" ? "esm" : "cjs");
  const last = node.type === "ImportDeclaration" ? node.specifiers.at(-1) : node.properties.at(-1);
  if (last && last.type !== "ImportDefaultSpecifier") return extendList(sourceCode, last, names);
  const list = names.join(", ");
  const brace = sourceCode.getFirstToken(node, ({ value }) => value === "{");
  if (brace && brace.range[0] < endOfSpecifiers(node)) return insertAt(brace.range[1], ` ${list} `);
  // `import runtime from "…"` and `import "…"`
  if (last) return insertAt(last.range[1], `, { ${list} }`);
  return insertAt(endOfSpecifiers(node), `{ ${list} } from `);
}

/** Keeps a list that stands one name to a line that way. */
function extendList({ text }: Readonly<TSESLint.SourceCode>, last: TSESTree.Node, names: string[]): Edit {
  const lead = /[\r\n]+[ \t]*$/.exec(text.slice(0, last.range[0]))?.[0] ?? " ";
  return insertAt(last.range[1], names.map((name) => `,${lead}${name}`).join(""));
}

function endOfSpecifiers(node: TSESTree.ImportDeclaration | TSESTree.ObjectPattern): number {
  return node.type === "ImportDeclaration" ? node.source.range[0] : node.range[1];
}

function insertAt(offset: number, text: string): Edit {
  return { range: [offset, offset], text };
}
