import { calleeName, isCall, isFunction, keyName, memberName, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { INSTANCE } from "../flow/access-path.ts";
import type { Unit } from "../flow/unit.ts";
import type { CatalogIndex } from "./catalog-index.ts";
import { argumentsAt, attributeName, calledBy, rowsNamed, type SinkNode } from "./sink-uses.ts";
import { nodesOf } from "../flow/nodes.ts";
import { importedName } from "../flow/trace-variable.ts";
import type { Project } from "../project/index.ts";

/** Calls, assignments and attributes whose name is that of a sink, and functions: one pass, no trace yet. */
export function findSinkCandidates(
  unit: Unit,
  index: CatalogIndex,
  withFunctions: boolean,
  project: Project | undefined,
): SinkNode[] {
  const { sinkNames, attributes } = index;
  const found: SinkNode[] = [];
  const imported = new Set([...hidingNames(unit.ast, index, project), ...renamedFunctions(unit)]);
  for (const node of nodesOf(unit)) {
    if (isCall(node) && (isNamed(calledBy(node), sinkNames, imported) || rowsNamed(index, node).length > 0))
      found.push(node);
    else if (node.type === T.NewExpression && sinkNames.has(INSTANCE)) found.push(node);
    if (node.type === T.AssignmentExpression && isNamed(node.left, sinkNames, imported)) found.push(node);
    if (node.type === T.JSXAttribute && attributes.has(attributeName(node))) found.push(node);
    if (withFunctions && isFunction(node)) found.push(node);
  }
  return found.reverse();
}

function isNamed(node: Node, names: CatalogIndex["sinkNames"], imported: ReadonlySet<string>): boolean {
  let target = unwrap(node);
  // `createFactory("p")(props)`
  while (isCall(target)) target = unwrap(target.callee);
  if (target.type === T.MemberExpression) {
    const name = memberName(target) ?? "";
    return names.has(name) || (imported.has(`.${name}`) && name !== "");
  }
  return target.type === T.Identifier && (names.has(target.name) || imported.has(target.name));
}

/**
 * Local names that may hide a sink's own name: of what a package exports that the catalogue describes, of what another file
 * of the project passes on or has made by a call, and of what a call makes here (`const trail = debug("app")`).
 */
function hidingNames(program: TSESTree.Program, index: CatalogIndex, project: Project | undefined): string[] {
  return program.body.flatMap((statement) => {
    if (statement.type === T.ImportDeclaration) {
      if (statement.importKind === "type") return [];
      const module = statement.source.value;
      const hiding = statement.specifiers.filter((specifier) => mayHide(module, specifier, index, project));
      return hiding.map(({ local }) => local.name);
    }
    const declarations = statement.type === T.VariableDeclaration ? statement.declarations : [];
    return declarations.flatMap(({ id, init }) =>
      id.type === T.Identifier && init && isCall(unwrap(init)) ? [id.name] : [],
    );
  });
}

/** `const run = promisify(db.run).bind(db)`, `client.getAsync = promisify(client.get)`; members with a dot in front. */
function* renamedFunctions(unit: Unit): Generator<string> {
  if (!/\bpromisify\(|\.bind\(/.test(unit.text)) return;
  for (const node of nodesOf(unit)) {
    const { target, value } = namedBy(node) ?? {};
    const call = value && unwrap(value);
    if (!target || !call || !isCall(call) || !/^(?:promisify|bind)$/.test(calleeName(call) ?? "")) continue;
    if (node.type === T.Property) yield `.${keyName(node) ?? ""}`;
    else if (target.type === T.Identifier) yield target.name;
    else if (target.type === T.MemberExpression) yield `.${memberName(target) ?? ""}`;
  }
}

function namedBy(node: Node): { readonly target: Node; readonly value: Node | null } | undefined {
  switch (node.type) {
    case T.VariableDeclarator:
      return { target: node.id, value: node.init };
    case T.AssignmentExpression:
      return { target: node.left, value: node.right };
    case T.Property:
      return { target: node.key, value: node.value };
    default:
      return undefined;
  }
}

function mayHide(
  module: string,
  specifier: TSESTree.ImportClause,
  { roots }: CatalogIndex,
  project: Project | undefined,
): boolean {
  if (roots.has(rootOf(module))) return true;
  const name = importedName(specifier);
  const origin = name === undefined ? undefined : project?.findExport(module, [name]);
  if (origin?.kind === "package") return roots.has(rootOf(origin.name));
  return origin?.kind === "place" && !origin.entry?.isFunction;
}

function rootOf(module: string): string {
  return `module:${module.replace(/^node:/, "")}`;
}

/** Constants carry nothing: `text.replace(/a/g, value)` needs no look at what `text` is, as its first argument is fixed. */
export function mayCarry(node: SinkNode, index: CatalogIndex): boolean {
  if (isFunction(node)) return true;
  if (node.type === T.AssignmentExpression)
    return !isConstant(node.right) || index.constantNames.has(lastName(node.left) ?? "");
  if (node.type === T.JSXAttribute) {
    if (index.constantNames.has(attributeName(node))) return true;
    return node.value?.type === T.JSXExpressionContainer && !isConstant(node.value.expression);
  }
  const name = calleeName(node) ?? "";
  const rows = rowsNamed(index, node);
  if (index.constantNames.has(name) || rows.some(({ constant }) => constant)) return true;
  const named = rows.length > 0 ? undefined : index.sinkNames.get(name);
  const which = named ?? ["all" as const];
  return [...which].some((argument) => argumentsAt(node, argument).some((value) => !isConstant(value)));
}

function lastName(node: Node): string | undefined {
  return node.type === T.MemberExpression ? memberName(node) : undefined;
}

function isConstant(node: Node): boolean {
  switch (node.type) {
    case T.Literal:
    case T.FunctionExpression:
    case T.ArrowFunctionExpression:
    case T.JSXEmptyExpression:
      return true;
    case T.TemplateLiteral:
      return node.expressions.length === 0;
    case T.UnaryExpression:
      return isConstant(node.argument);
    case T.ArrayExpression:
      return node.elements.every((element) => !element || isConstant(element));
    case T.ObjectExpression:
      return node.properties.every((property) => property.type === T.Property && isConstant(property.value));
    default:
      return false;
  }
}
