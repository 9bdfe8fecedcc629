import { AST_NODE_TYPES, type TSESTree } from "@typescript-eslint/types";

import type { Unit } from "../flow/unit.ts";
import type { ExportEntry } from "./module-record.ts";

/** The function, class or expression that an export of `unit` hands out. */
export function findExportedNode(unit: Unit, entry: ExportEntry): TSESTree.Node | undefined {
  if (entry.local !== undefined) return findDeclared(unit, entry.local) ?? findAt(unit, entry);
  const statement = unit.ast.body.find((node) => node.type === AST_NODE_TYPES.ExportDefaultDeclaration);
  return entry.exported === "default" && statement ? statement.declaration : findAt(unit, entry);
}

/** The value of a variable of the module: its function, class or initialiser; else the identifier that declares it. */
export function findDeclared(unit: Unit, name: string): TSESTree.Node | undefined {
  const scopes = unit.scopeManager.scopes.filter((scope) => scope.block === unit.ast);
  const definitions = scopes.flatMap((scope) => scope.set.get(name)?.defs ?? []);
  const definition = definitions.findLast(({ type }) => type !== "Type") ?? definitions.at(-1);
  const node = definition?.node as TSESTree.Node | undefined;
  if (node?.type !== AST_NODE_TYPES.VariableDeclarator) return isDeclaration(node) ? node : definition?.name;
  const isConstant = node.parent.kind === "const" || node.parent.kind === "using";
  const isPlain = isConstant && node.id.type === AST_NODE_TYPES.Identifier;
  const value = isPlain && node.init ? lastRight(node.init) : undefined;
  return value && !isModule(value) ? value : definition?.name;
}

/** `const utils = module.exports`: an object that the module puts its members on. */
function isModule(node: TSESTree.Expression): boolean {
  if (node.type === AST_NODE_TYPES.Identifier) return node.name === "exports";
  return (
    node.type === AST_NODE_TYPES.MemberExpression &&
    node.object.type === AST_NODE_TYPES.Identifier &&
    node.object.name === "module"
  );
}

/** `const router = (module.exports = Router())`. */
function lastRight(node: TSESTree.Expression): TSESTree.Expression {
  return node.type === AST_NODE_TYPES.AssignmentExpression ? lastRight(node.right) : node;
}

function isDeclaration(node: TSESTree.Node | undefined): boolean {
  return (
    node?.type === AST_NODE_TYPES.FunctionDeclaration ||
    node?.type === AST_NODE_TYPES.ClassDeclaration ||
    node?.type === AST_NODE_TYPES.TSEnumDeclaration
  );
}

/** The outermost node with exactly the entry's range. */
function findAt(unit: Unit, { start, end }: ExportEntry): TSESTree.Node | undefined {
  let node: TSESTree.Node | undefined = unit.ast;
  while (node && (node.range[0] !== start || node.range[1] !== end || node === unit.ast)) {
    node = childrenOf(node, unit).find((child) => child.range[0] <= start && child.range[1] >= end);
  }
  return node;
}

function childrenOf(node: TSESTree.Node, unit: Unit): TSESTree.Node[] {
  const keys = unit.visitorKeys[node.type] ?? [];
  return keys.flatMap((key) => (node as unknown as Record<string, TSESTree.Node>)[key] ?? []).filter(Boolean);
}
