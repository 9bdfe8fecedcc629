import { hashKey } from "../hash-key.ts";
import type { HitAnswer, HitAttempt, HitQuery, HitStore } from "../store.ts";
import { type RedisRunner, Script } from "./redis-runner.ts";

/**
 * A log is pairs of doubles: microsecond and cost, oldest first; and one pair more, the sum of the costs and until when the
 * key is blocked, so that no decision needs to read them all. Up to 128 admissions are one string with that pair in
 * front, which is read and written in one command each; longer ones are a list with that pair at the end.
 */
const LOG = `
local function read(key)
  local value = redis.pcall('GET', key)
  if not value then return { total = 0, blocked = 0, count = 0 } end
  if type(value) == 'string' then
    local total, blocked = struct.unpack('<dd', value)
    return { total = total, blocked = blocked, count = #value / 16 - 1, value = value }
  end
  local total, blocked = struct.unpack('<dd', redis.call('LINDEX', key, -1))
  return { total = total, blocked = blocked, count = redis.call('LLEN', key) - 1 }
end

local function entry(key, log, i)
  if log.value then return struct.unpack('<dd', log.value, 1 + 16 * i) end
  return struct.unpack('<dd', redis.call('LINDEX', key, i - 1))
end
`;

/** KEYS: the logs. ARGV: window, limit, cost, block in microseconds; 1 to record. Replies with wait, use, reset, time. */
const HIT = `${LOG}
local window, limit, cost, block = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local at, retryAt, used, oldest, logs, full = now, 0, 0, nil, {}, nil

for i, key in ipairs(KEYS) do
  local log = read(key)
  logs[i] = log
  local first = 1
  local firstAt, weight
  while first <= log.count do
    firstAt, weight = entry(key, log, first)
    if firstAt + window > now then break end
    log.total = log.total - weight
    first = first + 1
  end
  log.first = first
  if log.total > used then used, oldest = log.total, firstAt end
  if log.count > 0 then at = math.max(at, (entry(key, log, log.count))) end
  local excess, free = log.total + cost - limit, first
  if excess > 0 then
    if log.blocked <= now then
      full = full or {}
      full[#full + 1] = i
    end
    while excess > 0 do
      firstAt, weight = entry(key, log, free)
      excess = excess - weight
      free = free + 1
    end
    retryAt = math.max(retryAt, firstAt + window)
  end
  if log.blocked > now then retryAt = math.max(retryAt, log.blocked) end
end

local reset = oldest and oldest + window - now or 0
if retryAt > 0 then
  if block > 0 and full then
    retryAt = math.max(retryAt, now + block)
    for _, i in ipairs(full) do
      local key, log = KEYS[i], logs[i]
      local ttl = redis.call('PTTL', key)
      if log.value then redis.call('SETRANGE', key, 8, struct.pack('<d', retryAt))
      else redis.call('LSET', key, -1, struct.pack('<dd', log.total, retryAt)) end
      redis.call('PEXPIRE', key, math.max(ttl, math.ceil((retryAt - now) / 1000) + 1))
    end
  end
  return {retryAt - now, used, reset, 0}
end
if ARGV[5] ~= '1' then return {0, used, reset, 0} end

for i, key in ipairs(KEYS) do
  local log = logs[i]
  local head, tail = struct.pack('<dd', log.total + cost, log.blocked), struct.pack('<dd', at, cost)
  local ttl = math.ceil((math.max(at + window, log.blocked) - now) / 1000) + 1
  local live = log.count - log.first + 1
  if live < 128 and (log.value or log.count == 0) then
    local rest = log.value and string.sub(log.value, 1 + 16 * log.first) or ''
    redis.call('SET', key, head .. rest .. tail, 'PX', ttl)
  else
    if log.value then
      redis.call('DEL', key)
      for j = log.first, log.count do redis.call('RPUSH', key, string.sub(log.value, 1 + 16 * j, 16 + 16 * j)) end
    else
      redis.call('LTRIM', key, log.first - 1, -2)
    end
    redis.call('RPUSH', key, tail, head)
    redis.call('PEXPIRE', key, ttl)
  end
end
return {0, used + cost, oldest and reset or at - now + window, at}
`;

/** KEYS: the logs. ARGV: the time of the admission to take back, its cost. */
const RELEASE = `${LOG}
local at, cost = tonumber(ARGV[1]), tonumber(ARGV[2])
for _, key in ipairs(KEYS) do
  local log = read(key)
  local packed, head = struct.pack('<dd', at, cost), struct.pack('<dd', log.total - cost, log.blocked)
  if log.value then
    for i = log.count, 1, -1 do
      if string.sub(log.value, 1 + 16 * i, 16 + 16 * i) == packed then
        local rest = string.sub(log.value, 17, 16 * i) .. string.sub(log.value, 17 + 16 * i)
        redis.call('SET', key, head .. rest, 'KEEPTTL')
        break
      end
    end
  elseif log.count > 0 and redis.call('LREM', key, -1, packed) == 1 then
    redis.call('LSET', key, -1, head)
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
    // Costs are smaller: what sums up a log is never taken for an admission.
    if (!/^\d{15,16}$/.test(reservation)) return;
    await this.releaseScript.run(this.runner, this.logKeys(attempt), [reservation, String(attempt.cost)]);
  }

  async resetHits(query: HitQuery): Promise<void> {
    await this.resetScript.run(this.runner, this.logKeys(query), []);
  }

  /** Redis expires by itself. */
  purge(): number {
    return 0;
  }

  private async decide(query: HitQuery, cost: number, block: number, records: boolean): Promise<HitAnswer> {
    const args = [
      String(query.window * 1000),
      String(query.limit),
      String(cost),
      String(block * 1000),
      records ? "1" : "0",
    ];
    const answer = await this.hitScript.run(this.runner, this.logKeys(query), args);
    const [wait, used, reset, at] = answer as [number, number, number, number];
    return {
      admitted: wait === 0,
      used,
      retryAfter: Math.ceil(wait / 1000),
      resetAfter: Math.ceil(reset / 1000),
      reservation: at === 0 ? "" : String(at),
    };
  }

  /** The braces make the bucket the hash tag: all keys of one decision live on one node of a Cluster. */
  private logKeys({ bucket, keys, window }: HitQuery): string[] {
    return keys.map((key) => `${this.prefix}{${bucket}}:${window}:${hashKey(key)}`);
  }
}
