import { visitClusters } from "./digit-groups.ts";
import type { AddSpan, PiiKind } from "./kind.ts";
import { matchCard } from "./match-card.ts";
import { matchInternational, matchPhone } from "./match-phone.ts";
import { matchSsn } from "./match-ssn.ts";

export interface NumberMatch {
  readonly start: number;
  readonly end: number;
  /** The group of the cluster to go on with. */
  readonly next: number;
  readonly kind: PiiKind;
}

/** A local phone number has no fewer. */
const FEWEST_DIGITS = 7;

/** Finds payment cards, US social security numbers and phone numbers in one pass over the runs of digits. */
export function findNumbers(text: string, add: AddSpan): void {
  visitClusters(text, FEWEST_DIGITS, (cluster) => {
    for (let index = 0; index < cluster.groups.length;) {
      const match =
        matchCard(cluster, index) ??
        matchInternational(cluster, index) ??
        matchSsn(cluster, index) ??
        matchPhone(cluster, index);
      if (match !== undefined) add(match.start, match.end, match.kind);
      index = match?.next ?? index + 1;
    }
  });
}
