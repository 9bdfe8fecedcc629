import type { SourceRow } from "../catalog/types.ts";
import type { AccessPath } from "../flow/access-path.ts";
import type { Origin } from "../flow/origin.ts";
import type { SinkUse } from "./sink-uses.ts";
import type { Analysis } from "./analysis.ts";
import type { Confidence } from "./create-rule.ts";

/** That, and how, a value is dangerous where it arrives. */
export interface Attack {
  /** An input that does it, having passed every check on the way. */
  readonly input: string;
  readonly confidence: Confidence;
  /** What it breaks elsewhere: the length that a schema of the project allows, and where. */
  readonly limit?: string;
}

/** Judges one way from a source to a sink; undefined where no input does harm. */
export type Judge = (
  analysis: Analysis,
  origin: Origin,
  source: SourceRow,
  rest: AccessPath,
  use: SinkUse,
) => Attack | undefined;

/** What an address says of the site itself: nobody else chooses that, and no markup is in it. */
export const OWN_PARTS: ReadonlySet<string> = new Set(["origin", "host", "hostname", "protocol", "port"]);
