import { readText } from "./disk-file.ts";
import type { PackageIndex } from "./package-index.ts";

interface Answer {
  readonly version: number;
  readonly files: readonly string[];
}

const answers = new WeakMap<PackageIndex, Map<string, Answer>>();

/** The files of a package that import one of `packages` and whose text matches `pattern`. */
export function filesUsing(
  index: PackageIndex,
  packages: readonly string[],
  pattern: RegExp,
): readonly string[] {
  const key = `${packages.join()} ${pattern.source}`;
  let known = answers.get(index);
  if (!known) answers.set(index, (known = new Map()));
  const answer = known.get(key);
  if (answer?.version === index.version) return answer.files;
  const importers = packages.flatMap((name) => index.importsOfPackage(name).map(({ file }) => file));
  const files = [...new Set(importers)].filter((file) => pattern.test(readText(file) ?? ""));
  known.set(key, { version: index.version, files });
  return files;
}
