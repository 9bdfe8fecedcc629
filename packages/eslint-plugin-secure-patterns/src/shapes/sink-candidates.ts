import { calleeName, isCall, isFunction, keyName, memberName, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { INSTANCE } from "../flow/access-path.ts";
import type { Unit } from "../flow/unit.ts";
import type { CatalogIndex } from "./catalog-index.ts";
import { argumentsAt, attributeName, calledBy, rowsNamed, type SinkNode } from "./sink-uses.ts";
import { nodesOf } from "../flow/nodes.ts";
import { importedName } from "../flow/trace-import.ts";
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
  const hides = hidingNames(unit, index, project);
  for (const node of nodesOf(unit)) {
    if (isCall(node) && (isNamed(calledBy(node), sinkNames, hides) || rowsNamed(index, node).length > 0))
      found.push(node);
    else if (node.type === T.NewExpression && sinkNames.has(INSTANCE)) found.push(node);
    if (node.type === T.AssignmentExpression && isNamed(node.left, sinkNames, hides)) found.push(node);
    if (node.type === T.JSXAttribute && attributes.has(attributeName(node))) found.push(node);
    if (withFunctions && isFunction(node)) found.push(node);
  }
  return found.reverse();
}

/** Whether a local name, or a member with a dot in front, may hide a sink's own name. */
type Hides = (name: string) => boolean;

function isNamed(node: Node, names: CatalogIndex["sinkNames"], hides: Hides): boolean {
  let target = unwrap(node);
  // `createFactory("p")(props)`
  while (isCall(target)) target = unwrap(target.callee);
  if (target.type === T.MemberExpression) {
    const name = memberName(target) ?? "";
    return names.has(name) || (name !== "" && hides(`.${name}`));
  }
  return target.type === T.Identifier && (names.has(target.name) || hides(target.name));
}

/**
 * A sink's own name may be hidden by what a package exports that the catalogue describes, by what another file of the
 * project passes on or has made by a call, and by what a call makes here (`const trail = debug("app")`). Other files are
 * looked at for names that are called, and once each.
 */
function hidingNames(unit: Unit, index: CatalogIndex, project: Project | undefined): Hides {
  const made = new Set([...madeByCalls(unit.ast), ...renamedFunctions(unit)]);
  const imported = new Map(importsOf(unit.ast));
  const known = new Map<string, boolean>();
  return (name) => {
    const specifier = imported.get(name);
    if (!specifier || made.has(name)) return made.has(name);
    let answer = known.get(name);
    if (answer === undefined) known.set(name, (answer = mayHide(specifier, index, project)));
    return answer;
  };
}

function* madeByCalls(program: TSESTree.Program): Generator<string> {
  for (const statement of program.body) {
    const declarations = statement.type === T.VariableDeclaration ? statement.declarations : [];
    for (const { id, init } of declarations)
      if (id.type === T.Identifier && init && isCall(unwrap(init))) yield id.name;
  }
}

function* importsOf(program: TSESTree.Program): Generator<[string, TSESTree.ImportClause]> {
  for (const statement of program.body) {
    if (statement.type !== T.ImportDeclaration || statement.importKind === "type") continue;
    for (const specifier of statement.specifiers) yield [specifier.local.name, specifier];
  }
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
  specifier: TSESTree.ImportClause,
  { roots }: CatalogIndex,
  project: Project | undefined,
): boolean {
  const module = (specifier.parent as TSESTree.ImportDeclaration).source.value;
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
