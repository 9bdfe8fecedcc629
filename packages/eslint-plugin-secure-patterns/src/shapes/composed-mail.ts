import type { SourceRow } from "../catalog/types.ts";
import type { Origin } from "../flow/origin.ts";
import type { Analysis } from "./analysis.ts";
import type { SinkUse } from "./sink-uses.ts";

const RECIPIENT = "to";

/**
 * `send({ to: body.to, html: body.html })`: whoever says what all of a mail is, and who gets it, writes a mail; nothing of the program
 * stands around it.
 */
export function isComposedMail(
  analysis: Analysis,
  origin: Origin,
  row: SourceRow,
  { value, row: { at = [] } }: SinkUse,
): boolean {
  if (row.kind !== "remote" || origin.before !== "" || at.length === 0) return false;
  return analysis
    .originsOf(value, [RECIPIENT])
    .some((recipient) => analysis.classify(recipient).sources.some((source) => source.row.what === row.what));
}
