import { getHost } from "./host.ts";
import { WHOLE_MODULE, type ExportEntry, type ImportEntry, type ImportKind } from "./module-record.ts";
import { getPackageIndex, type PackageIndex } from "./package-index.ts";
import { findPackage, getDependencyKind, type PackageFacts } from "./package-facts.ts";
import { findWorkspace } from "./workspace.ts";

/** One place where another file takes hold of an export. */
export interface ExportUse {
  /** Absolute path of the importing file. */
  readonly file: string;
  /** The name that the export has there, `undefined` where it is part of a namespace or of `import()`. */
  readonly local: string | undefined;
  /** The name of the namespace, or of the required module, through which the export is reached. */
  readonly namespace: string | undefined;
  readonly kind: ImportKind;
  readonly isType: boolean;
  /** Offset of the import in its file: of the `require()` or `import()` itself where nothing is bound. */
  readonly start: number;
}

export interface ExportUses {
  readonly uses: readonly ExportUse[];
  /** All users inside the workspace are known; the users of a published package never are. */
  readonly isComplete: boolean;
}

/** Longer chains of re-exports are not followed. */
const MAX_DEPTH = 12;
const NOTHING: ExportUses = { uses: [], isComplete: false };

/**
 * Who imports the export `name` of `file`: in its own package and in the packages of the workspace that depend
 * on it, through re-exports.
 */
export function importersOf(file: string, name: string): ExportUses {
  const indexes = indexesAround(file);
  if (!indexes) return NOTHING;
  const uses: ExportUse[] = [];
  const seen = new Set<string>();
  const pending = [{ file, name, depth: 0 }];
  let isComplete = indexes.every((index) => !index.isPartial);
  for (let asked = pending.pop(); asked; asked = pending.pop()) {
    const key = `${asked.file}\0${asked.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (asked.depth > MAX_DEPTH) isComplete = false;
    else
      for (const index of indexes) pending.push(...collect(index, asked.file, asked.name, asked.depth, uses));
  }
  return { uses, isComplete };
}

/** Adds the uses that one package makes of an export, and returns the exports that pass it on. */
function collect(index: PackageIndex, file: string, name: string, depth: number, uses: ExportUse[]) {
  const passedOn: { file: string; name: string; depth: number }[] = [];
  for (const site of index.importsOf(file)) {
    const found = toUses(site.file, site.entry, name);
    uses.push(...found);
    const exports = index.records.get(site.file)?.exports ?? [];
    for (const next of namesPassedOn(exports, site.entry, found, name)) {
      passedOn.push({ file: site.file, name: next, depth: depth + 1 });
    }
  }
  return passedOn;
}

function toUses(file: string, { bindings, kind, isType, start }: ImportEntry, name: string): ExportUse[] {
  const uses = bindings.flatMap((binding): ExportUse[] => {
    const use = { file, kind, start, isType: isType || binding.isType };
    if (binding.imported === name || isWholeAs(binding.imported, name)) {
      return [{ ...use, local: binding.local, namespace: undefined }];
    }
    const isNamespace = binding.imported === "*" || binding.imported === WHOLE_MODULE;
    return isNamespace ? [{ ...use, local: undefined, namespace: binding.local }] : [];
  });
  // `import("./x")` and `require("./x").y` bind nothing that the record could name.
  return bindings.length === 0 && kind !== "static"
    ? [{ file, kind, isType, start, local: undefined, namespace: undefined }]
    : uses;
}

/** A required module is the default export of a module that has no other whole. */
function isWholeAs(imported: string, name: string): boolean {
  return (
    (name === WHOLE_MODULE && (imported === "default" || imported === WHOLE_MODULE)) ||
    (imported === WHOLE_MODULE && name === "default")
  );
}

/** The names under which the importing file exports the same thing again. */
function namesPassedOn(
  exports: readonly ExportEntry[],
  entry: ImportEntry,
  found: readonly ExportUse[],
  name: string,
): string[] {
  return exports.flatMap((item) => {
    if (item.from?.specifier === entry.specifier) {
      if (item.from.imported === name || isWholeAs(item.from.imported, name)) return [item.exported];
      return item.exported === "*" && name !== "default" ? [name] : [];
    }
    return item.local !== undefined && found.some((use) => use.local === item.local) ? [item.exported] : [];
  });
}

/** The package of `file` and those of its workspace that declare a dependency on it. */
export function indexesAround(file: string): PackageIndex[] | undefined {
  const host = getHost();
  const facts = host && findPackage(host.path.dirname(file));
  if (!facts) return undefined;
  const indexes = [facts, ...dependentsOf(facts)].map(getPackageIndex);
  return indexes.every((index) => index !== undefined) ? indexes : undefined;
}

function dependentsOf(facts: PackageFacts): PackageFacts[] {
  const { name } = facts;
  if (name === undefined) return [];
  const members = findWorkspace(facts)?.packages.values() ?? [];
  return Array.from(members).filter(
    (member) => member.root !== facts.root && getDependencyKind(member, name) !== "none",
  );
}
