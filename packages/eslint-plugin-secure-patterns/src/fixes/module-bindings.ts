import type { TSESTree } from "@typescript-eslint/utils";
import { oncePer } from "./once-per.ts";

/** A module that a top-level statement of the file loads under some names. */
export interface ModuleBinding {
  readonly from: string;
  /** What of the module: an exported name, or `"*"` for the whole. */
  readonly imported: string;
  readonly local: string;
}

/** An import declaration or `const { … } = require("…")` to which a name can be added. */
export interface ExtensibleImport {
  readonly from: string;
  readonly node: TSESTree.ImportDeclaration | TSESTree.ObjectPattern;
}

/** The file's top-level statements; Svelte keeps them inside its script elements. */
export const topLevelStatements: (ast: TSESTree.Program) => readonly TSESTree.ProgramStatement[] =
  oncePer(findTopLevel);

function findTopLevel(ast: TSESTree.Program): readonly TSESTree.ProgramStatement[] {
  return ast.body.flatMap((node) => {
    const type: string = node.type;
    if (type === "SvelteScriptElement") return (node as unknown as TSESTree.Program).body;
    return type.startsWith("Svelte") || type.startsWith("Astro") ? [] : [node];
  });
}

export const moduleBindings: (ast: TSESTree.Program) => readonly ModuleBinding[] = oncePer(findBindings);

function findBindings(ast: TSESTree.Program): readonly ModuleBinding[] {
  return topLevelStatements(ast).flatMap((statement): readonly ModuleBinding[] => {
    if (statement.type === "ImportDeclaration") return fromImport(statement);
    if (statement.type === "TSImportEqualsDeclaration") return fromImportEquals(statement);
    if (statement.type !== "VariableDeclaration" || statement.kind !== "const") return [];
    return statement.declarations.flatMap(fromDeclarator);
  });
}

export const extensibleImports: (ast: TSESTree.Program) => readonly ExtensibleImport[] =
  oncePer(findExtensible);

function findExtensible(ast: TSESTree.Program): readonly ExtensibleImport[] {
  return topLevelStatements(ast).flatMap((statement): readonly ExtensibleImport[] => {
    if (statement.type === "ImportDeclaration") {
      const whole = statement.specifiers.some(({ type }) => type === "ImportNamespaceSpecifier");
      // `import type` and the import phases (`defer`, `source`) take no further values.
      const values = statement.importKind !== "type" && !("phase" in statement && statement.phase);
      return values && !whole ? [{ from: statement.source.value, node: statement }] : [];
    }
    return statement.type === "VariableDeclaration" ? statement.declarations.flatMap(destructured) : [];
  });
}

/** The module that `require("…")` names. */
export function requiredModule(node: TSESTree.Node | null | undefined): string | undefined {
  if (node?.type !== "CallExpression" || node.callee.type !== "Identifier") return undefined;
  if (node.callee.name !== "require" || node.arguments.length !== 1) return undefined;
  const [argument] = node.arguments;
  return argument?.type === "Literal" && typeof argument.value === "string" ? argument.value : undefined;
}

function fromImport({ specifiers, source, importKind }: TSESTree.ImportDeclaration): ModuleBinding[] {
  if (importKind === "type") return [];
  return specifiers.flatMap((specifier) => {
    const local = specifier.local.name;
    if (specifier.type === "ImportNamespaceSpecifier") return [{ from: source.value, imported: "*", local }];
    if (specifier.type === "ImportDefaultSpecifier")
      return [{ from: source.value, imported: "default", local }];
    if (specifier.importKind === "type") return [];
    const { imported } = specifier;
    const name = imported.type === "Identifier" ? imported.name : imported.value;
    return [{ from: source.value, imported: name, local }];
  });
}

/** `import runtime = require("secure-patterns")` */
function fromImportEquals(node: TSESTree.TSImportEqualsDeclaration): ModuleBinding[] {
  if (node.importKind === "type" || node.moduleReference.type !== "TSExternalModuleReference") return [];
  const { expression } = node.moduleReference;
  if (expression.type !== "Literal" || typeof expression.value !== "string") return [];
  return [{ from: expression.value, imported: "*", local: node.id.name }];
}

function fromDeclarator({ id, init }: TSESTree.VariableDeclarator): ModuleBinding[] {
  const from = loadedModule(init);
  if (from !== undefined && id.type === "Identifier") return [{ from, imported: "*", local: id.name }];
  if (from !== undefined && id.type === "ObjectPattern") return fromPattern(from, id);
  // `const redirect = require("secure-patterns").safeRedirect`
  if (init?.type !== "MemberExpression" || init.computed || id.type !== "Identifier") return [];
  const owner = requiredModule(init.object);
  if (owner === undefined || init.property.type !== "Identifier") return [];
  return [{ from: owner, imported: init.property.name, local: id.name }];
}

function fromPattern(from: string, pattern: TSESTree.ObjectPattern): ModuleBinding[] {
  return pattern.properties.flatMap((property) => {
    if (property.type !== "Property" || property.computed || property.key.type !== "Identifier") return [];
    if (property.value.type !== "Identifier") return [];
    return [{ from, imported: property.key.name, local: property.value.name }];
  });
}

/** `require("…")`, or `await import("…")` at the top level. */
function loadedModule(init: TSESTree.Node | null): string | undefined {
  if (init?.type !== "AwaitExpression") return requiredModule(init);
  const { argument } = init;
  if (argument.type !== "ImportExpression" || argument.source.type !== "Literal") return undefined;
  return typeof argument.source.value === "string" ? argument.source.value : undefined;
}

/** A rest element takes what the others leave: a name beside it would change it. */
function destructured({ id, init }: TSESTree.VariableDeclarator): ExtensibleImport[] {
  const from = requiredModule(init);
  if (from === undefined || id.type !== "ObjectPattern") return [];
  return id.properties.some(({ type }) => type === "RestElement") ? [] : [{ from, node: id }];
}
