import { Outage } from "../outage.ts";
import { memory } from "../stores/memory/memory.ts";
import type { EventStore, IpStatus, NewEvent } from "../stores/store.ts";
import { nameOf } from "../stores/upkeep.ts";
import type { FirewallSettings } from "./firewall-options.ts";

const WAY = {
  local: "deciding by what this process has seen itself",
  open: "letting everybody in",
  closed: "refusing everybody",
} as const;

const FREE: IpStatus = { counts: [], blockedFor: 0, blockedBy: null };

/** The store behaves as `onStoreError` says while it is away. */
export class GuardedEvents {
  private readonly settings: FirewallSettings;
  private readonly outage: Outage;
  /** What this process has counted and blocked itself. */
  private readonly local: EventStore | undefined;

  constructor(settings: FirewallSettings) {
    const { timeout, onStoreError, log } = settings;
    this.settings = settings;
    this.local = onStoreError === "local" ? memory({ maxEvents: 1, log: () => {} }) : undefined;
    this.outage = new Outage(timeout, (error) =>
      log(
        `secure-patterns: the firewall's store does not answer (${nameOf(error)}); ${WAY[onStoreError]} until it does`,
      ),
    );
  }

  /** Whether the record reached the store. */
  async add(event: NewEvent): Promise<boolean> {
    if (event.countFor > 0) await this.local?.addEvent(event);
    try {
      await this.outage.ask(() => this.settings.store.addEvent(event));
      return true;
    } catch {
      return false; // reported when the outage began
    }
  }

  /** `undefined` where the store is away and nothing may pass without it. */
  async status(ip: string): Promise<IpStatus | undefined> {
    const { store, counted, onStoreError } = this.settings;
    try {
      return await this.outage.ask(() => store.ipStatus(ip, counted));
    } catch {
      if (this.local) return this.local.ipStatus(ip, counted);
      return onStoreError === "open" ? FREE : undefined;
    }
  }

  /** @throws what the store threw: whoever blocks by hand wants to know */
  async block(ip: string, duration: number | null, reason: string): Promise<void> {
    await this.local?.blockIp(ip, duration, reason);
    await this.settings.store.blockIp(ip, duration, reason);
  }

  /** @throws what the store threw */
  async unblock(ip: string): Promise<void> {
    const { store, counted } = this.settings;
    await this.local?.unblockIp(ip, counted);
    await store.unblockIp(ip, counted);
  }
}
