import type { TSESLint, TSESTree } from "@typescript-eslint/utils";

import {
  findExport,
  findOwnExport,
  resolveExport,
  type ExportOrigin,
  type ExportPath,
  type ResolvedExport,
} from "./export-resolution.ts";
import type { Node } from "../ast/nodes.ts";
import { readText, stampOf } from "./disk-file.ts";
import { refresh } from "./freshness.ts";
import { findHandlerChains, type HandlerChain } from "./handler-chain.ts";
import { filesCalling, filesMentioning, filesOfKind } from "./files-around.ts";
import { filesUsing } from "./files-using.ts";
import { getHost } from "./host.ts";
import { filesImplementing } from "./implementers.ts";
import { importersOf, type ExportUses } from "./importers.ts";
import type { Unit } from "../flow/unit.ts";
import { loadUnit, type Reader } from "./load-unit.ts";
import { getPackageIndex, type PackageIndex } from "./package-index.ts";
import { placesOfFunction, type Place } from "./places.ts";
import { findEntries } from "./entries.ts";
import { isInstalledAnyway } from "./installed-anyway.ts";
import { filesExporting } from "./automatic-imports.ts";
import { findPackage, type PackageFacts } from "./package-facts.ts";
import type { ConfiguredParser } from "./parse-script.ts";
import { loadersFromMain, reachFromMain, type Reach } from "./reachability.ts";
import { scriptsDefining } from "./shared-names.ts";
import { findView, type ViewFile } from "./view-files.ts";
import { findWorkspace } from "./workspace.ts";
import { resolveImport, type Resolution } from "./resolver.ts";

/** What the other files say, seen from one linted file. Every answer is computed when it is asked for. */
export interface Project {
  /** Absolute path of the linted file. */
  readonly filename: string;
  /** The linted file's package. */
  readonly facts: PackageFacts;
  /** Absolute path of the workspace that the package is part of. */
  readonly workspaceRoot: string | undefined;
  /** What all files of the linted file's package import and export; `undefined` without native parser. */
  getIndex(): PackageIndex | undefined;
  /** Where an import of the linted file, or of `from`, leads. */
  resolve(specifier: string, from?: string): Resolution;
  /** A file of the project, parsed; the linted file itself as the linter parsed it. */
  getUnit(file: string): Unit | undefined;
  /** The text of a file that need not be parsed; empty where it cannot be read. */
  textOf(file: string): string;
  /** The node behind `import { path[0] } from specifier`, and what of the path is left. */
  resolveExport(specifier: string, path: ExportPath, from?: string): ResolvedExport | undefined;
  /** As `resolveExport`, but tells packages, absent names and unknown modules apart, and parses nothing. */
  findExport(specifier: string, path: ExportPath, from?: string): ExportOrigin;
  /** Where an export of the file itself comes from. */
  findOwnExport(file: string, path: ExportPath): ExportOrigin;
  /** Who imports the export `name` of `file`. */
  importersOf(file: string, name: string): ExportUses;
  /** The files near `file` that mention a member `name`, the nearest first. */
  filesMentioning(file: string, name: string): readonly string[];
  /** The files of the package of `file` whose path fits `pattern` and that mention a member `name`. */
  filesOfKind(file: string, pattern: RegExp, name: string): readonly string[];
  /** The files near `file` that call a function of this name, by itself or as a member. */
  filesCalling(file: string, name: string): readonly string[];
  /** The scripts of the package that define a function of this name for all scripts of their page. */
  scriptsDefining(name: string): readonly string[];
  /** The files that export this name to all files of the package, which need not import it. */
  filesExporting(name: string): readonly string[];
  /** The files of the linted file's package that import one of `packages` and whose text matches; `undefined` where not all are known. */
  filesUsing(packages: readonly string[], pattern: RegExp): readonly string[] | undefined;
  /** The template that the linted file, or `from`, fills in under this name, with its text. */
  findView(name: string, endings: ReadonlySet<string>, from?: string): ViewFile | undefined;
  /** The files in which a class implements, or extends, what `file` exports as `name`. */
  filesImplementing(file: string, name: string): readonly string[];
  /** What runs before the handler of a route, such as `router.post("/login", handler)` of the linted file or of `unit`. */
  findHandlerChains(route: TSESTree.CallExpression, unit?: Unit): readonly HandlerChain[];
  /** Where a function of the linted file, or of `unit`, or an expression that holds one, is mentioned, in any file of the project. */
  placesOf(of: Node, unit?: Unit): readonly Place[];
  /** Whether a package is there wherever this one is, though it is declared as optional. */
  isInstalledAnyway(name: string): boolean;
  /** The entry of its own, such as `"./stripe"`, at which the linted file can be loaded. */
  readonly ownEntry: string | undefined;
  /** Whether loading the package's main entry loads the linted file. */
  reachFromMain(): Reach;
  /** The files that the main entry loads and that load a package themselves, the nearest to the entry first. */
  loadersFromMain(name: string): readonly string[];
}

