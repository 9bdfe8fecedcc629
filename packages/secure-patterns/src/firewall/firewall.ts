import { parseDuration } from "../duration.ts";
import type { Denial, OnDenied, Protection, RequestFacts, Verdict } from "../protection.ts";
import type { EventFilter, EventRule, IpStatus, NewEvent } from "../stores/store.ts";
import { nameOf } from "../stores/upkeep.ts";
import { addressesToAsk } from "./blocked-addresses.ts";
import { clientFacts, type ClientFacts } from "./client-facts.ts";
import { OWN_KINDS, type EventLimits } from "./event-rules.ts";
import { readFirewallOptions, type FirewallOptions, type FirewallSettings } from "./firewall-options.ts";
import type {
  BlockedAddress,
  BlockOptions,
  EventQuery,
  Firewall,
  FirewallEvent,
  FirewallStatus,
  ReportDetails,
  ReportedRequest,
} from "./firewall-types.ts";
import { FloodGate } from "./flood-gate.ts";
import { describeNew, newRecord, NO_ADDRESS, toFirewallEvent } from "./forensic-record.ts";
import { GuardedEvents } from "./guarded-events.ts";

const ALLOWED: Verdict = { allowed: true, headers: {} };
const PURGE_PAUSE = 3_600_000;

/**
 * Counts events per address and kind, blocks an address while its count is at or over the limit, lets go when it falls below, and
 * keeps a record of who did what and why.
 *
 * @throws TypeError that names a bad option and the expected form
 */
export function firewall<const Events extends EventLimits = Record<never, never>>(
  options: FirewallOptions<Events> = {},
): Firewall<Extract<keyof Events, string>> {
  return new StoreFirewall(readFirewallOptions(options));
}

class StoreFirewall implements Firewall {
  readonly check: Protection;
  readonly onDenied: OnDenied;
  private readonly settings: FirewallSettings;
  private readonly guarded: GuardedEvents;
  private readonly gate = new FloodGate();
  private purgeAt = 0;

  constructor(settings: FirewallSettings) {
    this.settings = settings;
    this.guarded = new GuardedEvents(settings);
    this.check = { checkRequest: (request) => this.checkRequest(request) };
    // A property, so that it can be handed over without its object.
    this.onDenied = (denied) => this.reportDenied(denied);
  }

  async report(request: ReportedRequest, kind: string, details: ReportDetails = {}): Promise<void> {
    if (!this.settings.rules.has(kind)) {
      throw new TypeError(
        `kind must be one of ${[...this.settings.rules.keys()].join(", ")}; add others under events (false to record without counting)`,
      );
    }
    const record = await this.write(clientFacts(request, this.settings), kind, details);
    if (record.countFor > 0) await this.announceBlock(record.ip, kind);
    await this.purgeInPassing();
  }

  async isBlocked(client: string | ReportedRequest): Promise<boolean> {
    return (await this.status(client)).blocked;
  }

  async status(client: string | ReportedRequest): Promise<FirewallStatus> {
    const { isAllowed, toKey } = this.settings;
    const ip = typeof client === "string" ? client : clientFacts(client, this.settings).ip;
    if (ip === undefined) throw new TypeError("request has no address that can be believed: see trust");
    const key = toKey(ip);
    const status = await this.guarded.status(key);
    if (!status) throw new Error("The firewall's store does not answer");
    return this.describe(key, status, isAllowed(ip));
  }

  async checkRequest(request: RequestFacts): Promise<Verdict> {
    const { readIp, isAllowed, toKey, dryRun } = this.settings;
    const address = readIp(request);
    if (isAllowed(address)) return ALLOWED;
    const status = await this.guarded.status(toKey(address));
    if (!status)
      return refuse({ status: 503, message: "Service unavailable", reason: "the firewall's store is away" });
    if (status.blockedFor <= 0) return ALLOWED;
    const reason = blockReason(status);
    await this.logDenial(request, dryRun ? `dry run, let in: ${reason}` : reason);
    return dryRun ? ALLOWED : refuse({ status: 403, message: "Forbidden", reason });
  }

  async block(ip: string, { duration, reason = "" }: BlockOptions = {}): Promise<void> {
    const key = this.settings.toKey(ip);
    const length = duration === undefined ? null : parseDuration(duration, "duration");
    await this.guarded.block(key, length, reason);
    await this.write({ ...NOBODY, ip }, OWN_KINDS.block, { reason });
    await this.announce(await this.status(ip));
  }

  async unblock(ip: string, { reason = "" }: { readonly reason?: string } = {}): Promise<void> {
    await this.guarded.unblock(this.settings.toKey(ip));
    await this.write({ ...NOBODY, ip }, OWN_KINDS.unblock, { reason });
  }

  async blocked(): Promise<BlockedAddress[]> {
    const { store, counted } = this.settings;
    const asked = [...(await addressesToAsk(store, counted))];
    const all = await Promise.all(
      asked.map(async ([ip, byHand]) => ({ ...(await this.status(ip)), reason: byHand?.reason || null })),
    );
    const end = ({ until }: BlockedAddress): number => until?.getTime() ?? Infinity;
    return all.filter(({ blocked }) => blocked).sort((a, b) => (end(a) === end(b) ? 0 : end(b) - end(a)));
  }

  async events(query: EventQuery = {}): Promise<FirewallEvent[]> {
    const found = await this.settings.store.findEvents(readQuery(query, this.settings));
    return found.map(toFirewallEvent);
  }

