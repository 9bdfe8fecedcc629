import type { SinkRow } from "./sink-types.ts";

/** What services are told that collect errors, traces and events: all of it leaves the house, and is kept and read like logs. */
export function told(what: string): Pick<SinkRow, "arg" | "kind" | "deep" | "what"> {
  return { arg: "all", kind: "log", deep: true, what };
}
