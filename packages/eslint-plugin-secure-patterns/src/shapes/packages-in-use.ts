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
  // the file imports no other one of that sort
  const taken = new Set([...imported].map((name) => sortsOf(frameworks).get(name)));
  const usual = saysWhatItIsMadeOf(frameworks, installed)
    ? []
    : usualOf(frameworks).filter(({ sort }) => !taken.has(sort));
  const inUse = new Set([...usual.map(({ packages }) => packages), ...shown]);
  const answers = new Map<readonly string[], boolean>();
  return (packages) => {
    let answer = answers.get(packages);
    if (answer === undefined) {
      answer =
        packages.length === 0 ||
        inUse.has(packages) ||
        packages.some((name) => imported.has(name) || installed.has(name));
      answers.set(packages, answer);
    }
    return answer;
  };
}

/** A file of which nobody knows the package can still be seen to be made of it. What is kept must not keep the file. */
function shownBy(
  frameworks: readonly Framework[],
  installed: Names,
  { filename, text }: { readonly filename: string; readonly text: string },
): readonly (readonly string[])[] {
  if (saysWhatItIsMadeOf(frameworks, installed)) return [];
  return signsIn(frameworks)
    .filter(({ path, like }) => path?.test(filename) === true || like?.test(text) === true)
    .map(({ packages }) => packages);
}

interface Shown {
  readonly packages: readonly string[];
  readonly path: RegExp | undefined;
  readonly like: RegExp | undefined;
}

const sortsOf = perCatalog(
  (frameworks) =>
    new Map(
      frameworks.flatMap(({ sort, packages }) => (sort ? packages.map((name) => [name, sort] as const) : [])),
    ),
);

const usualOf = perCatalog((frameworks) => frameworks.filter((framework) => framework.usual));

const signsIn = perCatalog((frameworks) =>
  frameworks.flatMap(({ shows, packages }): Shown[] => {
    const { path, text } = shows ?? {};
    if (path === undefined && text === undefined) return [];
    const compiled = (pattern: string | undefined): RegExp | undefined =>
      pattern === undefined ? undefined : new RegExp(pattern);
    return [{ packages, path: compiled(path), like: compiled(text) }];
  }),
);

function perCatalog<Answer extends object>(
  read: (frameworks: readonly Framework[]) => Answer,
): (frameworks: readonly Framework[]) => Answer {
  const answers = new WeakMap<readonly Framework[], Answer>();
  return (frameworks) => {
    let answer = answers.get(frameworks);
    if (!answer) answers.set(frameworks, (answer = read(frameworks)));
    return answer;
  };
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
