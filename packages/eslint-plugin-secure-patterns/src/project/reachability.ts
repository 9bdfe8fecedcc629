import { findEntries } from "./entries.ts";
import { findExport } from "./export-resolution.ts";
import { loadUnit } from "./load-unit.ts";
import type { ImportEntry } from "./module-record.ts";
import type { PackageIndex } from "./package-index.ts";
import { resolveImport } from "./resolver.ts";

/** Whether loading a package's main entry loads one of its files, at once and for certain. */
export type Reach =
  /** From the entry (first) to the file (last), each importing the next. */
  | { readonly kind: "reached"; readonly path: readonly string[] }
  | { readonly kind: "not-reached" }
  /** The entry, or a part of the package, is not known. */
  | { readonly kind: "unknown" };

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly entry: ImportEntry;
}

type StaticGraph = ReadonlyMap<string, readonly Edge[]>;

/** Imports whose values turn out to be used as types only are taken away one by one, at most this many times. */
const MAX_DETOURS = 50;

interface Built {
  readonly version: number;
  readonly graph: StaticGraph;
  readonly elided: Set<Edge>;
  readonly loaders: Map<string, readonly string[]>;
}

const graphs = new WeakMap<PackageIndex, Built>();

/**
 * Whether the package's main entry loads `file` by imports that run whenever it is loaded: value imports and
 * unguarded `require`s, not `import type`, not imports that TypeScript drops, not `import()`.
 */
export function reachFromMain(index: PackageIndex, file: string): Reach {
  const { main } = findEntries(index.facts);
  if (main.length === 0 || !main.some((entry) => index.records.has(entry))) return { kind: "unknown" };
  if (!index.records.has(file)) return { kind: "unknown" };
  const { graph, elided } = staticGraph(index);
  for (let detours = 0; detours < MAX_DETOURS; detours++) {
    const path = findPath(graph, main, file, elided);
    if (!path) return { kind: index.isPartial ? "unknown" : "not-reached" };
    const dropped = path.find(isElided);
    if (!dropped) return { kind: "reached", path: [path[0]?.from ?? file, ...path.map(({ to }) => to)] };
    elided.add(dropped);
  }
  return { kind: "unknown" };
}

/** The files that the main entry loads and that load a package themselves, the nearest to the entry first. */
export function loadersFromMain(index: PackageIndex, name: string): readonly string[] {
  const { loaders } = staticGraph(index);
  let found = loaders.get(name);
  if (found) return found;
  const lengths = new Map<string, number>();
  for (const { file, entry } of index.importsOfPackage(name)) {
    const isLoad = !entry.isType && (entry.kind === "static" || entry.kind === "require");
    if (lengths.has(file) || !isLoad || isElided({ from: file, to: file, entry })) continue;
    const reach = reachFromMain(index, file);
    if (reach.kind === "reached") lengths.set(file, reach.path.length);
  }
  found = [...lengths].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).map(([file]) => file);
  loaders.set(name, found);
  return found;
}

function staticGraph(index: PackageIndex): Built {
  const known = graphs.get(index);
  if (known?.version === index.version) return known;
  const graph = new Map(
    Array.from(index.records, ([file, record]) => [file, staticEdges(file, record?.imports ?? [])]),
  );
  const built = { version: index.version, graph, elided: new Set<Edge>(), loaders: new Map() };
  graphs.set(index, built);
  return built;
}

function staticEdges(file: string, imports: readonly ImportEntry[]): Edge[] {
  return imports.flatMap((entry) => {
    if (entry.isType || (entry.kind !== "static" && entry.kind !== "require")) return [];
    const target = resolveImport(file, entry.specifier);
    return target.kind === "file" ? [{ from: file, to: target.file, entry }] : [];
  });
}

/** The shortest path of imports, without the `elided` ones; empty where the file is an entry itself. */
function findPath(
  graph: StaticGraph,
  entries: readonly string[],
  file: string,
  elided: ReadonlySet<Edge>,
): Edge[] | undefined {
  const arrivedBy = new Map<string, Edge | undefined>(entries.map((entry) => [entry, undefined]));
  for (const current of arrivedBy.keys()) {
    if (current === file) return retrace(arrivedBy, file);
    for (const edge of graph.get(current) ?? []) {
      if (!arrivedBy.has(edge.to) && !elided.has(edge)) arrivedBy.set(edge.to, edge);
    }
  }
  return undefined;
}

function retrace(arrivedBy: ReadonlyMap<string, Edge | undefined>, file: string): Edge[] {
  const path: Edge[] = [];
  for (let edge = arrivedBy.get(file); edge; edge = arrivedBy.get(edge.from)) path.unshift(edge);
  return path;
}

/** TypeScript drops an import of which nothing is used as a value. */
function isElided({ from, entry }: Edge): boolean {
  if (entry.bindings.length === 0 || !/\.[mc]?tsx?$|\.vue$|\.svelte$/.test(from)) return false;
  return entry.bindings.every(
    ({ imported, local, isType }) =>
      isType || isTypeExport(from, entry.specifier, imported) || !isUsedAsValue(from, local),
  );
}

function isTypeExport(from: string, specifier: string, imported: string): boolean {
  const origin = findExport(from, specifier, [imported]);
  return origin.kind === "place" && origin.entry?.isType === true;
}

function isUsedAsValue(file: string, local: string): boolean {
  const unit = loadUnit(file);
  const variable = unit?.scopeManager.scopes
    .filter((scope) => scope.block === unit.ast)
    .map((scope) => scope.set.get(local))
    .find((candidate) => candidate !== undefined);
  return variable === undefined || variable.references.some((reference) => reference.isValueReference);
}
