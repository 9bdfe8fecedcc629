import { enclosingFunction, isFunction, T, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { ELEMENT, extend, INSTANCE, pathKey, RESULT, type AccessPath } from "./access-path.ts";
import { patternBindings } from "./bindings.ts";
import { traceDeclared } from "./declared-class.ts";
import type { FileFlow } from "./file-flow.ts";
import { traceHeld } from "./held-values.ts";
import { distinct, originAt, unique, withFacts, type Origin } from "./origin.ts";
import { isEverMentioned } from "./mentioned-values.ts";
import { arrivals, common, type Arrival } from "./reaching.ts";
import { remember } from "./remember.ts";
import { annotationOf, traceAssigned } from "./trace-class.ts";
import { traceImport } from "./trace-import.ts";
import { traceShared } from "./trace-shared.ts";
import { traceCaught } from "./trace-thrown.ts";
import { traceAllWrites, traceArrival, traceWrites } from "./trace-writes.ts";
import { trace } from "./trace.ts";
import type { Variable } from "./unit.ts";

type Definition = Variable["defs"][number];

export function traceVariable(file: FileFlow, use: Node, path: AccessPath): readonly Origin[] {
  const variable = file.bindings.variableOf(use);
  const given = file.bindings.givenOf(use);
  if (given?.from && given.held)
    return [...traceHeld(file, given.from, path), ...trace(file, given.from, path)];
  if (given?.from) {
    const at = given.path ?? [];
    const values = [
      ...trace(file, given.from, extend(at, path)),
      ...(given.boxed ? openBox(file, given.from, at, path) : []),
    ];
    return given.member === undefined ? values : [...values, ...traceAssigned(file, given.member, path)];
  }
  if (!variable && isNamed(use)) {
    if (use.name === "arguments") return traceArguments(use, path);
    const shared = traceShared(file, use, path);
    return shared.length > 0 ? shared : [traceGlobalName(file, use, path)];
  }
  if (!variable) return [];
  const [definition] = variable.defs;
  if (definition && isAmbient(definition) && isNamed(use)) return [traceGlobalName(file, use, path)];
  switch (definition?.type) {
    case "ImportBinding":
      return traceImport(file, use, definition, path);
    case "FunctionName":
    case "ClassName":
      return [
        ...trace(file, definition.node as Node, path),
        ...(path.length === 0 ? [] : traceWrites(file, variable, path, use)),
      ];
    case "CatchClause":
      return [
        originAt({ type: "global", name: "(caught error)" }, path, use),
        ...traceCaught(file, definition.node as TSESTree.CatchClause, path),
      ];
    case "Variable":
    case "Parameter":
      return [
        ...traceDefinitions(file, use, variable, path),
        ...annotated(file, definition, path, use),
        ...traceProperty(file, definition, path, use),
      ];
    default:
      return isUndeclared(variable) ? traceDefinitions(file, use, variable, path) : [];
  }
}

/** What lies in the box, if there is one: of what nobody sees made, it is not believed. */
export function openBox(file: FileFlow, from: Node, at: AccessPath, path: AccessPath): readonly Origin[] {
  return trace(file, from, [...at, "value", ...path]).filter((origin) => !origin.path.includes("value"));
}

/** `declare const $: any;` says that a script of the page has put it there, and nothing of its type. */
function isAmbient({ name, parent }: Definition): boolean {
  const declaration = parent as Node | null | undefined;
  if (declaration?.type !== T.VariableDeclaration || !declaration.declare) return false;
  const target = name as Node;
  const type = target.type === T.Identifier ? target.typeAnnotation?.typeAnnotation.type : undefined;
  return type === undefined || type === T.TSAnyKeyword;
}

/** Whatever the variable held before, here it holds this. */
function isWhole({ write, within }: Arrival): boolean {
  return write?.replaces === true && within.length === 0;
}

/** The parser knows no name for it: a variable that is written to and declared nowhere. */
function isUndeclared({ defs: [definition] }: Variable): boolean {
  return (definition?.type as string | undefined) === "ImplicitGlobalVariable";
}

/** `arguments[0]` is the first parameter, whether it has a name or not. */
function traceArguments(use: Node, path: AccessPath): readonly Origin[] {
  let of = enclosingFunction(use);
  while (of?.type === T.ArrowFunctionExpression) of = enclosingFunction(of);
  const [asked, ...rest] = path;
  const owner = of;
  if (!owner || asked === undefined) return [originAt({ type: "global", name: "arguments" }, path, use)];
  const indexes = asked === ELEMENT ? owner.params.keys() : [Number(asked)];
  return [...indexes]
    .filter((index) => index >= 0)
    .map((index) => originAt({ type: "parameter", of: owner, index }, rest, use));
}

/** `location.hash` has no writes to find, but may have been checked. */
function traceGlobalName(
  file: FileFlow,
  use: TSESTree.Identifier | TSESTree.JSXIdentifier,
  path: AccessPath,
): Origin {
  const origin = originAt({ type: "global", name: use.name }, path, use);
  return withFacts(origin, factsOfPlace(file, use, path));
}

/** What was checked of something that is no variable: `location.hash`, `this.next`. */
export function factsOfPlace(file: FileFlow, use: Node, path: AccessPath): Arrival["facts"] {
  if (path.length === 0 || path.includes(RESULT) || path.includes(INSTANCE)) return [];
  const keys = new Set([subjectKey(file, use, path)]);
  return common(reach(file, use, file.ownerOf(use), undefined, path, keys) ?? []);
}

/** Starts where control is at `use` and walks outwards through the functions that enclose it. */
function traceDefinitions(
  file: FileFlow,
  use: Node,
  variable: Variable,
  path: AccessPath,
): readonly Origin[] {
  const keys = new Set([subjectKey(file, use, path), writtenKey(file, use, path)]);
  if (file.isConstant(variable) && !isEverMentioned(file, keys))
    return traceConstant(file, variable, path, use);
  // asked of the declaration itself, from another file: whatever the variable is ever given
  if (isDeclared(use)) return traceAllWrites(file, variable, path, use);
  const home = homeOf(file, variable);
  let from = use;
  let owner = file.ownerOf(use);
  const facts: Arrival["facts"][number][] = [];
  while (owner !== home) {
    if (owner.type === T.Program || owner.type === T.FunctionDeclaration)
      return traceAllWrites(file, variable, path, use);
    const inner = reach(file, from, owner, variable, path, keys);
    if (inner?.length && inner.every(isWhole))
      return distinct(inner, (arrival) => traceArrival(file, arrival, variable, use)).map((origin) =>
        withFacts(origin, facts),
      );
    if (!inner || inner.some((arrival) => arrival.write)) return traceAllWrites(file, variable, path, use);
    if (isWrittenLate(file, variable, owner, home)) return traceAllWrites(file, variable, path, use);
    facts.push(...common(inner));
    from = owner;
    owner = file.ownerOf(owner);
  }
  const found = reach(file, from, home, variable, path, keys);
  if (!found || (from !== use && isDeclaredLater(variable, found, from)))
    return traceAllWrites(file, variable, path, use);
  const origins = distinct(found, (arrival) => traceArrival(file, arrival, variable, use));
  // a callback may have written it at any time before: what was checked since then holds for that too
  const checked = common(found);
  const inClosures = traceWrites(file, variable, path, use, home).map((origin) => withFacts(origin, checked));
  return [...origins, ...inClosures].map((origin) => withFacts(origin, facts));
}

function isDeclared(use: Node): boolean {
  return use.parent?.type === T.VariableDeclarator && use.parent.id === use;
}

/** One value, never checked: the same answer for every use. */
function traceConstant(file: FileFlow, variable: Variable, path: AccessPath, use: Node): readonly Origin[] {
  let known = file.constants.get(variable);
  if (!known) file.constants.set(variable, (known = new Map()));
  return remember(known, pathKey(path), () => unique(traceAllWrites(file, variable, path, use)));
}

function reach(
  file: FileFlow,
  from: Node,
  owner: FunctionNode | TSESTree.Program,
  variable: Variable | undefined,
  path: AccessPath,
  keys: ReadonlySet<string>,
): readonly Arrival[] | undefined {
  const flow = file.controlFlow(owner);
  const position = flow.positionOf(from);
  return position && arrivals(file, position, flow.entry, variable, path, keys);
}

/** `const db: PrismaClient = …` is one whatever stands on the right. */
function annotated(file: FileFlow, definition: Definition, path: AccessPath, use: Node): readonly Origin[] {
  const name = definition.name as Node;
  const annotation = annotationOf(name);
  if (definition.type === "Parameter" || name.type !== T.Identifier || !annotation) return [];
  return [
    ...traceDeclared(file, annotation, path, use),
    originAt({ type: "annotated", annotation, name: name.name }, path, use),
  ];
}

/** `export let html = ""` is a property of a component of Svelte: whoever uses it sets it. */
function traceProperty(
  { unit }: FileFlow,
  { node, name }: Definition,
  path: AccessPath,
  use: Node,
): readonly Origin[] {
  const declaration = (node as Node).parent;
  if (declaration?.type !== T.VariableDeclaration || declaration.kind !== "let") return [];
  if (declaration.parent.type !== T.ExportNamedDeclaration || !/\.svelte$/.test(unit.filename)) return [];
  const [binding] = patternBindings(name as Node);
  return binding?.identifier.type === T.Identifier
    ? [originAt({ type: "global", name: "$props" }, [RESULT, binding.identifier.name, ...path], use)]
    : [];
}

function homeOf(file: FileFlow, variable: Variable): FunctionNode | TSESTree.Program {
  const block = variable.scope.variableScope.block as Node;
  return isFunction(block) ? block : file.unit.ast;
}

/** A closure cannot run before what it uses was declared, though it may stand before that. */
function isDeclaredLater(variable: Variable, found: readonly Arrival[], closure: Node): boolean {
  const [definition] = variable.defs;
  return (
    definition?.type === "Variable" &&
    (definition.name as Node).range[0] > closure.range[0] &&
    found.some(({ write }) => !write)
  );
}

/** A closure may run after any later write: one that stands behind it, in another function, or in a loop around it. */
function isWrittenLate(file: FileFlow, variable: Variable, closure: Node, home: Node): boolean {
  const writes = variable.references.filter((reference) => reference.isWrite());
  if (writes.length < 2) return false;
  for (let around = closure.parent; around && around !== home; around = around.parent)
    if (isFunction(around) || /^(?:For|While|DoWhile)/.test(around.type)) return true;
  return writes.some(
    ({ identifier }) => identifier.range[0] > closure.range[0] || file.ownerOf(identifier as Node) !== home,
  );
}

function subjectKey(file: FileFlow, use: Node, path: AccessPath): string {
  return file.subjects.at(use, path)?.key ?? "";
}

function writtenKey(file: FileFlow, use: Node, path: AccessPath): string {
  return [file.subjects.written(use) ?? "", ...path].join(".");
}

function isNamed(node: Node): node is TSESTree.Identifier | TSESTree.JSXIdentifier {
  return node.type === T.Identifier || node.type === T.JSXIdentifier;
}
