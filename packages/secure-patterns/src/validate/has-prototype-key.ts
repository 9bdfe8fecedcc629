/**
 * Whether data holds an own `__proto__` key at any depth, as only `JSON.parse` makes them. Schemas that let unknown keys pass hand it on, and
 * `Object.assign` or a merge then changes a prototype.
 */
export function hasPrototypeKey(data: unknown): boolean {
  const seen = new Set<object>();
  const pending = [data];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (Object.hasOwn(value, "__proto__")) return true;
    const isData =
      Array.isArray(value) ||
      [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
    if (isData) for (const key of Object.keys(value)) pending.push((value as Record<string, unknown>)[key]);
  }
  return false;
}
