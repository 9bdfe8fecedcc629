import { callable, defaultLog, knownOptions, positiveInteger } from "../../options.ts";
import { composeStore } from "../compose-store.ts";
import type { Store } from "../store.ts";
import { RedisEvents } from "./redis-events.ts";
import { RedisHits } from "./redis-hits.ts";
import { type RedisClient, redisRunner, Script } from "./redis-runner.ts";
import { readPrefix } from "./redis-prefix.ts";
import { RedisTokens } from "./redis-tokens.ts";

export type { IoredisClient, NodeRedisClient, RedisClient } from "./redis-runner.ts";

export interface RedisOptions {
  /** In front of every key: letters, digits and `_ . : -`; `"secure-patterns:"` by default. */
  readonly prefix?: string;
  /** About how many firewall records to hold, 100,000 by default; the oldest make room. */
  readonly maxEvents?: number;
  /** Receives a line when a scheduled purge fails; `console.warn` by default. */
  readonly log?: (message: string) => void;
}

const LEASE = `return redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1])`;

/**
 * A store on Redis 6.2 or later, or Valkey; standalone, Sentinel or Cluster. Every decision is one script on one node, by
 * the server's clock. The server must not evict (`maxmemory-policy noeviction`): what it drops is forgotten.
 *
 * @param client - a connected client of node-redis or ioredis; it stays yours to close
 * @throws TypeError if the client or an option is not of the expected form
 */
export function redis(client: RedisClient, options: RedisOptions = {}): Store {
  const { maxEvents = 100_000 } = knownOptions(options, ["prefix", "maxEvents", "log"], "redis");
  const prefix = readPrefix(options.prefix);
  const runner = redisRunner(client);
  const hits = new RedisHits(runner, prefix);
  const lease = new Script(LEASE);
  return composeStore({
    hits,
    tokens: new RedisTokens(runner, prefix),
    events: new RedisEvents(runner, hits, prefix, positiveInteger(maxEvents, "maxEvents")),
    lease: async (name, duration) =>
      (await lease.run(runner, [`${prefix}lease:${name}`], [String(duration)])) !== null,
    migrate: () => Promise.resolve(),
    log: callable(options.log ?? defaultLog, "log"),
  });
}
