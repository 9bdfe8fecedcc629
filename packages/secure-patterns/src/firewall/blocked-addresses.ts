import type { EventRule, EventStore, IpBlock } from "../stores/store.ts";

/** Pages of 1,000 records to look through per kind: an attack of more records than this shows its newest addresses. */
const PAGES = 5;
const PAGE = 1_000;
/** Addresses to ask about. */
const MOST = 500;

/** Addresses that may be blocked now: by hand, or with enough records in a window. Whether they are, their status says. */
export async function addressesToAsk(
  store: EventStore,
  rules: readonly EventRule[],
): Promise<ReadonlyMap<string, IpBlock | undefined>> {
  const found = new Map<string, IpBlock | undefined>();
  for (const block of await store.listBlocks()) found.set(block.ip, block);
  for (const rule of rules) {
    for (const ip of await addressesOver(store, rule)) if (!found.has(ip)) found.set(ip, undefined);
  }
  return new Map([...found].slice(0, MOST));
}

async function addressesOver(store: EventStore, { kind, limit, window }: EventRule): Promise<string[]> {
  const counts = new Map<string, number>();
  let before: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const cursor = before === undefined ? {} : { before };
    const events = await store.findEvents({ kind, counted: true, since: window, limit: PAGE, ...cursor });
    for (const { ip } of events) counts.set(ip, (counts.get(ip) ?? 0) + 1);
    before = events.at(-1)?.id;
    if (events.length < PAGE) break;
  }
  return [...counts].filter(([, count]) => count >= limit).map(([ip]) => ip);
}
