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

/** What is there where a way is open: something of a type, or a source. */
interface Claim {
  readonly way: Way;
  readonly type?: string;
  readonly source?: SourceRow;
}

interface CatalogClaims {
  /** By one of the words that each takes: a file has fewer words than the catalogue has claims. */
  readonly byWord: ReadonlyMap<string, readonly Claim[]>;
  readonly wordless: readonly Claim[];
}

/**
 * Tells by a file's words what cannot be in it: to read a request's query takes the word `query`, and something that is a
 * request. Nine files of ten have no source, and most calls of `add` no jQuery: the greater part of them shows it.
 */
export class FileSigns {
  readonly #claims: CatalogClaims;
  readonly #file: SignedFile;
  #open: { readonly types: ReadonlySet<string>; readonly sources: readonly SourceRow[] } | undefined;

  constructor(frameworks: readonly Framework[], file: SignedFile) {
    this.#claims = claimsOf(frameworks);
    this.#file = file;
  }

  /** Whether a source may be in the file. */
  mayHold({ from, into, onlyProven }: Wanted): boolean {
    this.#open ??= this.#findOpen();
    return this.#open.sources.some(
      (row) =>
        from.includes(row.kind) && row.for?.includes(into) !== false && !(onlyProven && row.likely === true),
    );
  }

  isOpen(way: Way): boolean {
    this.#open ??= this.#findOpen();
    return this.#isWorded(way) && (way.of === undefined || this.#open.types.has(way.of));
  }

  /** What is read from a type is there once the type is: the least fixpoint. */
  #findOpen(): { types: ReadonlySet<string>; sources: readonly SourceRow[] } {
    const types = new Set<string>();
    const sources: SourceRow[] = [];
    const waiting = new Map<string, Claim[]>();
    const pending: Claim[] = [];
    const consider = (claims: readonly Claim[]): void => {
      for (const claim of claims) if (this.#isWorded(claim.way)) pending.push(claim);
    };
    consider(this.#claims.wordless);
    for (const word of this.#file.words) {
      const claims = this.#claims.byWord.get(word);
      if (claims) consider(claims);
    }
    for (let claim = pending.pop(); claim; claim = pending.pop()) {
      const { way, type, source } = claim;
      if (way.of !== undefined && !types.has(way.of)) {
        const others = waiting.get(way.of);
        if (others) others.push(claim);
        else waiting.set(way.of, [claim]);
        continue;
      }
      if (source) sources.push(source);
      if (type === undefined || types.has(type)) continue;
      types.add(type);
      pending.push(...(waiting.get(type) ?? []));
      waiting.delete(type);
    }
    return { types, sources };
  }

  #isWorded({ words, handler, packages }: Way): boolean {
    const file = this.#file;
    for (const word of words) if (!file.words.has(word)) return false;
    return (
      (packages === undefined || file.isInUse(packages)) &&
      (handler === undefined || isFileOf(handler, file.filename))
    );
  }
}

const known = new WeakMap<readonly Framework[], CatalogClaims>();

function claimsOf(frameworks: readonly Framework[]): CatalogClaims {
  let claims = known.get(frameworks);
  if (!claims) known.set(frameworks, (claims = indexClaims(frameworks.flatMap(readClaims))));
  return claims;
}

function indexClaims(claims: readonly Claim[]): CatalogClaims {
  const byWord = new Map<string, Claim[]>();
  for (const claim of claims) {
    // the longest word is as a rule the rarest
    const [word] = [...claim.way.words].sort((a, b) => b.length - a.length);
    if (word !== undefined) byWord.set(word, [...(byWord.get(word) ?? []), claim]);
  }
  return { byWord, wordless: claims.filter(({ way }) => way.words.length === 0) };
}

function readClaims(framework: Framework): Claim[] {
  const { types = {}, handlers = [], sources = [], name } = framework;
  const ofTypes = Object.entries(types).flatMap(([type, row]) =>
    waysToType(row, framework).map((way) => ({ way, type: typeName(type, framework) })),
  );
  const ofHandlers = handlers.flatMap((row) => {
    const given = row.params.flatMap((_, index) => typeAt({ row, framework }, index));
    const self = row.self ? [typeName(row.self, framework)] : [];
    const ways = waysToHandler(row, framework);
    return [...new Set([...given, ...self])].flatMap((type) => ways.map((way) => ({ way, type })));
  });
  const ofSources = sources.flatMap((source) => waysTo(source.read, name).map((way) => ({ way, source })));
  return [...ofTypes, ...ofHandlers, ...ofSources];
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
  // an object that is exported may be called anything where its member's name tells
  const member = row.exported ? row.key : undefined;
  const names = [...(row.exported ?? []), member, isPlace ? undefined : assigned, directive];
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
