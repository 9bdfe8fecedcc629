import { MAX_FILE_SIZE, readText } from "./disk-file.ts";
import type { PackageIndex } from "./package-index.ts";

/** A function at the left edge of a script, which every other script of the page can call. */
const DEFINED =
  /^(?:(?:async\s+)?function\s*\*?\s*([\w$]+)|(?:const|let|var)\s+([\w$]+)\s*=\s*(?:async\b|function\b|\(|[\w$]+\s*=>))/gm;
/** Names that more files define than these belong to pages that have nothing to do with each other. */
const MOST_FILES = 2;

type Names = ReadonlyMap<string, readonly string[]>;

const known = new WeakMap<PackageIndex, { readonly version: number; readonly names: Names }>();

/** The scripts of a package that define a function for all scripts of their page: no modules, which share nothing unasked. */
export function scriptsDefining(index: PackageIndex, name: string): readonly string[] {
  let cached = known.get(index);
  if (cached?.version !== index.version)
    known.set(index, (cached = { version: index.version, names: namesOf(index) }));
  const files = cached.names.get(name) ?? [];
  return files.length > MOST_FILES ? [] : files;
}

function namesOf({ records }: PackageIndex): Names {
  const names = new Map<string, string[]>();
  for (const [file, record] of records) {
    if (record?.format !== "script") continue;
    const text = readText(file) ?? "";
    if (text.length > MAX_FILE_SIZE) continue;
    for (const [, declared, held] of text.matchAll(DEFINED)) {
      const name = declared ?? held ?? "";
      const files = names.get(name);
      if (!files) names.set(name, [file]);
      else if (!files.includes(file)) files.push(file);
    }
  }
  return names;
}
