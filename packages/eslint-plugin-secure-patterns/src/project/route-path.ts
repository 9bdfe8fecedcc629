/** Joins what routers are mounted at; `undefined` stands for a path that is not literal. */
export function joinPaths(outer: string | undefined, inner: string): string {
  const parts = [...segmentsOf(outer ?? "*"), ...segmentsOf(inner)];
  return `/${parts.join("/")}`;
}

/**
 * Whether middleware limited to `prefix` may run for a request to `path`: parameters and wildcards match anything, and
 * without a literal prefix it always may.
 */
export function mayCover(prefix: string | undefined, path: string): boolean {
  if (prefix === undefined) return true;
  const wanted = segmentsOf(path);
  return segmentsOf(prefix).every((segment, index) => {
    const other = wanted[index];
    if (isPattern(segment)) return true;
    return other === undefined
      ? wanted.some(isWildcard)
      : other === segment || isPattern(other) || wanted.slice(0, index).some(isWildcard);
  });
}

function segmentsOf(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function isPattern(segment: string): boolean {
  return /[:*({?[]/.test(segment);
}

function isWildcard(segment: string): boolean {
  return segment.includes("*");
}
