/** The text of a value of any type; objects that cannot be turned into text give their type's name. */
export function toText(value: unknown): string {
  if (value === null || value === undefined) return "";
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
