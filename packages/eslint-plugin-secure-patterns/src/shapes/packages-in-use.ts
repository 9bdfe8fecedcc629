import type { Framework } from "../catalog/types.ts";

type Names = ReadonlySet<string>;

/**
 * Tells whether one of some packages is in use: in the file, in its package, or because nothing says otherwise. A file
 * alone, with `req` and `res` but no import that explains them, belongs to the usual server.
 */
export function packagesInUse(
  frameworks: readonly Framework[],
  imported: Names,
  installed: Names,
  file: { readonly filename: string; readonly text: string } = { filename: "", text: "" },
): (packages: readonly string[]) => boolean {
  const shown = shownBy(frameworks, installed, file);
  const isNamed = (packages: readonly string[]): boolean =>
    packages.some((name) => imported.has(name) || installed.has(name));
  const usual = new Set(
    frameworks.filter((framework) => framework.usual && !isTaken(framework)).map(({ packages }) => packages),
  );
  return (packages) =>
    packages.length === 0 || isNamed(packages) || usual.has(packages) || shown.has(packages);

  /** The file imports another one of that sort, or its package says what it is made of. */
  function isTaken({ sort }: Framework): boolean {
    return (
      saysWhatItIsMadeOf(frameworks, installed) ||
      frameworks.some((other) => other.sort === sort && other.packages.some((name) => imported.has(name)))
    );
  }
}

/** A file of which nobody knows the package can still be seen to be made of it. What is kept must not keep the file. */
function shownBy(
  frameworks: readonly Framework[],
  installed: Names,
  { filename, text }: { readonly filename: string; readonly text: string },
): ReadonlySet<readonly string[]> {
  const found = new Set<readonly string[]>();
  if (saysWhatItIsMadeOf(frameworks, installed)) return found;
  for (const { shows, packages } of frameworks) {
    const { path, text: like } = shows ?? {};
    if (path !== undefined && new RegExp(path).test(filename)) found.add(packages);
    if (like !== undefined && new RegExp(like).test(text)) found.add(packages);
  }
  return found;
}

const known = new WeakMap<Names, WeakMap<readonly Framework[], boolean>>();

/** The same answer for all files of a package. */
function saysWhatItIsMadeOf(frameworks: readonly Framework[], installed: Names): boolean {
  let answers = known.get(installed);
  if (!answers) known.set(installed, (answers = new WeakMap()));
  let answer = answers.get(frameworks);
  if (answer === undefined) {
    answer = frameworks.some(
      ({ sort, packages }) => sort !== undefined && packages.some((name) => installed.has(name)),
    );
    answers.set(frameworks, answer);
  }
  return answer;
}
