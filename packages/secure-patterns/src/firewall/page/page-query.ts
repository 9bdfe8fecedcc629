import type { Duration } from "../../duration.ts";
import type { EventQuery } from "../firewall-types.ts";

/** What the page shows, read from its address. */
export interface PageQuery {
  readonly range: Range;
  readonly filter: Pick<EventQuery, "ip" | "kind" | "user">;
  readonly before: string | undefined;
}

export interface Range {
  readonly name: string;
  readonly label: string;
  readonly since: Duration;
  /** Milliseconds of one bar of the chart. */
  readonly step: number;
  readonly bars: number;
}

const HOUR = 3_600_000;

export const RANGES: readonly Range[] = [
  { name: "24h", label: "Last 24 hours", since: "24h", step: HOUR, bars: 24 },
  { name: "7d", label: "Last 7 days", since: "7d", step: 6 * HOUR, bars: 28 },
  { name: "30d", label: "Last 30 days", since: "30d", step: 24 * HOUR, bars: 30 },
];

/** Anybody may write the address: what is unknown or too long is left out. */
export function readPageQuery(url: string): PageQuery {
  const base = "http://page";
  const params = URL.canParse(url, base) ? new URL(url, base).searchParams : new URLSearchParams();
  const read = (name: string): string | undefined => {
    const value = params.get(name)?.trim();
    return value !== undefined && value !== "" && value.length <= 200 ? value : undefined;
  };
  const [ip, kind, user] = [read("ip"), read("kind"), read("user")];
  return {
    range: RANGES.find(({ name }) => name === read("range")) ?? (RANGES[0] as Range),
    filter: { ...(ip && { ip }), ...(kind && { kind }), ...(user && { user }) },
    before: read("before"),
  };
}

/** A link to the same page that shows something else. */
export function pageLink({ range, filter, before }: PageQuery): string {
  const params = new URLSearchParams({ range: range.name, ...filter, ...(before && { before }) });
  return `?${params}`;
}
