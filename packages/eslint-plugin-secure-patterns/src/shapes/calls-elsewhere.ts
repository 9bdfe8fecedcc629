import { enclosingFunction, isCall, T, type CallNode, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import { constructionsOf } from "../flow/constructions.ts";
import { elementCall } from "../flow/element-call.ts";
import { fileOf, type FileFlow } from "../flow/file-flow.ts";
import { injectedInto } from "../flow/injected.ts";
import { classAround, constructorOf } from "../flow/trace-class.ts";
import { trace } from "../flow/trace.ts";
import { WHOLE_MODULE, type LoadedUnit, type Project } from "../project/index.ts";
import { isTestFile } from "../project/test-file.ts";

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** Callers in more files than this are a sample. */
const MOST_IMPORTERS = 12;

/** Calls, in the files around, of what `file` exports: what tests hand over is left out. */
export function callsElsewhere(
  project: Project,
  open: (unit: LoadedUnit) => FileFlow | undefined,
  file: FileFlow,
  of: FunctionNode | ClassNode,
  exported: string,
  keys: readonly string[],
): readonly CallNode[] {
  const { filename } = file.unit;
  const name = keys.at(-1) ?? exported;
  const asked = name === "constructor" ? keys.slice(0, -1) : keys;
  const locals = localsOf(project, filename, exported, asked);
  const near = name === "constructor" ? [] : project.filesMentioning(filename, name);
  const calls: CallNode[] = [];
  // what tests hand over harms nobody; from within a test, its neighbours are no others
  const root = project.facts.root;
  const isTest = isTestFile(project.filename, root);
  const importers = [...new Set([...locals.keys(), ...near])].filter(
    (path) => isTest || !isTestFile(path, root),
  );
  for (const path of importers.slice(0, MOST_IMPORTERS)) {
    const unit = project.getUnit(path);
    const importer = unit && open(unit);
    if (!importer) continue;
    const candidates = [
      ...importer.callsNamed(name),
      ...(locals.get(path) ?? []).flatMap((local) => callsOfVariable(importer, local, name)),
    ];
    calls.push(...candidates.filter((call) => bodiesOf(importer, call).some((known) => isSame(known, of))));
  }
  return calls;
}

/** What a call runs: a function, a class, its constructor, or what the function around was handed when it was made. */
function bodiesOf(file: FileFlow, call: CallNode): readonly (FunctionNode | ClassNode)[] {
  const callee = call.callee.type === T.Super ? classAround(call)?.superClass : call.callee;
  return (callee ? trace(file, callee) : []).flatMap(({ root, path }): (FunctionNode | ClassNode)[] => {
    const home = root.type === "parameter" && path.length > 0 ? fileOf(root.of) : undefined;
    if (root.type === "parameter" && home && root.of !== enclosingFunction(call))
      return injectedInto(home, root.of, root.index, path).flatMap((origin) =>
        origin.root.type === "function" ? [origin.root.node] : [],
      );
    if (path.length > 0) return [];
    if (root.type === "function") return [root.node];
    const constructor = root.type === "class" ? constructorOf(root.node) : undefined;
    return root.type === "class" ? [root.node, ...(constructor ? [constructor] : [])] : [];
  });
}

/** What files call a function that they import: by its own name, as a whole CommonJS module, as a member of that. */
function localsOf(
  project: Project,
  filename: string,
  exported: string,
  [member, ...deeper]: readonly string[],
): Map<string, string[]> {
  const isWhole = exported === "default";
  const direct = isWhole ? [exported, WHOLE_MODULE] : [exported];
  const asMember = isWhole && member !== undefined && deeper.length === 0 ? [member] : [];
  const names = member === undefined ? direct : asMember;
  const locals = new Map<string, string[]>();
  for (const { file, local, isType } of names.flatMap((name) => project.importersOf(filename, name).uses)) {
    if (local !== undefined && !isType) locals.set(file, [...(locals.get(file) ?? []), local]);
  }
  return locals;
}

/** What a neighbour remembers may stem from the time when the linted file was a neighbour itself, with a tree of its own. */
function isSame(a: FunctionNode | ClassNode, b: FunctionNode | ClassNode): boolean {
  if (a === b) return true;
  const isAtSamePlace = a.range[0] === b.range[0] && a.range[1] === b.range[1];
  return isAtSamePlace && fileOf(a)?.unit.filename === fileOf(b)?.unit.filename;
}

function callsOfVariable(file: FileFlow, local: string, name: string): readonly CallNode[] {
  // a CommonJS module has a function's scope inside of the global one
  const scopes = file.unit.scopeManager.scopes.filter(({ block }) => block === file.unit.ast);
  const variable = scopes.map(({ set }) => set.get(local)).find((known) => known && known.defs.length > 0);
  if (name === "constructor") return constructionsOf(file, variable);
  return (variable?.references ?? []).flatMap(({ identifier }) => {
    const call = (identifier as Node).parent;
    if (call?.type === T.JSXOpeningElement) return [elementCall(call)];
    return isCall(call) && call.callee === identifier ? [call] : [];
  });
}
