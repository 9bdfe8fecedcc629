import type { EventStore, HitStore, Maintenance, Store, TokenStore } from "./store.ts";
import { type Purgeable, Upkeep } from "./upkeep.ts";

/** The capabilities of one store, each written apart. */
export interface StoreParts {
  readonly hits: HitStore & { purge(): ReturnType<Purgeable["purgeHits"]> };
  readonly tokens: TokenStore;
  readonly events: EventStore;
  readonly lease: Maintenance["lease"];
  readonly migrate: Maintenance["migrate"];
  readonly log: (message: string) => void;
}

export function composeStore({ hits, tokens, events, lease, migrate, log }: StoreParts): Store {
  const upkeep = new Upkeep(
    {
      purgeHits: () => hits.purge(),
      purgeTokens: () => tokens.purgeTokens(),
      purgeEvents: (retention) => events.purgeEvents(retention),
      lease,
    },
    log,
  );
  return {
    hit: (attempt) => hits.hit(attempt),
    peekHits: (query) => hits.peekHits(query),
    releaseHits: (attempt, reservation) => hits.releaseHits(attempt, reservation),
    resetHits: (query) => hits.resetHits(query),
    ...(hits.hitsUnder && { hitsUnder: (limits, answer) => hits.hitsUnder!(limits, answer) }),
    putToken: (token) => tokens.putToken(token),
    takeToken: (hash, purpose) => tokens.takeToken(hash, purpose),
    peekToken: (hash, purpose) => tokens.peekToken(hash, purpose),
    revokeTokens: (subject, purpose) => tokens.revokeTokens(subject, purpose),
    purgeTokens: () => tokens.purgeTokens(),
    addEvent: (event) => events.addEvent(event),
    ipStatus: (ip, rules) => events.ipStatus(ip, rules),
    blockIp: (ip, duration, reason) => events.blockIp(ip, duration, reason),
    unblockIp: (ip, rules) => events.unblockIp(ip, rules),
    listBlocks: () => events.listBlocks(),
    findEvents: (filter) => events.findEvents(filter),
    purgeEvents: (retention) => events.purgeEvents(retention),
    migrate,
    lease,
    purge: ((options) => upkeep.purge(options)) as Store["purge"],
    close: () => Promise.resolve(upkeep.close()),
  };
}
