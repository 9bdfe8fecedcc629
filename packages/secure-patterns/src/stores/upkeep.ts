import { parseDuration, parseTimer } from "../duration.ts";
import { knownOptions } from "../options.ts";
import type {
  EventStore,
  Maintenance,
  PurgeCount,
  PurgeOptions,
  PurgePace,
  PurgeSchedule,
  TokenStore,
} from "./store.ts";

/** What a store needs for its upkeep, besides the public methods that it has anyway. */
export interface Purgeable
  extends Pick<TokenStore, "purgeTokens">, Pick<EventStore, "purgeEvents">, Pick<Maintenance, "lease"> {
  purgeHits(): number | Promise<number>;
}

const DEFAULT_RETENTION = "30d";

/** `purge` and `close`, the same for every store. */
export class Upkeep {
  private readonly store: Purgeable;
  private readonly log: (message: string) => void;
  private readonly timers = new Set<ReturnType<typeof setInterval>>();

  constructor(store: Purgeable, log: (message: string) => void) {
    this.store = store;
    this.log = log;
  }

  purge(options?: PurgeOptions): Promise<PurgeCount>;
  purge(options: PurgePace): PurgeSchedule;
  purge(options?: PurgeOptions | PurgePace): Promise<PurgeCount> | PurgeSchedule;
  purge(options: PurgeOptions | PurgePace = {}): Promise<PurgeCount> | PurgeSchedule {
    const { retention: age = DEFAULT_RETENTION, every } = knownOptions(
      options,
      ["retention", "every"],
      "purge",
    );
    const retention = parseDuration(age, "retention");
    return every === undefined
      ? this.purgeOnce(retention)
      : this.schedule(parseTimer(every, "every"), retention);
  }

  close(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.timers.clear();
  }

  private async purgeOnce(retention: number): Promise<PurgeCount> {
    return {
      hits: await this.store.purgeHits(),
      tokens: await this.store.purgeTokens(),
      events: await this.store.purgeEvents(retention),
    };
  }

  private schedule(every: number, retention: number): PurgeSchedule {
    const timer = setInterval(() => void this.purgeIfFirst(every, retention), every);
    // Node, Bun and Deno: a purge is no reason to keep a process alive.
    if (typeof timer === "object" && "unref" in timer) timer.unref();
    this.timers.add(timer);
    return {
      stop: () => {
        clearInterval(timer);
        this.timers.delete(timer);
      },
    };
  }

  /** Every process asks; the lease lets one through per period. */
  private async purgeIfFirst(every: number, retention: number): Promise<void> {
    try {
      if (await this.store.lease("purge", every)) await this.purgeOnce(retention);
    } catch (error) {
      this.log(`secure-patterns: scheduled purge failed, next attempt in ${every} ms (${nameOf(error)})`);
    }
  }
}

/** Messages of drivers may quote values: the log gets the kind of error only. */
export function nameOf(error: unknown): string {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  return typeof code === "string" ? code : typeof name === "string" ? name : "unknown error";
}
