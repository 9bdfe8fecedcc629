import { keyName, outermost, T, type CallNode, type FunctionNode, type Node } from "../ast/nodes.ts";
import { stateFiles } from "../catalog/shared-state.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { FileFlow, fileOf, type CallModel, type ModuleProvider } from "../flow/file-flow.ts";
import { nodesOf } from "../flow/nodes.ts";
import type { Unit } from "../flow/unit.ts";
import { callsElsewhere } from "./calls-elsewhere.ts";
import { keep, noteCut } from "../flow/whole-answers.ts";
import type { LoadedUnit, Project } from "../project/index.ts";

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** So many other files may be looked at on behalf of one linted file. */
const MOST_FILES = 150;
/** More files that mention a name than this are a sample. */
const MOST_NEAR = 12;

/**
 * What neighbours remember ties their trees together, so they start afresh when they are this many UTF-16 units of source text,
 * each of which takes some forty bytes as a tree. Twice as much saves a few hundredths of the time, and takes half a gigabyte.
 */
const TEXT_PER_GENERATION = 2_500_000;

const COMMONJS = /\bmodule\.exports\b|\bexports\.\w|\brequire\(/;

/** What is asked on behalf of the file that is being linted. */
interface View {
  readonly project: Project;
  readonly model: CallModel;
  /** Packages that the catalogue describes need no look at their files. */
  readonly isKnown: (module: string) => boolean;
  readonly opened: Set<string>;
  /** The calls of a function in other files, by what it is exported as. */
  readonly calls: Map<FunctionNode | ClassNode, Map<string, readonly CallNode[]>>;
  version: string | undefined;
}

/** The neighbours of this generation. */
const neighbours = new Map<FileFlow, string>();
let textOfNeighbours = 0;
/** Files are linted one after the other; neighbours must not keep the linted file's tree alive, so they share this. */
let view: View | undefined;

/** Lets the flow engine go on in the other files of the project, seen from the linted one. */
export function lookFrom(project: Project, model: CallModel, isKnown: View["isKnown"]): ModuleProvider {
  if (textOfNeighbours > TEXT_PER_GENERATION) forgetNeighbours();
  view = { project, model, isKnown, opened: new Set(), calls: new Map(), version: undefined };
  return modules;
}

const modules: ModuleProvider = {
  resolve(from, module, path) {
    if (!view || view.isKnown(module) || module.startsWith("node:")) return undefined;
    const found = view.project.resolveExport(module, path, from.unit.filename);
    const file = found && open(view, found.unit);
    return file && { node: holderOf(found.node as Node, found.rest), rest: found.rest };
  },

  sharedBetweenScripts(from, name) {
    const seen = view;
    if (!seen) return [];
    const { project } = seen;
    return (isScript(from.unit) ? project.scriptsDefining(name) : project.filesExporting(name)).flatMap(
      (path) => {
        const unit = seen.project.getUnit(path);
        const file = unit && open(seen, unit);
        return file?.unit.ast.body.flatMap((statement) => functionCalled(name, exportedBy(statement))) ?? [];
      },
    );
  },

  callsOf(file, of, exported, keys) {
    const seen = view;
    if (!seen) return [];
    let known = seen.calls.get(of);
    if (!known) seen.calls.set(of, (known = new Map()));
    return keep(known, [exported, ...keys].join("\0"), [], () =>
      callsElsewhere(seen.project, (unit) => open(seen, unit), file, of, exported, keys),
    );
  },

  writesNear(file, name) {
    const near = view?.project.filesMentioning(file.unit.filename, name) ?? [];
    return opened(near).flatMap((other) => other.writesNamed(name));
  },

  stateFiles(file, name) {
    return opened(view?.project.filesOfKind(file.unit.filename, stateFiles, name) ?? []);
  },

  filesCalling(file, name) {
    return opened(view?.project.filesCalling(file.unit.filename, name) ?? []);
  },

  mentionsOf,

  implementersOf(file, exported) {
    const seen = view;
    if (!seen) return [];
    return seen.project.filesImplementing(file.unit.filename, exported).flatMap((path) => {
      const unit = seen.project.getUnit(path);
      const other = unit && open(seen, unit);
      return other ? classesOf(other).filter((of) => extendsType(other, of, file, exported)) : [];
    });
  },
};

function opened(paths: readonly string[]): readonly FileFlow[] {
  const seen = view;
  if (!seen) return [];
  return paths.slice(0, MOST_NEAR).flatMap((path) => {
    const unit = seen.project.getUnit(path);
    const file = unit && open(seen, unit);
    return file ? [file] : [];
  });
}

const isScriptKnown = new WeakMap<Unit, boolean>();

/** Told by what it says, since linters read every file as a module. */
function isScript(unit: Unit): boolean {
  let known = isScriptKnown.get(unit);
  if (known === undefined) {
    known = !unit.ast.body.some(({ type }) => /^(?:Import|Export)/.test(type)) && !COMMONJS.test(unit.text);
    isScriptKnown.set(unit, known);
  }
  return known;
}

function exportedBy(statement: Node): Node {
  return (statement.type === T.ExportNamedDeclaration && statement.declaration) || statement;
}

function functionCalled(name: string, statement: Node): readonly Node[] {
  if (statement.type === T.FunctionDeclaration) return statement.id?.name === name ? [statement] : [];
  if (statement.type !== T.VariableDeclaration) return [];
  return statement.declarations.flatMap(({ id, init }) =>
    id.type === T.Identifier && id.name === name && init ? [init] : [],
  );
}

function classesOf({ unit }: FileFlow): ClassNode[] {
  return nodesOf(unit).filter(
    (node): node is ClassNode => node.type === T.ClassDeclaration || node.type === T.ClassExpression,
  );
}

/** `class Users implements UserStore`, told by the imported name. */
function extendsType(file: FileFlow, of: ClassNode, home: FileFlow, exported: string): boolean {
  const types = [...(of.implements ?? []).map(({ expression }) => expression as Node), of.superClass];
  return types.some((type) => {
    const variable = type?.type === T.Identifier ? file.bindings.variableOf(type) : undefined;
    const node = variable?.defs[0]?.node as Node | undefined;
    if (file === home) return type?.type === T.Identifier && type.name === exported;
    if (node?.type === T.ImportDefaultSpecifier) return true;
    return node?.type === T.ImportSpecifier && keyName({ key: node.imported, computed: false }) === exported;
  });
}

/** `const nav = {}; nav.go = …`, `function nav() {} nav.go = …`: a member may be put on later, which its name tells. */
function holderOf(node: Node, rest: readonly string[]): Node {
  if (rest.length === 0) return node;
  if (node.type === T.FunctionDeclaration) return node.id ?? node;
  const value = outermost(node);
  const { parent } = value.parent?.type === T.AssignmentExpression ? lastAssignment(value.parent) : value;
  const isNamed = parent?.type === T.VariableDeclarator && parent.id.type === T.Identifier;
  return isNamed && node.type !== T.Identifier ? parent.id : node;
}

function lastAssignment(node: Node): Node {
  return node.parent?.type === T.AssignmentExpression ? lastAssignment(node.parent) : node;
}

/** Where the files of the project mention a value, or what wraps it: `const create = catchAsync(async (req, res) => …)`. */
export function mentionsOf(file: FileFlow, of: Node): readonly Node[] {
  const seen = view;
  if (!seen || !file.modules) return [];
  const places = carriersOf(of).flatMap((node) =>
    seen.project.placesOf(node, file.unit as unknown as LoadedUnit),
  );
  return places.filter(({ unit }) => open(seen, unit)).map(({ node }) => node as Node);
}

function carriersOf(of: Node): Node[] {
  const carriers: Node[] = [of];
  for (let node: Node = of; node.parent?.type === T.CallExpression && node.parent.callee !== node;) {
    node = node.parent;
    carriers.push(node);
  }
  return carriers;
}

/** The analysis of another file of the project; `undefined` where too many are open. */
export function openNeighbour(unit: LoadedUnit): FileFlow | undefined {
  return view && open(view, unit);
}

function open(seen: View, unit: LoadedUnit): FileFlow | undefined {
  const known = fileOf(unit.ast as Node);
  if (known?.unit.filename === seen.project.filename) return known;
  // those that are at hand count too: what is found must not depend on which files were linted before
  if (!seen.opened.has(unit.filename) && seen.opened.size >= MOST_FILES) {
    noteCut();
    return undefined;
  }
  seen.opened.add(unit.filename);
  if (known && neighbours.get(known) === versionOf(seen)) return known;
  const file = new FileFlow(unit as unknown as Unit, seen.model, modules);
  neighbours.set(file, versionOf(seen));
  textOfNeighbours += unit.text.length;
  return file;
}

/** What was computed of a neighbour holds as long as no file of the package has changed. */
function versionOf(seen: View): string {
  seen.version ??= String(seen.project.getIndex()?.version ?? 0);
  return seen.version;
}

/** Answers name nodes of other files: emptied, they let go of trees that nobody else needs. */
function forgetNeighbours(): void {
  for (const file of neighbours.keys()) {
    file.traces.clear();
    file.predicates.clear();
    file.constants.clear();
  }
  neighbours.clear();
  textOfNeighbours = 0;
}
