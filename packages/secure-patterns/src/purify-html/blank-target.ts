/** The tokens that keep an opened page from reaching back, added to those that a link has. */
export function addBlankRel(rel: string | undefined | null): string {
  const tokens = new Set((rel ?? "").toLowerCase().split(/\s+/).filter(Boolean));
  // It would undo the other two.
  tokens.delete("opener");
  return [...tokens.add("noopener").add("noreferrer")].join(" ");
}

/** Only `_blank`, in any case: a named target would let content replace another window of the site. */
export function isBlank(target: string | undefined | null): boolean {
  return target?.trim().toLowerCase() === "_blank";
}
