import type { TSESTree } from "@typescript-eslint/types";

import { findExportedNode } from "./exported-node.ts";
import type { Unit } from "../flow/unit.ts";
import { loadUnit, type Reader } from "./load-unit.ts";
import { WHOLE_MODULE, type ExportEntry, type ModuleRecord } from "./module-record.ts";
import { getModuleRecord } from "./module-records.ts";
import { resolveImport } from "./resolver.ts";

/** The names asked of a module, one after the other: `["auth", "login"]` is its export `auth` and the member `login`. */
export type ExportPath = readonly string[];

/** Where what a module exports comes from. */
export type ExportOrigin =
  /** A place in a file of the project; `entry` is undefined where the whole module is meant. */
  | {
      readonly kind: "place";
      readonly file: string;
      readonly entry: ExportEntry | undefined;
      readonly rest: ExportPath;
    }
  /** Something that an installed package, or Node itself, exports. */
  | { readonly kind: "package"; readonly name: string; readonly path: ExportPath }
  /** The module is known and exports no such name. */
  | { readonly kind: "missing" }
  /** The module, or one that it passes on, is not known. */
  | { readonly kind: "unknown" };

export interface ResolvedExport {
  readonly file: string;
  readonly unit: Unit;
  /** The function, class or initialising expression; the declared identifier where there is no single one. */
  readonly node: TSESTree.Node;
  /** What of the asked path the node does not answer yet: members of an object or of a class. */
  readonly rest: ExportPath;
}

/** Longer chains of re-exports are unknown. */
const MAX_DEPTH = 24;
/** A search that has looked into this many modules gives up: barrels of barrels. */
const MAX_MODULES = 2_000;

const MISSING: ExportOrigin = { kind: "missing" };
const UNKNOWN: ExportOrigin = { kind: "unknown" };

/**
 * The node behind what `specifier`, imported by `fromFile`, exports at `path`: through re-exports, barrels,
 * default exports, namespaces and CommonJS.
 * @returns `undefined` where that is not a node of the project's own files, or not known.
 */
export function resolveExport(
  fromFile: string,
  specifier: string,
  path: ExportPath,
  reader: Reader = {},
): ResolvedExport | undefined {
  const origin = findExport(fromFile, specifier, path, reader);
  if (origin.kind !== "place") return undefined;
  const unit = loadUnit(origin.file, reader);
  const node = unit && origin.entry && findExportedNode(unit, origin.entry);
  return node && { file: origin.file, unit, node, rest: origin.rest };
}

/** As `resolveExport`, but without parsing the file in which the chain ends. */
export function findExport(
  fromFile: string,
  specifier: string,
  path: ExportPath,
  reader: Reader = {},
): ExportOrigin {
  return new Search(reader).follow(fromFile, specifier, path);
}

/** Where the export `path` of `file` itself comes from. */
export function findOwnExport(file: string, path: ExportPath, reader: Reader = {}): ExportOrigin {
  return new Search(reader).locate(file, path);
}

class Search {
  readonly #reader: Reader;
  readonly #seen = new Set<string>();
  #depth = 0;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  follow(fromFile: string, specifier: string, path: ExportPath): ExportOrigin {
    const resolution = resolveImport(fromFile, specifier);
    if (resolution.kind === "file") return this.locate(resolution.file, path);
    return resolution.kind === "unknown" ? UNKNOWN : { kind: "package", name: specifier, path };
  }

  locate(file: string, path: ExportPath): ExportOrigin {
    const key = [file, ...path].join("\0");
    if (this.#seen.has(key)) return MISSING;
    if (this.#depth > MAX_DEPTH || this.#seen.size > MAX_MODULES) return UNKNOWN;
    this.#seen.add(key);
    this.#depth++;
    const origin = this.#look(file, path);
    this.#depth--;
    return origin;
  }

  #look(file: string, path: ExportPath): ExportOrigin {
    const record = getModuleRecord(file, this.#reader.configured);
    if (!record) return UNKNOWN;
    const [name, ...rest] = path;
    if (name === undefined) return this.#whole(file, record, []);
    const entry = findEntry(record, name);
    if (entry) return this.#enter(file, record, entry, rest);
    return this.#findImplicit(file, record, path);
  }

  /** `module.exports`, else the namespace of the module. */
  #whole(file: string, record: ModuleRecord, rest: ExportPath): ExportOrigin {
    const entry = findEntry(record, WHOLE_MODULE);
    return entry ? this.#enter(file, record, entry, rest) : { kind: "place", file, entry: undefined, rest };
  }

  #enter(file: string, record: ModuleRecord, entry: ExportEntry, rest: ExportPath): ExportOrigin {
    if (entry.from)
      return this.follow(file, entry.from.specifier, [...namesOf(entry.from.imported), ...rest]);
    const imported = entry.local === undefined ? undefined : findImport(record, entry.local);
    if (imported) return this.follow(file, imported.specifier, [...namesOf(imported.name), ...rest]);
    return { kind: "place", file, entry, rest };
  }

  /** What no entry names: `export *`, the default import of a CommonJS module, a member of `module.exports`. */
  #findImplicit(file: string, record: ModuleRecord, path: ExportPath): ExportOrigin {
    const [name, ...rest] = path;
    const starred = name === "default" ? MISSING : this.#findStarred(file, record, path);
    if (starred.kind !== "missing") return starred;
    if (record.format === "esm" && !findEntry(record, WHOLE_MODULE)) return MISSING;
    if (name === "default") return this.#whole(file, record, rest);
    return findEntry(record, WHOLE_MODULE) ? this.#whole(file, record, path) : MISSING;
  }

  #findStarred(file: string, record: ModuleRecord, path: ExportPath): ExportOrigin {
    let answer: ExportOrigin = MISSING;
    for (const { exported, from } of record.exports) {
      if (exported !== "*" || !from) continue;
      const origin = this.follow(file, from.specifier, path);
      if (origin.kind === "place") return origin;
      // Any of several packages could hold the name: only one star can be followed out of the project.
      if (origin.kind !== "missing") answer = answer === MISSING ? origin : UNKNOWN;
    }
    return answer;
  }
}

/** Values win over types of the same name; the last assignment to `exports.x` wins over earlier ones. */
function findEntry(record: ModuleRecord, name: string): ExportEntry | undefined {
  const named = record.exports.filter((entry) => entry.exported === name && name !== "*");
  return named.findLast((entry) => !entry.isType) ?? named.at(-1);
}

function findImport(record: ModuleRecord, local: string): { specifier: string; name: string } | undefined {
  for (const { specifier, bindings } of record.imports) {
    const binding = bindings.find((candidate) => candidate.local === local);
    if (binding) return { specifier, name: binding.imported };
  }
  return undefined;
}

/** A namespace and a required module are the whole of it: the next name asked is one of its exports. */
function namesOf(imported: string): ExportPath {
  return imported === "*" || imported === WHOLE_MODULE ? [] : [imported];
}
