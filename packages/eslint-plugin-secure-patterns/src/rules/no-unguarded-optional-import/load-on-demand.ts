import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { bindHelper } from "../../fixes/bind-helper.ts";
import type { Change, Edit, HelperBinding } from "../../fixes/edit.ts";
import { getModuleStyle, type ModuleStyle } from "../../fixes/module-style.ts";
import { findOwners, insertFirst, removeStatement, type Owner } from "./owners.ts";

type Source = Readonly<TSESLint.SourceCode>;
type Node = TSESTree.Node;
type Variable = TSESLint.Scope.Variable;

interface Used {
  readonly node: TSESTree.ImportDeclaration;
  readonly values: readonly TSESTree.ImportClause[];
  readonly types: readonly TSESTree.ImportClause[];
  readonly owners: readonly Owner[];
}

/** Makes the functions that use a module load it, instead of the file: only where the result is complete. */
export function loadOnDemand(sourceCode: Source, node: Node): Change | undefined {
  return node.type === "ImportDeclaration"
    ? importOnDemand(sourceCode, node)
    : requireOnDemand(sourceCode, node);
}

/**
 * Turns a static import into one that the asynchronous functions that use it carry out, with `optionalImport`. A type keeps its
 * import. `undefined` where a use could not wait: at the top level, in synchronous code, in a default of a parameter.
 */
function importOnDemand(sourceCode: Source, node: TSESTree.ImportDeclaration): Change | undefined {
  const style = getModuleStyle(sourceCode);
  const used = findUses(sourceCode, node);
  const [first] = used?.owners ?? [];
  if (!style || !used || !first || node.attributes?.length > 0) return undefined;
  const helper = bindHelper(sourceCode, { name: "optionalImport", from: "secure-patterns" }, first);
  if (!helper || !isFreeIn(sourceCode, helper, used.owners)) return undefined;
  const lines = writeLoad(sourceCode, used, helper, style);
  return {
    edits: [
      replaceImport(sourceCode, used, style),
      ...used.owners.map((owner) => insertFirst(sourceCode, owner, lines, style)),
    ],
    imports: [helper],
  };
}

/** Moves `const x = require("x")` into the functions that use it: a `require` is cached, so that it may run each time. */
function requireOnDemand(sourceCode: Source, { parent }: Node): Change | undefined {
  const statement = parent?.type === "VariableDeclarator" ? parent.parent : undefined;
  const style = getModuleStyle(sourceCode);
  if (!style || statement?.parent.type !== "Program" || statement.declarations.length > 1) return undefined;
  const references = sourceCode.getDeclaredVariables?.(statement).flatMap(referencesOf) ?? [];
  const uses = references.filter(({ init }) => !init);
  const owners = findOwners(
    uses.map(({ identifier }) => identifier),
    () => true,
  );
  if (!owners || uses.length === 0 || uses.some((use) => use.isWrite())) return undefined;
  const line = sourceCode.text.slice(...statement.range);
  const inserted = owners.map((owner) => insertFirst(sourceCode, owner, [line], style));
  return { edits: [removeStatement(sourceCode, statement), ...inserted], imports: [] };
}

function findUses(sourceCode: Source, node: TSESTree.ImportDeclaration): Used | undefined {
  const values: TSESTree.ImportClause[] = [];
  const types: TSESTree.ImportClause[] = [];
  const uses: Node[] = [];
  for (const specifier of node.specifiers) {
    const references = sourceCode.getDeclaredVariables?.(specifier).flatMap(referencesOf) ?? [];
    const read = references.filter((reference) => reference.isValueReference !== false);
    if (read.length < references.length) types.push(specifier);
    if (read.length > 0) values.push(specifier);
    uses.push(...read.map(({ identifier }) => identifier));
  }
  const owners = findOwners(uses, (owner) => owner.async);
  return owners && { node, values, types, owners };
}

function referencesOf(variable: Variable): TSESLint.Scope.Reference[] {
  return variable.references;
}

function isFreeIn(sourceCode: Source, helper: HelperBinding, owners: readonly Node[]): boolean {
  return owners.every((owner) => bindHelper(sourceCode, helper, owner)?.local === helper.local);
}

function writeLoad(
  sourceCode: Source,
  { node, values }: Used,
  helper: HelperBinding,
  style: ModuleStyle,
): string[] {
  const name = `${style.quote}${node.source.value}${style.quote}`;
  const load = `await ${helper.local}(${name}, () => import(${name}))`;
  const fail = `throw new Error(${style.quote}This needs the package ${node.source.value}, which is not installed.${style.quote})`;
  const [first] = values;
  const isOne = values.length === 1 && first?.type !== "ImportSpecifier";
  const local = isOne && first ? first.local.name : freeName(sourceCode, node.source.value);
  const value = isOne && first?.type === "ImportDefaultSpecifier" ? `(${load})?.default` : load;
  const lines = [`const ${local} = ${value}`, `if (!${local}) ${fail}`];
  if (!isOne) lines.push(`const { ${values.map(toPattern).join(", ")} } = ${local}`);
  return lines.map((line) => line + style.semicolon);
}

function toPattern(specifier: TSESTree.ImportClause): string {
  const imported = specifier.type === "ImportSpecifier" ? nameOf(specifier.imported) : "default";
  return imported === specifier.local.name ? imported : `${imported}: ${specifier.local.name}`;
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === "Identifier" ? node.name : JSON.stringify(node.value);
}

/** `@scope/big-query` → `bigQueryModule`, with a number where the file uses that already. */
function freeName({ text }: Source, specifier: string): string {
  const words = specifier.replace(/^@[^/]*\//, "").match(/[a-z0-9]+/gi) ?? [];
  const camel = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
  const base = `${/^[a-z]/i.test(camel) ? camel : "loaded"}Module`;
  let name = base;
  for (let number = 2; text.includes(name); number++) name = `${base}${number}`;
  return name;
}

/** Removes the import with its line, or leaves its types. */
function replaceImport(sourceCode: Source, { node, types }: Used, style: ModuleStyle): Edit {
  if (types.length === 0) return removeStatement(sourceCode, node);
  return { range: node.range, text: writeTypeImports(node, types, style) };
}

/** A type-only import holds either a default or names: two kinds take two statements. */
function writeTypeImports(
  { source }: TSESTree.ImportDeclaration,
  types: readonly TSESTree.ImportClause[],
  { semicolon, newline }: ModuleStyle,
): string {
  const names = types.filter((specifier) => specifier.type === "ImportSpecifier");
  const others = types.filter((specifier) => specifier.type !== "ImportSpecifier");
  const clauses = others.map(({ type, local }) =>
    type === "ImportDefaultSpecifier" ? local.name : `* as ${local.name}`,
  );
  if (names.length > 0) clauses.push(`{ ${names.map(toTypeName).join(", ")} }`);
  return clauses.map((clause) => `import type ${clause} from ${source.raw}${semicolon}`).join(newline);
}

function toTypeName({ imported, local }: TSESTree.ImportSpecifier): string {
  const name = nameOf(imported);
  return name === local.name ? name : `${name} as ${local.name}`;
}
