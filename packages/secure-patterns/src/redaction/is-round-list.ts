/** `256 512 1024`, `100 20 3000`: sizes and counts in a row, not the groups of one number. */
export function isRoundList(groups: readonly string[]): boolean {
  const values = groups.map(Number);
  return (
    values.length > 2 &&
    (values.every((value) => value % 10 === 0) || values.every((value) => value % 16 === 0))
  );
}
