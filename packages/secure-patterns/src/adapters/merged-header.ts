/** Lists to which every protection of a request adds its own element; any other header is replaced. */
const LISTS: ReadonlySet<string> = new Set(["ratelimit", "ratelimit-policy", "vary"]);

/** The value to set where a response may already carry a header: two limiters on one route show both policies. */
export function mergedHeader(name: string, value: string, present: unknown): string {
  const existing = Array.isArray(present) ? present.join(", ") : present;
  const isMerged = typeof existing === "string" && existing !== "" && LISTS.has(name.toLowerCase());
  return isMerged ? `${existing}, ${value}` : value;
}
