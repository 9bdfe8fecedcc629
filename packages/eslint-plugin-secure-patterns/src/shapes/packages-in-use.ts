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
): (packages: readonly string[]) => boolean {
  const isNamed = (packages: readonly string[]): boolean =>
    packages.some((name) => imported.has(name) || installed.has(name));
  const usual = new Set(
    frameworks.filter((framework) => framework.usual && !isTaken(framework)).map(({ packages }) => packages),
  );
  return (packages) => packages.length === 0 || isNamed(packages) || usual.has(packages);

  /** The file imports another one of that sort, or its package says what it is made of. */
  function isTaken({ sort }: Framework): boolean {
    return frameworks.some(
      (other) =>
        other.sort !== undefined &&
        other.packages.some((name) => installed.has(name) || (other.sort === sort && imported.has(name))),
    );
  }
}