  async purge(): Promise<number> {
    return this.settings.store.purgeEvents(this.settings.retention);
  }

  private async reportDenied({ kind, reason, request }: Parameters<OnDenied>[0]): Promise<void> {
    if (kind === "firewall") return; // written by `checkRequest` itself
    const facts = request ? clientFacts(request, this.settings) : NOBODY;
    const record = await this.write(facts, kind, { reason });
    if (record.countFor > 0) await this.announceBlock(record.ip, kind);
    await this.purgeInPassing();
  }

  private async logDenial(request: RequestFacts, reason: string): Promise<void> {
    await this.write(clientFacts(request, this.settings), OWN_KINDS.denial, { reason });
  }

  private async write(facts: ClientFacts, kind: string, details: ReportDetails): Promise<NewEvent> {
    const record = newRecord(facts, kind, details, this.settings);
    const dropped = record.countFor > 0 || isByHand(kind) ? 0 : this.gate.admit(record.ip);
    if (dropped === undefined) return record;
    const complete =
      dropped > 0
        ? { ...record, reason: `${record.reason ?? ""} (${dropped} more were not recorded)` }
        : record;
    await this.guarded.add(complete);
    await this.tell("onEvent", () => this.settings.onEvent?.(describeNew(complete)));
    return complete;
  }

  /** Tells about an address that has reached a kind's limit: once per window, whichever process sees it first. */
  private async announceBlock(ip: string, kind: string): Promise<void> {
    const rule = this.settings.rules.get(kind);
    if (!this.settings.onBlock || !rule) return;
    const status = await this.guarded.status(ip);
    const described = status && this.describe(ip, status, false);
    if (!described?.blocked || (described.counts[kind] ?? 0) < rule.limit) return;
    if (await this.isFirstToTell(ip, rule)) await this.announce(described);
  }

  private async announce(status: FirewallStatus): Promise<void> {
    const { onBlock, dryRun } = this.settings;
    await this.tell("onBlock", () => onBlock?.({ ...status, dryRun }));
  }

  private async isFirstToTell(ip: string, { kind, window }: EventRule): Promise<boolean> {
    const { store } = this.settings;
    try {
      // After an unblock the next block is news again: the unblock's record makes it another key.
      const [lifted] = await store.findEvents({ ip, kind: OWN_KINDS.unblock, limit: 1 });
      const keys = [JSON.stringify([ip, kind, lifted?.id])];
      const answer = await store.hit?.({
        bucket: "firewall-alert",
        keys,
        limit: 1,
        window,
        cost: 1,
        block: 0,
      });
      return answer?.admitted ?? true;
    } catch {
      return true; // better told twice than never
    }
  }

  private async tell(hook: string, call: () => void | Promise<void>): Promise<void> {
    try {
      await call();
    } catch (error) {
      this.settings.log(`secure-patterns: the firewall's ${hook} failed (${nameOf(error)})`);
    }
  }

  /** So that personal data goes after the retention even where nobody has set up a job. */
  private async purgeInPassing(): Promise<void> {
    if (performance.now() < this.purgeAt) return;
    this.purgeAt = performance.now() + PURGE_PAUSE;
    try {
      const { store } = this.settings;
      if ((await store.lease?.("firewall-purge", PURGE_PAUSE)) ?? true) await this.purge();
    } catch (error) {
      this.settings.log(`secure-patterns: purging firewall records failed (${nameOf(error)})`);
    }
  }

  private describe(ip: string, status: IpStatus, isAllowed: boolean): FirewallStatus {
    const blocked = !isAllowed && status.blockedFor > 0;
    const ends = blocked && Number.isFinite(status.blockedFor);
    const counts = this.settings.counted.map(({ kind }, index) => [kind, status.counts[index] ?? 0] as const);
    return {
      ip,
      blocked,
      by: blocked ? status.blockedBy : null,
      until: ends ? new Date(Date.now() + status.blockedFor) : null,
      counts: Object.fromEntries(counts),
      isAllowed,
    };
  }
}

const NOBODY: ClientFacts = {
  ip: undefined,
  method: undefined,
  url: undefined,
  agent: undefined,
  context: {},
};

function isByHand(kind: string): boolean {
  return kind === OWN_KINDS.block || kind === OWN_KINDS.unblock;
}

function blockReason({ blockedBy, blockedFor }: IpStatus): string {
  if (blockedBy === "manual") return "blocked by hand";
  return `blocked: too many events of kind ${blockedBy}; free in ${Math.ceil(blockedFor / 1000)} s`;
}

/** The client learns neither why nor for how long. */
function refuse(denial: Omit<Denial, "headers">): Verdict {
  return { allowed: false, headers: {}, denial: { ...denial, headers: { "cache-control": "no-store" } } };
}

function readQuery(query: EventQuery, { toKey }: FirewallSettings): EventFilter {
  const { ip, since, limit = 100, kind, user, counted, before } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw new TypeError("limit must be a whole number from 1 to 1000");
  }
  return {
    limit,
    ...(ip !== undefined && { ip: ip === NO_ADDRESS ? ip : toKey(ip) }),
    ...(since !== undefined && { since: parseDuration(since, "since") }),
    ...(kind !== undefined && { kind }),
    ...(user !== undefined && { user }),
    ...(counted !== undefined && { counted }),
    ...(before !== undefined && { before }),
  };
}
