import { hashKey } from "../hash-key.ts";
import { type Decisions, HitBatches } from "../hit-batches.ts";
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

/**
 * KEYS: the logs, so many of a row for each decision as the last ARGV says. ARGV: window, limit, cost, block in microseconds;
 * 1 to record; keys of each decision. Replies with wait, use, reset, time of each decision, one after the other. A log
 * that cannot be read (somebody else's key of that name) fails its own decision only: with -1, and what went wrong.
 */
const HIT = `${LOG}
local window, limit, cost, block = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local records, size = ARGV[5] == '1', tonumber(ARGV[6])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]

local function decide(from, to)
  local at, retryAt, used, oldest, logs, full = now, 0, 0, nil, {}, nil
  for i = from, to do
    local key = KEYS[i]
    local log = read(key)
    logs[i] = log
    local first, firstAt, weight = 1, nil, nil
    while first <= log.count do
      firstAt, weight = entry(key, log, first)
      if firstAt + window > now then break end
      log.total = log.total - weight
      first = first + 1
    end
    log.first = first
    if log.total > used then used, oldest = log.total, firstAt end
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
    return retryAt - now, used, reset, 0
  end
  if not records then return 0, used, reset, 0 end

  for i = from, to do
    if logs[i].count > 0 then at = math.max(at, (entry(KEYS[i], logs[i], logs[i].count))) end
  end
  for i = from, to do
    local key, log = KEYS[i], logs[i]
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
  return 0, used + cost, oldest and reset or at - now + window, at
end

-- What nearly every decision is: one key, whose log is a string, of which nothing has expired and which is not blocked.
local function decideOne(i)
  local value = redis.call('GET', KEYS[i])
  local total, blocked, firstAt, weight, lastAt = 0, 0, nil, nil, 0
  local rest = ''
  if value then
    local size = #value
    if size < 32 or size >= 2064 then return decide(i, i) end
    total, blocked, firstAt, weight = struct.unpack('<dddd', value)
    if blocked > now or firstAt + window <= now then return decide(i, i) end
    local reset = firstAt + window - now
    if total + cost > limit then
      if block > 0 or total + cost - weight > limit then return decide(i, i) end
      return reset, total, reset, 0
    end
    if not records then return 0, total, reset, 0 end
    rest, lastAt = string.sub(value, 17), struct.unpack('<d', value, size - 15)
  elseif not records then
    return 0, 0, 0, 0
  end
  local at = lastAt > now and lastAt or now
  local log = struct.pack('<dd', total + cost, blocked) .. rest .. struct.pack('<dd', at, cost)
  redis.call('SET', KEYS[i], log, 'PX', math.ceil((at + window - now) / 1000) + 1)
  return 0, total + cost, (firstAt or at) + window - now, at
end

local replies, n, failures = {}, 0, 0
for from = 1, #KEYS, size do
  local isDone, wait, used, reset, at = false, nil, nil, nil, nil
  if size == 1 then isDone, wait, used, reset, at = pcall(decideOne, from) end
  -- A log in a list is none that the short way can read.
  if not isDone then isDone, wait, used, reset, at = pcall(decide, from, from + size - 1) end
  if not isDone then
    failures = failures + 1
    local text = type(wait) == 'table' and wait.err or tostring(wait)
    -- What concerns every key is an answer of the server's own, which clients know what to do about.
    if failures * size == #KEYS or string.find(text, 'READONLY') then return redis.error_reply(text) end
    wait, used, reset, at = -1, text, 0, 0
  end
  replies[n + 1], replies[n + 2], replies[n + 3], replies[n + 4] = wait, used, reset, at
  n = n + 4
end
return replies
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
  private readonly batches: HitBatches = new HitBatches((decisions, keys) => this.send(decisions, keys));
  private readonly hitScript = new Script(HIT);
  private readonly releaseScript = new Script(RELEASE);
  private readonly resetScript = new Script(RESET);

  constructor(runner: RedisRunner, prefix: string) {
    this.runner = runner;
    this.prefix = prefix;
  }

  hit(attempt: HitAttempt): Promise<HitAnswer> {
    return this.batches.decide(attempt, true);
  }

  peekHits(query: HitQuery): Promise<HitAnswer> {
    return this.batches.decide({ ...query, cost: 1, block: 0 }, false);
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

  private async send(decisions: Decisions, keys: readonly string[]): Promise<(HitAnswer | Error)[]> {
    const { window, limit, cost, block, records, keysEach } = decisions;
    const numbers = [window * 1000, limit, cost, block * 1000, records ? 1 : 0, keysEach];
    const logs = this.logKeys({ ...decisions, keys });
    const replies = (await this.hitScript.run(this.runner, logs, numbers.map(String))) as unknown[];
    return Array.from({ length: keys.length / keysEach }, (_, i) => answerOf(replies, 4 * i));
  }

  /** The braces make the bucket the hash tag: all keys of one decision live on one node of a Cluster. */
  private logKeys({ bucket, keys, window }: Pick<HitQuery, "bucket" | "keys" | "window">): string[] {
    const start = `${this.prefix}{${bucket}}:${window}:`;
    return keys.map((key) => start + hashKey(key));
  }
}

function answerOf(replies: readonly unknown[], from: number): HitAnswer | Error {
  if (replies[from] === -1) return new Error(String(replies[from + 1]));
  const wait = replies[from] as number;
  const reset = replies[from + 2] as number;
  const at = replies[from + 3] as number;
  return {
    admitted: wait === 0,
    used: replies[from + 1] as number,
    retryAfter: Math.ceil(wait / 1000),
    resetAfter: Math.ceil(reset / 1000),
    reservation: at === 0 ? "" : String(at),
  };
}
