import type { SourceRow } from "../catalog/types.ts";
import type { AccessPath } from "../flow/access-path.ts";
import type { Origin } from "../flow/origin.ts";

/** A value of which nobody knows where it comes from, taken for one that a user may have written. */
export interface GuessedSource {
  readonly origin: Origin;
  readonly source: SourceRow;
  readonly rest: AccessPath;
}

/** A row for what no catalogue lists. */
export function guessedRow(what: string): SourceRow {
  return { read: "", kind: "stored", what };
}
