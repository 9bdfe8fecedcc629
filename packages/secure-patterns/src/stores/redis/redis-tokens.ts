import { hashKey } from "../hash-key.ts";
import type { NewToken, StoredToken, TokenStore } from "../store.ts";
import { fromStorable, toStorable } from "../reversible-text.ts";
import { type RedisRunner, Script } from "./redis-runner.ts";

/** KEYS: the token, its subject's index. ARGV: subject, payload, "1" if there is one, lifetime in ms. */
const PUT = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local expires = now + tonumber(ARGV[4])
redis.call('HSET', KEYS[1], 'subject', ARGV[1], 'expires', string.format('%.0f', expires))
if ARGV[3] == '1' then redis.call('HSET', KEYS[1], 'payload', ARGV[2]) end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
redis.call('ZADD', KEYS[2], expires, KEYS[1])
redis.call('PEXPIRE', KEYS[2], math.max(tonumber(ARGV[4]), redis.call('PTTL', KEYS[2])))
return 1
`;

/** KEYS: the token. ARGV: "1" to consume it. */
const READ = `
local found = redis.call('HMGET', KEYS[1], 'subject', 'expires', 'payload')
if not found[1] then return {} end
if ARGV[1] == '1' then redis.call('DEL', KEYS[1]) end
return found
`;

const INDEX = `return redis.call('ZRANGE', KEYS[1], 0, -1)`;
/** KEYS: the index, then the tokens. The index keeps what was issued meanwhile. */
const REVOKE = `
local count = 0
for i = 2, #KEYS do
  count = count + redis.call('DEL', KEYS[i])
  redis.call('ZREM', KEYS[1], KEYS[i])
end
return count
`;

export class RedisTokens implements TokenStore {
  private readonly runner: RedisRunner;
  private readonly prefix: string;
  private readonly put = new Script(PUT);
  private readonly read = new Script(READ);
  private readonly index = new Script(INDEX);
  private readonly revoke = new Script(REVOKE);

  constructor(runner: RedisRunner, prefix: string) {
    this.runner = runner;
    this.prefix = prefix;
  }

  async putToken({ hash, purpose, subject, payload, ttl }: NewToken): Promise<void> {
    const keys = [this.tokenKey(hash, purpose), this.indexKey(subject, purpose)];
    const args = [toStorable(subject), toStorable(payload ?? ""), payload === null ? "0" : "1", String(ttl)];
    if ((await this.put.run(this.runner, keys, args)) !== 1) {
      throw new Error("A token with this hash exists already");
    }
  }

  takeToken(hash: string, purpose: string): Promise<StoredToken | null> {
    return this.find(hash, purpose, "1");
  }

  peekToken(hash: string, purpose: string): Promise<StoredToken | null> {
    return this.find(hash, purpose, "0");
  }

  async revokeTokens(subject: string, purpose: string): Promise<number> {
    const index = this.indexKey(subject, purpose);
    const tokens = (await this.index.run(this.runner, [index], [])) as string[];
    if (tokens.length === 0) return 0;
    return (await this.revoke.run(this.runner, [index, ...tokens], [])) as number;
  }

  /** Redis expires by itself. */
  purgeTokens(): number {
    return 0;
  }

  private async find(hash: string, purpose: string, consume: "0" | "1"): Promise<StoredToken | null> {
    const found = await this.read.run(this.runner, [this.tokenKey(hash, purpose)], [consume]);
    const [subject, expires, payload] = found as [string?, string?, (string | null)?];
    if (subject === undefined) return null;
    return {
      subject: fromStorable(subject),
      payload: payload == null ? null : fromStorable(payload),
      expiresAt: Number(expires),
    };
  }

  /** The purpose is the hash tag: a token and its subject's index live on one node of a Cluster. */
  private tokenKey(hash: string, purpose: string): string {
    return `${this.prefix}{token:${hashKey(purpose)}}:${hash}`;
  }

  private indexKey(subject: string, purpose: string): string {
    return `${this.prefix}{token:${hashKey(purpose)}}:of:${hashKey(subject)}`;
  }
}
