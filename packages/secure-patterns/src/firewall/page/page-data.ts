import type { BlockedAddress, Firewall, FirewallEvent } from "../firewall-types.ts";
import type { PageQuery } from "./page-query.ts";

/** Everything that the page shows. */
export interface PageData {
  readonly query: PageQuery;
  readonly now: Date;
  readonly blocked: readonly BlockedAddress[];
  /** The page of records. */
  readonly records: readonly FirewallEvent[];
  /** Where the next page begins; `undefined` on the last. */
  readonly next: string | undefined;
  readonly bars: readonly Bar[];
  readonly ips: readonly Tally[];
  readonly kinds: readonly Tally[];
  readonly total: number;
  /** There are more records in the range than were counted. */
  readonly isPartial: boolean;
}

export interface Bar {
  readonly from: Date;
  readonly counted: number;
  readonly logged: number;
}

export interface Tally {
  readonly name: string;
  readonly count: number;
}

const RECORDS = 50;
const CHUNK = 1_000;
/** Records that are counted for the overview; the page says so where there are more. */
const MOST = 10_000;
const TOP = 10;

export async function gatherPage(firewall: Firewall, query: PageQuery): Promise<PageData> {
  const now = new Date();
  const [blocked, all, records] = await Promise.all([
    firewall.blocked(),
    overview(firewall, query),
    firewall.events({
      ...query.filter,
      since: query.range.since,
      limit: RECORDS + 1,
      ...(query.before && { before: query.before }),
    }),
  ]);
  const shown = records.slice(0, RECORDS);
  return {
    query,
    now,
    blocked,
    records: shown,
    next: records.length > RECORDS ? shown.at(-1)?.id : undefined,
    bars: countByTime(all, query, now),
    ips: countBy(all, ({ ip }) => ip),
    kinds: countBy(all, ({ kind }) => kind),
    total: all.length,
    isPartial: all.length >= MOST,
  };
}

async function overview(firewall: Firewall, { filter, range }: PageQuery): Promise<FirewallEvent[]> {
  const all: FirewallEvent[] = [];
  while (all.length < MOST) {
    const before = all.at(-1)?.id;
    const cursor = before === undefined ? {} : { before };
    const chunk = await firewall.events({ ...filter, since: range.since, limit: CHUNK, ...cursor });
    all.push(...chunk);
    if (chunk.length < CHUNK) break;
  }
  return all;
}

function countByTime(events: readonly FirewallEvent[], { range }: PageQuery, now: Date): Bar[] {
  const { step, bars } = range;
  const start = now.getTime() - step * bars;
  const counts = Array.from({ length: bars }, () => ({ counted: 0, logged: 0 }));
  for (const { at, counted } of events) {
    // The store's clock may be a little ahead of ours.
    const index = Math.min(bars - 1, Math.max(0, Math.floor((at.getTime() - start) / step)));
    counts[index]![counted ? "counted" : "logged"] += 1;
  }
  return counts.map((count, index) => ({ from: new Date(start + index * step), ...count }));
}

function countBy(events: readonly FirewallEvent[], name: (event: FirewallEvent) => string): Tally[] {
  const counts = new Map<string, number>();
  for (const event of events) counts.set(name(event), (counts.get(name(event)) ?? 0) + 1);
  const all = [...counts].map(([each, count]) => ({ name: each, count }));
  return all.sort((a, b) => b.count - a.count).slice(0, TOP);
}
