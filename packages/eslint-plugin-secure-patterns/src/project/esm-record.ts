import { AST_NODE_TYPES, type TSESTree } from "@typescript-eslint/types";
import { visitorKeys } from "@typescript-eslint/visitor-keys";

import type { ExportEntry, ImportBinding, ImportEntry } from "./module-record.ts";

type Node = TSESTree.Node;

interface Found {
  readonly imports: ImportEntry[];
  readonly exports: ExportEntry[];
}

const TYPE_DECLARATIONS = new Set<string>([
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
  "TSDeclareFunction",
]);

/** What a module imports and exports, from its tree: for parsers that keep no list of their own. */
export function recordEsm(ast: TSESTree.Program): Found {
  const found: Found = { imports: [], exports: [] };
  for (const statement of ast.body) {
    if (statement.type === AST_NODE_TYPES.ImportDeclaration) found.imports.push(toImport(statement));
    else if (statement.type === AST_NODE_TYPES.ExportAllDeclaration) exportAll(statement, found);
    else if (statement.type === AST_NODE_TYPES.ExportNamedDeclaration) exportNamed(statement, found);
    else if (statement.type === AST_NODE_TYPES.ExportDefaultDeclaration)
      found.exports.push(toDefault(statement));
  }
  findDynamicImports(ast, found.imports);
  return found;
}

function toImport(statement: TSESTree.ImportDeclaration): ImportEntry {
  const bindings = statement.specifiers.map((specifier) =>
    toBinding(specifier, statement.importKind === "type"),
  );
  const isType = bindings.length > 0 && bindings.every((binding) => binding.isType);
  return { specifier: statement.source.value, kind: "static", isType, bindings, start: statement.range[0] };
}

function toBinding(specifier: TSESTree.ImportClause, isTypeImport: boolean): ImportBinding {
  const local = specifier.local.name;
  if (specifier.type === AST_NODE_TYPES.ImportDefaultSpecifier)
    return { imported: "default", local, isType: isTypeImport };
  if (specifier.type === AST_NODE_TYPES.ImportNamespaceSpecifier)
    return { imported: "*", local, isType: isTypeImport };
  const isType = isTypeImport || specifier.importKind === "type";
  return { imported: nameOf(specifier.imported), local, isType };
}

function exportAll(statement: TSESTree.ExportAllDeclaration, found: Found): void {
  const isType = statement.exportKind === "type";
  const specifier = statement.source.value;
  const exported = statement.exported ? nameOf(statement.exported) : "*";
  found.exports.push(toExport(statement, { exported, from: { specifier, imported: "*" }, isType }));
  found.imports.push({ specifier, kind: "static", isType, bindings: [], start: statement.range[0] });
}

function exportNamed(statement: TSESTree.ExportNamedDeclaration, found: Found): void {
  const specifier = statement.source?.value;
  const isTypeStatement = statement.exportKind === "type";
  for (const item of statement.specifiers) {
    const isType = isTypeStatement || item.exportKind === "type";
    const from = specifier === undefined ? undefined : { specifier, imported: nameOf(item.local) };
    const local = from ? undefined : nameOf(item.local);
    found.exports.push(toExport(item, { exported: nameOf(item.exported), local, from, isType }));
  }
  if (specifier !== undefined) {
    found.imports.push({
      specifier,
      kind: "static",
      isType: isTypeStatement,
      bindings: [],
      start: statement.range[0],
    });
  }
  for (const local of declaredNames(statement.declaration)) {
    const isType = isTypeStatement || TYPE_DECLARATIONS.has(statement.declaration?.type ?? "");
    found.exports.push(toExport(statement, { exported: local, local, isType }));
  }
}

function toDefault(statement: TSESTree.ExportDefaultDeclaration): ExportEntry {
  const { declaration } = statement;
  const id =
    declaration.type === AST_NODE_TYPES.Identifier
      ? declaration
      : "id" in declaration
        ? declaration.id
        : undefined;
  const local = id?.type === AST_NODE_TYPES.Identifier ? id.name : undefined;
  const isType = declaration.type === AST_NODE_TYPES.TSInterfaceDeclaration;
  return toExport(declaration, { exported: "default", local, isType });
}

function toExport(
  node: Node,
  entry: Partial<ExportEntry> & Pick<ExportEntry, "exported" | "isType">,
): ExportEntry {
  return { local: undefined, from: undefined, start: node.range[0], end: node.range[1], ...entry };
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === AST_NODE_TYPES.Identifier ? node.name : node.value;
}

function declaredNames(declaration: TSESTree.ExportNamedDeclaration["declaration"]): string[] {
  if (!declaration) return [];
  if (declaration.type === AST_NODE_TYPES.VariableDeclaration) {
    return declaration.declarations.flatMap((declarator) => patternNames(declarator.id));
  }
  const { id } = declaration;
  return id?.type === AST_NODE_TYPES.Identifier ? [id.name] : [];
}

function patternNames(pattern: Node | null): string[] {
  if (!pattern) return [];
  switch (pattern.type) {
    case AST_NODE_TYPES.Identifier:
      return [pattern.name];
    case AST_NODE_TYPES.ObjectPattern:
      return pattern.properties.flatMap((property) =>
        patternNames("value" in property && property.value ? property.value : property),
      );
    case AST_NODE_TYPES.ArrayPattern:
      return pattern.elements.flatMap(patternNames);
    case AST_NODE_TYPES.AssignmentPattern:
      return patternNames(pattern.left);
    case AST_NODE_TYPES.RestElement:
      return patternNames(pattern.argument);
    default:
      return [];
  }
}

function findDynamicImports(root: Node, imports: ImportEntry[]): void {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === AST_NODE_TYPES.ImportExpression && node.source.type === AST_NODE_TYPES.Literal) {
      const specifier = node.source.value;
      if (typeof specifier === "string")
        imports.push({ specifier, kind: "dynamic", isType: false, bindings: [], start: node.range[0] });
    }
    for (const key of visitorKeys[node.type] ?? []) {
      const child = node[key as keyof Node] as unknown;
      for (const item of Array.isArray(child) ? child : [child]) if (item) pending.push(item as Node);
    }
  }
}
