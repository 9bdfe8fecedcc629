import { hashKey } from "../hash-key.ts";
import type { HitAnswer, HitAttempt, HitQuery, HitStore } from "../store.ts";
import { type RedisRunner, Script } from "./redis-runner.ts";

/**
 * KEYS: the logs, then the blocks of the same keys. ARGV: window, limit, cost, block in microseconds; whether to record.
 *
 * A log is a list: its admissions, oldest first, each the microsecond ("1795328088000000") with the cost behind a colon
 * if it is not 1; and last what they add up to, so that no decision needs to read them all.
 */
const HIT = `
local n = #KEYS / 2
local window, limit, cost, block = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]

local function parse(entry)
  local colon = string.find(entry, ':', 1, true)
  if colon then return tonumber(string.sub(entry, 1, colon - 1)), tonumber(string.sub(entry, colon + 1)) end
  return tonumber(entry), 1
end

local at, retryAt, used, oldest, totals, full = now, 0, 0, nil, {}, {}
for i = 1, n do
  local key = KEYS[i]
  local total = tonumber(redis.call('LINDEX', key, -1) or '0')
  local first, was = nil, total
  while total > 0 do
    local weight
    first, weight = parse(redis.call('LINDEX', key, 0))
    if first + window > now then break end
    redis.call('LPOP', key)
    total = total - weight
  end
  if total == 0 and was > 0 then redis.call('DEL', key)
  elseif total ~= was then redis.call('LSET', key, -1, string.format('%.0f', total)) end
  totals[i] = total
  if total > used then used, oldest = total, first end
  if total > 0 then at = math.max(at, (parse(redis.call('LINDEX', key, -2)))) end

  local freeAt, excess, index = 0, total + cost - limit, 0
  while excess > 0 do
    local entries = redis.call('LRANGE', key, index, index + 99)
    for _, entry in ipairs(entries) do
      local entryAt, weight = parse(entry)
      excess = excess - weight
      if excess <= 0 then freeAt = entryAt + window break end
    end
    index = index + 100
  end
  local blockedUntil = tonumber(redis.call('GET', KEYS[n + i]) or '0')
  if freeAt > 0 and blockedUntil <= now then full[#full + 1] = i end
  if blockedUntil > now then retryAt = math.max(retryAt, blockedUntil) end
  retryAt = math.max(retryAt, freeAt)
end

local reset = oldest and oldest + window - now or 0
if retryAt > 0 then
  if ARGV[5] == '1' and block > 0 and #full > 0 then
    retryAt = math.max(retryAt, now + block)
    for _, i in ipairs(full) do
      redis.call('SET', KEYS[n + i], string.format('%.0f', retryAt), 'PX', math.ceil((retryAt - now) / 1000) + 1)
    end
  end
  return {0, used, retryAt - now, reset, ''}
end
if ARGV[5] ~= '1' then return {1, used, 0, reset, ''} end

local stamp = string.format('%.0f', at)
local entry = cost == 1 and stamp or stamp .. ':' .. ARGV[3]
for i = 1, n do
  if totals[i] > 0 then redis.call('RPOP', KEYS[i]) end
  redis.call('RPUSH', KEYS[i], entry, string.format('%.0f', totals[i] + cost))
  redis.call('PEXPIRE', KEYS[i], math.ceil((at - now + window) / 1000) + 1)
end
return {1, used + cost, 0, oldest and reset or at - now + window, entry}
`;

/** KEYS: the logs. ARGV: the entry to take back, its cost. */
const RELEASE = `
for _, key in ipairs(KEYS) do
  if redis.call('LREM', key, -1, ARGV[1]) == 1 then
    local total = tonumber(redis.call('LINDEX', key, -1)) - tonumber(ARGV[2])
    if total > 0 then redis.call('LSET', key, -1, string.format('%.0f', total)) else redis.call('DEL', key) end
  end
end
return 0
`;

const RESET = `return redis.call('DEL', unpack(KEYS))`;

export class RedisHits implements HitStore {
  private readonly runner: RedisRunner;
  private readonly prefix: string;
  private readonly hitScript = new Script(HIT);
  private readonly releaseScript = new Script(RELEASE);
  private readonly resetScript = new Script(RESET);

  constructor(runner: RedisRunner, prefix: string) {
    this.runner = runner;
    this.prefix = prefix;
  }

  hit(attempt: HitAttempt): Promise<HitAnswer> {
    return this.decide(attempt, attempt.cost, attempt.block, true);
  }

  peekHits(query: HitQuery): Promise<HitAnswer> {
    return this.decide(query, 1, 0, false);
  }

  async releaseHits(attempt: HitAttempt, reservation: string): Promise<void> {
    // The total is the one other kind of entry: it must not be taken for an admission.
    if (!/^\d{15,}(:\d+)?$/.test(reservation)) return;
    await this.releaseScript.run(this.runner, this.logKeys(attempt), [reservation, attempt.cost]);
  }

  async resetHits(query: HitQuery): Promise<void> {
    await this.resetScript.run(this.runner, [...this.logKeys(query), ...this.blockKeys(query)], []);
  }

  /** Redis expires by itself. */
  purge(): number {
    return 0;
  }

  private async decide(query: HitQuery, cost: number, block: number, records: boolean): Promise<HitAnswer> {
    const keys = [...this.logKeys(query), ...this.blockKeys(query)];
    const args = [query.window * 1000, query.limit, cost, block * 1000, records ? 1 : 0];
    const answer = (await this.hitScript.run(this.runner, keys, args)) as [
      number,
      number,
      number,
      number,
      string,
    ];
    return {
      admitted: answer[0] === 1,
      used: answer[1],
      retryAfter: Math.ceil(answer[2] / 1000),
      resetAfter: Math.ceil(answer[3] / 1000),
      reservation: String(answer[4]),
    };
  }

  /** The braces make the bucket the hash tag: all keys of one decision live on one node of a Cluster. */
  private logKeys({ bucket, keys, window }: HitQuery): string[] {
    return keys.map((key) => `${this.prefix}{${bucket}}:${window}:${hashKey(key)}`);
  }

  private blockKeys(query: HitQuery): string[] {
    return this.logKeys(query).map((key) => `${key}:block`);
  }
}
