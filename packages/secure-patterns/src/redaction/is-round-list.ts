import type { DigitGroup } from "./digit-groups.ts";

/** `256 512 1024`, `100 20 3000`: sizes and counts in a row, not the groups of one number. */
export function isRoundList(groups: readonly DigitGroup[]): boolean {
  const values = groups.map((group) => Number(group.digits));
  return values.every((value) => value % 10 === 0) || values.every((value) => value % 16 === 0);
}
