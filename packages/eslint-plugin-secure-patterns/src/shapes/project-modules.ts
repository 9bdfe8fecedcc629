import { T, type FunctionNode, type Node } from "../ast/nodes.ts";
import type { TSESTree } from "@typescript-eslint/types";
import type { AccessPath } from "../flow/access-path.ts";
import { FileFlow, fileOf, type CallModel, type ModuleProvider } from "../flow/file-flow.ts";
import { functionsOf } from "../flow/trace.ts";
import type { Unit } from "../flow/unit.ts";
import { WHOLE_MODULE, type LoadedUnit, type Project } from "../project/index.ts";

/** So many other files may be opened on behalf of one linted file. */
const MOST_FILES = 60;
/** Callers in more files than this are a sample. */
const MOST_IMPORTERS = 12;

/** What neighbours remember ties their trees together, so after so many linted files they start afresh. */
const FILES_PER_GENERATION = 150;

const versions = new WeakMap<FileFlow, string>();
let linted = 0;

/** Lets the flow engine go on in the other files of the project. */
export class ProjectModules implements ModuleProvider {
  readonly #project: Project;
  readonly #model: CallModel;
  /** Packages that the catalogue describes need no look at their files. */
  readonly #isKnown: (module: string) => boolean;
  readonly #opened = new Set<string>();
  #knownVersion: string | undefined;

  constructor(project: Project, model: CallModel, isKnown: (module: string) => boolean) {
    this.#project = project;
    this.#model = model;
    this.#isKnown = isKnown;
    linted++;
  }

  resolve(from: FileFlow, module: string, path: AccessPath): { node: Node; rest: AccessPath } | undefined {
    if (this.#isKnown(module) || module.startsWith("node:")) return undefined;
    const found = this.#project.resolveExport(module, path, from.unit.filename);
    const file = found && this.#open(found.unit);
    return file && { node: found.node as Node, rest: found.rest };
  }

  callsOf(
    file: FileFlow,
    of: FunctionNode,
    exported: string,
    member: string | undefined,
  ): readonly TSESTree.CallExpression[] {
    const name = exported === "default" && isCommonJs(of) ? WHOLE_MODULE : exported;
    const { uses } = this.#project.importersOf(file.unit.filename, name);
    const files = new Set(uses.filter((use) => !use.isType).map((use) => use.file));
    const calls: TSESTree.CallExpression[] = [];
    for (const path of [...files].slice(0, MOST_IMPORTERS)) {
      const unit = this.#project.getUnit(path);
      const importer = unit && this.#open(unit);
      if (!importer) continue;
      const local = uses.find((use) => use.file === path)?.local;
      const candidates = [
        ...importer.callsNamed(member ?? exported),
        ...(local === undefined || member !== undefined ? [] : callsOfVariable(importer, local)),
      ];
      calls.push(...candidates.filter((call) => functionsOf(importer, call.callee).includes(of)));
    }
    return calls;
  }

  #open(unit: LoadedUnit): FileFlow | undefined {
    const known = fileOf(unit.ast as Node);
    if (known && (known.unit.filename === this.#project.filename || this.#isCurrent(known))) {
      known.modules = this;
      return known;
    }
    if (this.#opened.size >= MOST_FILES) return undefined;
    this.#opened.add(unit.filename);
    const file = new FileFlow(unit as unknown as Unit, this.#model, this);
    versions.set(file, this.#version());
    return file;
  }

  /** What was computed of a neighbour holds as long as no file of the package has changed. */
  #isCurrent(file: FileFlow): boolean {
    return versions.get(file) === this.#version();
  }

  #version(): string {
    const generation = Math.floor(linted / FILES_PER_GENERATION);
    this.#knownVersion ??= `${this.#project.getIndex()?.version ?? 0}:${generation}`;
    return this.#knownVersion;
  }
}

function callsOfVariable(file: FileFlow, name: string): TSESTree.CallExpression[] {
  const scope =
    file.unit.scopeManager.scopes.find(({ type }) => type === "module") ?? file.unit.scopeManager.scopes[0];
  return (scope?.set.get(name)?.references ?? []).flatMap(({ identifier }) => {
    const call = (identifier as Node).parent;
    return call?.type === T.CallExpression && call.callee === identifier ? [call] : [];
  });
}

function isCommonJs(node: Node): boolean {
  let current: Node | undefined = node;
  while (current && current.type !== T.Program) {
    if (current.type === T.ExportDefaultDeclaration || current.type === T.ExportNamedDeclaration)
      return false;
    current = current.parent;
  }
  return true;
}
