import { readText, stampOf } from "./disk-file.ts";
import { indexesAround } from "./importers.ts";
import type { ModuleRecord } from "./module-record.ts";
import type { PackageIndex } from "./package-index.ts";
import { resolveImport } from "./resolver.ts";

/** Whose files may call a member: those that import the file, those that import these, what stands beside it there, and its own imports. */
const MOST_FILES = 400;
const MOST_FAR = 3;
/** More texts than this are not read for one question. */
const MOST_TEXTS = 250;

interface CachedNames {
  readonly stamp: string;
  readonly names: ReadonlySet<number>;
}

const cache = new Map<string, CachedNames>();
const neighbourhoods = new Map<string, { readonly version: string; readonly files: readonly string[] }>();
const MAX_CACHED = 20_000;

/**
 * The files near `file` that mention a member `name`, the nearest first: whoever was handed an object that the file makes
 * need not import the file itself.
 */
export function filesMentioning(file: string, name: string): readonly string[] {
  const asked = hash(name);
  return filesAround(file)
    .slice(0, MOST_TEXTS)
    .filter((other) => namesIn(other).has(asked));
}

/** The files near `file` that call a function of this name, by itself or as a member, the nearest first. */
export function filesCalling(file: string, name: string): readonly string[] {
  const [asMember, plain] = [hash(name), hash(`${name}(`)];
  return filesAround(file)
    .slice(0, MOST_TEXTS)
    .filter((other) => {
      const names = namesIn(other);
      return names.has(asMember) || names.has(plain);
    });
}

/** The files of the package whose path fits `pattern` and that mention a member `name`. */
export function filesOfKind(file: string, pattern: RegExp, name: string): readonly string[] {
  const asked = hash(name);
  const paths = (indexesAround(file) ?? []).flatMap((index) => [...index.records.keys()]);
  return paths
    .filter((path) => path !== file && pattern.test(path))
    .slice(0, MOST_TEXTS)
    .filter((path) => namesIn(path).has(asked));
}

function filesAround(file: string): readonly string[] {
  const indexes = indexesAround(file) ?? [];
  const version = indexes.map((index) => index.version).join();
  const known = neighbourhoods.get(file);
  if (known?.version === version) return known.files;
  const files = findAround(file, indexes);
  if (neighbourhoods.size > MAX_CACHED) neighbourhoods.clear();
  neighbourhoods.set(file, { version, files });
  return files;
}

function findAround(file: string, indexes: readonly PackageIndex[]): readonly string[] {
  const found = new Set<string>();
  let pending: readonly string[] = [file];
  for (let far = 0; far < MOST_FAR && found.size < MOST_FILES; far++) {
    const importers = pending.flatMap((each) => indexes.flatMap((index) => index.importsOf(each)));
    const next = [...new Set(importers.map((site) => site.file))].filter((each) => !found.has(each));
    for (const each of next) found.add(each);
    pending = next;
  }
  const version = indexes.map((index) => index.version).join();
  const beside = [...found, file].flatMap((each) => importedBy(each, indexes, version));
  return [...new Set([...found, ...beside])].filter((each) => each !== file);
}

/** Many files have the same neighbours, whose imports are resolved once. */
const imported = new WeakMap<ModuleRecord, { readonly version: string; readonly files: readonly string[] }>();

function importedBy(file: string, indexes: readonly PackageIndex[], version: string): readonly string[] {
  const record = indexes.find(({ records }) => records.has(file))?.records.get(file);
  if (!record) return [];
  const known = imported.get(record);
  if (known?.version === version) return known.files;
  const files = record.imports.flatMap(({ specifier }) => {
    const target = resolveImport(file, specifier);
    return target.kind === "file" ? [target.file] : [];
  });
  imported.set(record, { version, files });
  return files;
}

/** Of members, and with a bracket behind them of what is called. */
function namesIn(file: string): ReadonlySet<number> {
  const stamp = stampOf(file);
  const known = cache.get(file);
  if (known?.stamp === stamp) return known.names;
  const names = new Set<number>();
  // each word is read once, also one of a million letters
  for (const [, member, word = "", bracket] of (readText(file) ?? "").matchAll(
    /\.\s*([\w$]+)|([\w$]+)(\(?)/g,
  )) {
    if (member !== undefined) names.add(hash(member));
    else if (bracket) names.add(hash(`${word}(`));
  }
  if (cache.size > MAX_CACHED) cache.clear();
  cache.set(file, { stamp, names });
  return names;
}

/** Numbers, since pieces of a text keep the whole of it in memory. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