type Source = Readonly<TSESLint.SourceCode>;

const opened = new WeakMap<Source, Project>();

/**
 * The project around the linted file: one object per file and run, shared by all rules.
 * @returns `undefined` where the file lies in no package (text from standard input, the playground).
 */
export function openProject(context: {
  readonly physicalFilename: string;
  readonly sourceCode: Source;
  readonly languageOptions?: { readonly parser?: unknown };
}): Project | undefined {
  const known = opened.get(context.sourceCode);
  if (known) return known;
  refresh();
  const filename = toRealPath(context.physicalFilename);
  const project = createProject(context.physicalFilename, filename, {
    configured: context.languageOptions?.parser as ConfiguredParser | undefined,
    current: toUnit(filename, context.sourceCode),
  });
  if (project) opened.set(context.sourceCode, project);
  return project;
}

/** The resolver answers with real paths: a linted file in a linked folder must have the name that others know it by. */
function toRealPath(filename: string): string {
  try {
    return getHost()?.fs.realpathSync.native(filename) ?? filename;
  } catch {
    return filename;
  }
}

function toUnit(filename: string, { ast, scopeManager, text, visitorKeys }: Source): Unit | undefined {
  return scopeManager ? { ast, scopeManager, text, visitorKeys, filename } : undefined;
}

function createProject(givenName: string, filename: string, reader: Reader): Project | undefined {
  const host = getHost();
  const facts = host?.path.isAbsolute(filename) ? findPackage(host.path.dirname(filename)) : undefined;
  if (!facts) return undefined;
  const real = (file: string): string => (file === givenName ? filename : file);
  return {
    filename,
    facts,
    get workspaceRoot() {
      return findWorkspace(facts)?.root;
    },
    getIndex: () => getPackageIndex(facts),
    resolve: (specifier, from = filename) => resolveImport(real(from), specifier),
    getUnit: (file) => loadUnit(real(file), reader),
    textOf(file) {
      const path = real(file);
      if (path === filename && reader.current) return reader.current.text;
      return stampOf(path) === "" ? "" : (readText(path) ?? "");
    },
    resolveExport: (specifier, path, from = filename) => resolveExport(real(from), specifier, path, reader),
    findExport: (specifier, path, from = filename) => findExport(real(from), specifier, path, reader),
    findOwnExport: (file, path) => findOwnExport(real(file), path, reader),
    importersOf: (file, name) => importersOf(real(file), name),
    filesMentioning: (file, name) => filesMentioning(real(file), name),
    filesOfKind: (file, pattern, name) => filesOfKind(real(file), pattern, name),
    filesCalling: (file, name) => filesCalling(real(file), name),
    scriptsDefining(name) {
      const index = getPackageIndex(facts);
      return index ? scriptsDefining(index, name).filter((file) => file !== filename) : [];
    },
    filesExporting(name) {
      const index = getPackageIndex(facts);
      return index ? filesExporting(index, facts, name).filter((file) => file !== filename) : [];
    },
    filesUsing(packages, pattern) {
      const index = getPackageIndex(facts);
      return index && !index.isPartial ? filesUsing(index, packages, pattern) : undefined;
    },
    findView: (name, endings, from = filename) => findView(facts, real(from), name, endings),
    filesImplementing: (file, name) => filesImplementing(real(file), name),
    findHandlerChains(route, unit = reader.current) {
      const known = unit && unit.filename === givenName ? reader.current : unit;
      return known ? findHandlerChains(known, route, reader) : [];
    },
    placesOf(of, unit = reader.current) {
      const known = unit && unit.filename === givenName ? reader.current : unit;
      const { places } = known ? placesOfFunction(known, of, reader) : { places: [] };
      return places;
    },
    isInstalledAnyway: (name) => isInstalledAnyway(facts, name),
    get ownEntry() {
      return [...findEntries(facts).subpaths].find(([, files]) => files.includes(filename))?.[0];
    },
    reachFromMain() {
      const index = getPackageIndex(facts);
      return index ? reachFromMain(index, filename) : { kind: "unknown" };
    },
    loadersFromMain(name) {
      const index = getPackageIndex(facts);
      return index ? loadersFromMain(index, name) : [];
    },
  };
}
