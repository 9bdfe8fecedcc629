import { calleeName, isCall, isFunction, keyName, memberName, T, unwrap, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { INSTANCE } from "../flow/access-path.ts";
import type { Kinds } from "../flow/origin.ts";
import type { Unit } from "../flow/unit.ts";
import { kindsOf, type CatalogIndex } from "./catalog-index.ts";
import { withTypes } from "./classify.ts";
import type { FileSigns } from "./file-signs.ts";
import { nextNodes, type PlaceNode } from "./place-tree.ts";
import { argumentsAt, attributeName, calledBy, rowsNamed, spreadRows, type SinkNode } from "./sink-uses.ts";
import { nodesOf } from "../flow/nodes.ts";
import { importedName } from "../flow/trace-import.ts";
import type { Project } from "../project/index.ts";

/** A place of the file that may be a sink, and of which kinds. */
export interface SinkCandidate {
  readonly node: SinkNode;
  readonly kinds: Kinds;
}

/** Calls, assignments and attributes whose name is that of a sink, and functions: one pass, no trace yet. */
export function findSinkCandidates(
  unit: Unit,
  index: CatalogIndex,
  withFunctions: boolean,
  project: Project | undefined,
  signs: FileSigns | undefined,
): SinkCandidate[] {
  const found: SinkCandidate[] = [];
  const hidden = hiddenKinds(unit, index, project);
  const names = new Map<string, Kinds>();
  const kindsOfName = (name: string): Kinds => {
    let kinds = names.get(name);
    if (kinds === undefined) {
      const places = index.sinkNames.get(name)?.places ?? [];
      const open = signs ? places.filter(({ way }) => signs.isOpen(way)) : places;
      names.set(name, (kinds = open.reduce((all, place) => all | place.kinds, 0)));
    }
    return kinds;
  };
  const kindsAt = (node: Node): Kinds => {
    switch (node.type) {
      case T.CallExpression:
        return rowsNamed(index, node).reduce(
          (kinds, { kind }) => kinds | kindsOf([kind]),
          kindsCalled(calledBy(node)),
        );
      case T.NewExpression:
        return kindsCalled(calledBy(node)) | kindsOfName(INSTANCE);
      case T.AssignmentExpression:
        return kindsCalled(node.left);
      case T.JSXAttribute:
        return kindsOf((index.attributes.get(attributeName(node)) ?? []).map(({ row }) => row.kind));
      case T.Property:
        return kindsOf(spreadRows(index, node).map(({ kind }) => kind));
      default:
        return withFunctions && isFunction(node) ? index.returnedKinds : 0;
    }
  };
  const kindsCalled = (callee: Node): Kinds => {
    let target = unwrap(callee);
    let calls = 0;
    // `createFactory("p")(props)`
    for (; isCall(target); calls++) target = unwrap(target.callee);
    if (target.type === T.MemberExpression) {
      const name = memberName(target) ?? "";
      return kindsOfName(name) | (name === "" ? 0 : hidden(`.${name}`, calls));
    }
    return target.type === T.Identifier ? kindsOfName(target.name) | hidden(target.name, calls) : 0;
  };
  for (const node of nodesOf(unit)) {
    const kinds = kindsAt(node);
    if (kinds !== 0) found.push({ node: node as SinkNode, kinds });
  }
  return found.reverse();
}

const ANY = kindsOf("all");

/** The kinds of sink that a local name, or a member with a dot in front, may hide, called once more than so many times. */
type Hidden = (name: string, calls: number) => Kinds;

/**
 * A sink's own name may be hidden by what a package exports that the catalogue describes, by what another file of the
 * project passes on or has made by a call, and by what a call makes here (`const trail = debug("app")`). Other files are
 * looked at for names that are called, and once each.
 */
function hiddenKinds(unit: Unit, index: CatalogIndex, project: Project | undefined): Hidden {
  const made = new Set([...madeByCalls(unit.ast), ...renamedFunctions(unit)]);
  const imported = new Map(importsOf(unit.ast));
  const known = new Map<string, Kinds>();
  return (name, calls) => {
    if (made.has(name)) return ANY;
    const specifier = imported.get(name);
    if (!specifier) return 0;
    const key = `${name}:${calls}`;
    let answer = known.get(key);
    if (answer === undefined) known.set(key, (answer = kindsBehind(specifier, calls, index, project)));
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

function kindsBehind(
  specifier: TSESTree.ImportClause,
  calls: number,
  index: CatalogIndex,
  project: Project | undefined,
): Kinds {
  const module = (specifier.parent as TSESTree.ImportDeclaration).source.value;
  const name = importedName(specifier);
  const root = index.roots.get(rootOf(module));
  // `promisify(db.query)(text)` calls whatever it is handed
  if (root && calls > 0) return ANY;
  if (root) {
    const whole = withTypes(index, [root]);
    const isWhole = name === undefined || name === "default";
    return kindsOfCall(index, isWhole ? whole : whole.flatMap((place) => nextNodes(place, name)));
  }
  const origin = name === undefined ? undefined : project?.findExport(module, [name]);
  if (origin?.kind === "package") return index.roots.has(rootOf(origin.name)) ? ANY : 0;
  return origin?.kind === "place" && !origin.entry?.isFunction ? ANY : 0;
}

/** What calling, or instantiating, one of these places is. */
function kindsOfCall(index: CatalogIndex, places: readonly PlaceNode[]): Kinds {
  const ends = withTypes(index, places);
  const made = ends.flatMap((end) => nextNodes(end, INSTANCE));
  return kindsOf([...ends, ...made].flatMap((end) => end.calls.map(({ row }) => row.kind)));
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
  if (node.type === T.Property) return !isConstant(node.value);
  const name = calleeName(node) ?? "";
  const rows = rowsNamed(index, node);
  if (index.constantNames.has(name) || rows.some(({ constant }) => constant)) return true;
  const named = rows.length > 0 ? undefined : index.sinkNames.get(name)?.args;
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
