import type { SinkKind } from "../catalog/sink-types.ts";
import type { Framework, HandlerRow, SourceKind, SourceRow, TypeRow } from "../catalog/types.ts";
import { typeName } from "./catalog-index.ts";
import { isFileOf, typeAt } from "./handler-match.ts";
import { waysTo, type Way } from "./ways.ts";

/** A file as far as it takes no syntax to tell what it may hold. */
export interface SignedFile {
  readonly filename: string;
  /** Every name and every text of the file. */
  readonly words: ReadonlySet<string>;
  /** Whether one of these packages is in use in the file or its package. */
  readonly isInUse: (packages: readonly string[]) => boolean;
}

/** Which sources a rule looks for, and where they would have to arrive. */
export interface Wanted {
  readonly from: readonly SourceKind[];
  readonly into: SinkKind;
  /** Without those that are an attacker's in some set-ups only. */
  readonly onlyProven: boolean;
}

interface CatalogWays {
  readonly sources: ReadonlyMap<SourceKind, readonly { readonly row: SourceRow; readonly way: Way }[]>;
  readonly types: ReadonlyMap<string, readonly Way[]>;
}

/**
 * Tells by a file's words what cannot be in it: to read a request's query takes the word `query`, and something that is a
 * request. Nineteen files of twenty have no source, and most calls of `add` no jQuery: they need no closer look.
 */
export class FileSigns {
  readonly #catalog: CatalogWays;
  readonly #file: SignedFile;
  readonly #types = new Map<string, boolean>();
  readonly #closed: string[] = [];
  /** The sources that may be in the file. */
  readonly #held = new Map<SourceKind, readonly SourceRow[]>();

  constructor(frameworks: readonly Framework[], file: SignedFile) {
    this.#catalog = waysOf(frameworks);
    this.#file = file;
  }

  /** Whether a source may be in the file. */
  mayHold({ from, into, onlyProven }: Wanted): boolean {
    for (const kind of from) {
      for (const row of this.#heldOf(kind))
        if (row.for?.includes(into) !== false && !(onlyProven && row.likely === true)) return true;
    }
    return false;
  }

  #heldOf(kind: SourceKind): readonly SourceRow[] {
    let held = this.#held.get(kind);
    if (!held) {
      const all = this.#catalog.sources.get(kind) ?? [];
      this.#held.set(kind, (held = all.filter(({ way }) => this.isOpen(way)).map(({ row }) => row)));
    }
    return held;
  }

  isOpen({ words, of, handler, packages }: Way): boolean {
    const file = this.#file;
    for (const word of words) if (!file.words.has(word)) return false;
    return (
      (packages === undefined || file.isInUse(packages)) &&
      (handler === undefined || isFileOf(handler, file.filename)) &&
      (of === undefined || this.#mayBe(of))
    );
  }

  /** Whether something of the file may be of a type of the catalogue. */
  #mayBe(type: string): boolean {
    const known = this.#types.get(type);
    if (known !== undefined) return known;
    // what is a request only because it comes from a request needs a first one
    this.#types.set(type, false);
    const before = this.#closed.length;
    const answer = this.#catalog.types.get(type)?.some((way) => this.isOpen(way)) ?? false;
    if (answer) {
      // what was closed for want of this one may be open after all
      for (const other of this.#closed.splice(before)) this.#types.delete(other);
      this.#types.set(type, true);
    } else this.#closed.push(type);
    return answer;
  }
}

const known = new WeakMap<readonly Framework[], CatalogWays>();

function waysOf(frameworks: readonly Framework[]): CatalogWays {
  let ways = known.get(frameworks);
  if (!ways) known.set(frameworks, (ways = readWays(frameworks)));
  return ways;
}

function readWays(frameworks: readonly Framework[]): CatalogWays {
  const types = new Map<string, Way[]>();
  const add = (type: string, ways: readonly Way[]): void => {
    types.set(type, [...(types.get(type) ?? []), ...ways]);
  };
  for (const framework of frameworks) {
    for (const [name, row] of Object.entries(framework.types ?? {}))
      add(typeName(name, framework), waysToType(row, framework));
    for (const row of framework.handlers ?? []) {
      const given = row.params.flatMap((_, index) => typeAt({ row, framework }, index));
      const self = row.self ? [typeName(row.self, framework)] : [];
      const ways = waysToHandler(row, framework);
      for (const type of new Set([...given, ...self])) add(type, ways);
    }
  }
  const sources = new Map<SourceKind, { row: SourceRow; way: Way }[]>();
  for (const { name, sources: rows = [] } of frameworks)
    for (const row of rows) {
      const found = waysTo(row.read, name).map((way) => ({ row, way }));
      sources.set(row.kind, [...(sources.get(row.kind) ?? []), ...found]);
    }
  return { sources, types };
}

function waysToType(
  { from = [], annotated = [], named = [] }: TypeRow,
  { name, packages }: Framework,
): Way[] {
  return [
    ...[...from, ...annotated].flatMap((place) => waysTo(place, name)),
    // a pattern of names may be met by any file
    ...named.map((alias) => ({ words: alias.startsWith("/") ? [] : [alias], packages })),
  ];
}

function waysToHandler(row: HandlerRow, { name, packages }: Framework): Way[] {
  const { call, annotated, decorated, assigned, directive } = row;
  const isPlace = assigned?.includes(".") === true;
  const places = [call, annotated, decorated, isPlace ? assigned : undefined];
  const names = [...(row.exported ?? []), isPlace ? undefined : assigned, directive];
  return [
    ...places.flatMap((place) => (place === undefined ? [] : waysTo(place, name))),
    ...names.flatMap((each) => {
      if (each === undefined) return [];
      // `module.exports = …` is a default export without the word
      const words = each === "*" || each === "default" ? [] : [each];
      return [{ words, handler: row, packages }];
    }),
    ...namesOf(row).map((words) => ({ words, packages })),
  ];
}

/** `(req, res) =>`, and `({ query }, res) =>`, which has no name for its request. */
function namesOf({ parameterNames = [], params }: HandlerRow): readonly (readonly string[])[] {
  if (parameterNames.length === 0) return [];
  const takenApart = parameterNames.flatMap((_, index) =>
    params[index] ? combined(parameterNames.filter((_, other) => other !== index)) : [],
  );
  return [...combined(parameterNames), ...takenApart];
}

function combined(choices: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return choices.reduce<readonly (readonly string[])[]>(
    (ways, names) => ways.flatMap((way) => names.map((name) => [...way, name])),
    [[]],
  );
}
