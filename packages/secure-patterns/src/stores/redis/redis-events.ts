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
import type { RedisHits } from "./redis-hits.ts";
import { type RedisRunner, Script } from "./redis-runner.ts";

/** KEYS: the stream. ARGV: how many to hold, about; the record. */
const ADD = `return redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'event', ARGV[2])`;

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

/** KEYS: the stream. ARGV: first id, how many milliseconds back, how many. */
const FIND = `${NOW}
local start = ARGV[2] == '' and '-' or string.format('%.0f', math.max(0, now - tonumber(ARGV[2]) + 1))
return redis.call('XREVRANGE', KEYS[1], ARGV[1], start, 'COUNT', ARGV[3])
`;

/** KEYS: the stream. ARGV: retention. */
const TRIM = `${NOW}
return redis.call('XTRIM', KEYS[1], 'MINID', string.format('%.0f', math.max(0, now - tonumber(ARGV[1]) + 1)))
`;

/** KEYS: the blocks. ARGV: address, duration or the empty string, reason. */
const BLOCK = `${NOW}
local ends = ARGV[2] == '' and '' or string.format('%.0f', now + tonumber(ARGV[2]))
return redis.call('HSET', KEYS[1], ARGV[1], ends .. ' ' .. ARGV[3])
`;

/** KEYS: the blocks. ARGV: addresses, or none for all. Removes what has ended; gives address, end and reason of the rest. */
const BLOCKS = `${NOW}
local found = {}
if #ARGV > 0 then
  for _, ip in ipairs(ARGV) do found[#found + 1] = ip found[#found + 1] = redis.call('HGET', KEYS[1], ip) end
else found = redis.call('HGETALL', KEYS[1]) end
local holding = {string.format('%.0f', now)}
for i = 1, #found, 2 do
  local ends = found[i + 1] and string.match(found[i + 1], '^%d*')
  if ends and ends ~= '' and tonumber(ends) <= now then redis.call('HDEL', KEYS[1], found[i])
  elseif ends then
    holding[#holding + 1] = found[i]
    holding[#holding + 1] = found[i + 1]
  end
end
return holding
`;

const UNBLOCK = `return redis.call('HDEL', KEYS[1], ARGV[1])`;

/** How many records to look through at once for those that match a filter. */
const PAGE = 500;

type StreamEntry = readonly [id: string, fields: readonly [string, string]];

export class RedisEvents implements EventStore {
  private readonly runner: RedisRunner;
  private readonly hits: RedisHits;
  private readonly stream: string;
  private readonly blocks: string;
  private readonly maxEvents: number;
  private readonly scripts = {
    add: new Script(ADD),
    find: new Script(FIND),
    trim: new Script(TRIM),
    block: new Script(BLOCK),
    blocks: new Script(BLOCKS),
    unblock: new Script(UNBLOCK),
  };

  constructor(runner: RedisRunner, hits: RedisHits, prefix: string, maxEvents: number) {
    this.runner = runner;
    this.hits = hits;
    this.stream = `${prefix}{events}:log`;
    this.blocks = `${prefix}{events}:blocks`;
    this.maxEvents = maxEvents;
  }

  async addEvent(event: NewEvent): Promise<void> {
    const { countFor, ...record } = cleanEvent(event);
    const text = JSON.stringify({ ...record, counted: countFor > 0 });
    await Promise.all([
      this.scripts.add.run(this.runner, [this.stream], [String(this.maxEvents), text]),
      countFor > 0 && this.hits.hit(countAttempt(event)),
    ]);
  }

  async ipStatus(ip: string, rules: readonly EventRule[]): Promise<IpStatus> {
    const [blocks, ...counts] = await Promise.all([
      this.readBlocks([cleanText(ip)]),
      ...rules.map((rule) => this.hits.peekHits(countQuery(ip, rule))),
    ]);
    const block = blocks.found[0];
    const manual = block ? (block.until ?? Infinity) - blocks.now : 0;
    return ipStatusOf(rules, counts, manual);
  }

  async blockIp(ip: string, duration: number | null, reason: string): Promise<void> {
    await this.scripts.block.run(
      this.runner,
      [this.blocks],
      [cleanText(ip), duration === null ? "" : String(duration), cleanText(reason)],
    );
  }

  async unblockIp(ip: string, rules: readonly EventRule[]): Promise<void> {
    await Promise.all([
      this.scripts.unblock.run(this.runner, [this.blocks], [cleanText(ip)]),
      ...rules.map((rule) => this.hits.resetHits(countQuery(ip, rule))),
    ]);
  }

  async listBlocks(): Promise<readonly IpBlock[]> {
    return (await this.readBlocks([])).found;
  }

  async findEvents(filter: EventFilter): Promise<readonly StoredEvent[]> {
    const found: StoredEvent[] = [];
    let start = filter.before === undefined ? "+" : `(${filter.before}`;
    while (found.length < filter.limit) {
      const args = [start, filter.since === undefined ? "" : String(filter.since), String(PAGE)];
      const page = (await this.scripts.find.run(this.runner, [this.stream], args)) as StreamEntry[];
      found.push(...page.map(readEntry).filter((event) => isMatch(event, filter)));
      if (page.length < PAGE) break;
      start = `(${page[PAGE - 1]![0]}`;
    }
    return found.slice(0, filter.limit);
  }

  async purgeEvents(retention: number): Promise<number> {
    await this.readBlocks([]);
    return (await this.scripts.trim.run(this.runner, [this.stream], [String(retention)])) as number;
  }

  private async readBlocks(ips: string[]): Promise<{ now: number; found: IpBlock[] }> {
    const [now, ...flat] = (await this.scripts.blocks.run(this.runner, [this.blocks], ips)) as string[];
    const found: IpBlock[] = [];
    for (let i = 0; i + 1 < flat.length; i += 2) {
      const space = flat[i + 1]!.indexOf(" ");
      const until = flat[i + 1]!.slice(0, space);
      found.push({
        ip: flat[i]!,
        reason: flat[i + 1]!.slice(space + 1),
        until: until === "" ? null : Number(until),
      });
    }
    return { now: Number(now), found };
  }
}

function readEntry([id, fields]: StreamEntry): StoredEvent {
  return { ...(JSON.parse(fields[1]) as Omit<StoredEvent, "id" | "at">), id, at: Number(id.split("-")[0]) };
}

function isMatch(event: StoredEvent, { ip, kind, user, counted }: EventFilter): boolean {
  return (
    (ip === undefined || event.ip === ip) &&
    (kind === undefined || event.kind === kind) &&
    (user === undefined || event.user === user) &&
    (counted === undefined || event.counted === counted)
  );
}
