import { cleanEvent, cleanText } from "../clean-text.ts";
import { countAttempt, countQuery, ipStatusOf } from "../event-counts.ts";
import type {
  EventFilter,
  EventRule,
  EventStore,
  IpBlock,
  IpStatus,
  NewEvent,
  StoredEvent,
} from "../store.ts";
import type { MemoryHits } from "./memory-hits.ts";

export class MemoryEvents implements EventStore {
  /** Oldest first. */
  private events: StoredEvent[] = [];
  private readonly blocks = new Map<string, IpBlock>();
  private readonly clock: () => number;
  private readonly hits: MemoryHits;
  private readonly maxEvents: number;
  private readonly onFull: () => void;
  private lastId = 0;

  /** @param onFull - called each time an old record makes room for a new one */
  constructor(clock: () => number, hits: MemoryHits, maxEvents: number, onFull: () => void) {
    this.clock = clock;
    this.hits = hits;
    this.maxEvents = maxEvents;
    this.onFull = onFull;
  }

  addEvent(event: NewEvent): void {
    const { countFor, ...record } = cleanEvent(event);
    if (this.events.length >= this.maxEvents) {
      this.onFull();
      this.events.shift();
    }
    this.events.push({ ...record, id: String(++this.lastId), at: this.clock(), counted: countFor > 0 });
    if (countFor > 0) this.hits.hit(countAttempt(event));
  }

  ipStatus(ip: string, rules: readonly EventRule[]): IpStatus {
    const counts = rules.map((rule) => this.hits.peekHits(countQuery(ip, rule)));
    const block = this.blocks.get(cleanText(ip));
    const manual = block === undefined ? 0 : (block.until ?? Infinity) - this.clock();
    return ipStatusOf(rules, counts, Math.max(0, Math.ceil(manual)));
  }

  blockIp(ip: string, duration: number | null, reason: string): void {
    const until = duration === null ? null : this.clock() + duration;
    this.blocks.set(cleanText(ip), { ip: cleanText(ip), reason: cleanText(reason), until });
  }

  unblockIp(ip: string, rules: readonly EventRule[]): void {
    this.blocks.delete(cleanText(ip));
    for (const rule of rules) this.hits.resetHits(countQuery(ip, rule));
  }

  listBlocks(): readonly IpBlock[] {
    return [...this.blocks.values()].filter((block) => this.holds(block));
  }

  findEvents(filter: EventFilter): readonly StoredEvent[] {
    const matches = matcherOf(filter, this.clock());
    const found: StoredEvent[] = [];
    for (let i = this.events.length - 1; i >= 0 && found.length < filter.limit; i--) {
      if (matches(this.events[i]!)) found.push(this.events[i]!);
    }
    return found;
  }

  purgeEvents(retention: number): number {
    const before = this.events.length;
    const cutoff = this.clock() - retention;
    this.events = this.events.filter((event) => event.at > cutoff);
    for (const [ip, block] of this.blocks) if (!this.holds(block)) this.blocks.delete(ip);
    return before - this.events.length;
  }

  private holds(block: IpBlock): boolean {
    return block.until === null || block.until > this.clock();
  }
}

function matcherOf(filter: EventFilter, now: number): (event: StoredEvent) => boolean {
  const { ip, kind, user, counted, since, before } = filter;
  return (event) =>
    (ip === undefined || event.ip === ip) &&
    (kind === undefined || event.kind === kind) &&
    (user === undefined || event.user === user) &&
    (counted === undefined || event.counted === counted) &&
    (since === undefined || event.at > now - since) &&
    (before === undefined || Number(event.id) < Number(before));
}
