import { automaticImports } from "../catalog/automatic-imports.ts";
import type { PackageFacts } from "./package-facts.ts";
import type { PackageIndex } from "./package-index.ts";

/** As many files may export one name, for the server and for pages. */
const MOST_FILES = 2;

type Names = ReadonlyMap<string, readonly string[]>;

const known = new WeakMap<PackageIndex, { readonly version: number; readonly names: Names }>();

/** The files that export a name to all files of their package, unasked: `server/utils/send-mail.ts` of a Nuxt application. */
export function filesExporting(index: PackageIndex, facts: PackageFacts, name: string): readonly string[] {
  let cached = known.get(index);
  if (cached?.version !== index.version)
    known.set(index, (cached = { version: index.version, names: namesOf(index, facts) }));
  const files = cached.names.get(name) ?? [];
  return files.length > MOST_FILES ? [] : files;
}

function namesOf({ records }: PackageIndex, facts: PackageFacts): Names {
  const names = new Map<string, string[]>();
  const folders = foldersOf(facts);
  if (folders.length === 0) return names;
  for (const [file, record] of records) {
    if (!record || !folders.some((folder) => file.startsWith(folder))) continue;
    for (const { exported, isType } of record.exports) {
      if (isType || exported === "default") continue;
      const files = names.get(exported);
      if (!files) names.set(exported, [file]);
      else if (!files.includes(file)) files.push(file);
    }
  }
  return names;
}

function foldersOf({ root, dependencies, devDependencies }: PackageFacts): readonly string[] {
  const used = automaticImports.filter(({ packages }) =>
    packages.some((name) => dependencies.has(name) || devDependencies.has(name)),
  );
  const separator = root.includes("\\") ? "\\" : "/";
  return used.flatMap(({ folders }) =>
    folders.map((folder) => [root, ...folder.split("/"), ""].join(separator)),
  );
}
