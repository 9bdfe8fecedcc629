import { cleanEvent, cleanText } from "../clean-text.ts";
import { countAttempt, countQuery, ipStatusOf } from "../event-counts.ts";
import { hashKey } from "../hash-key.ts";
import { storedKeys } from "../sql-keys.ts";
import type {
  EventFilter,
  EventRule,
  EventStore,
  IpBlock,
  IpStatus,
  NewEvent,
  StoredEvent,
} from "../store.ts";
import type { PostgresHits } from "./postgres-hits.ts";
import type { PostgresRunner, Row } from "./postgres-runner.ts";

const COLUMNS = `id::text AS id, (extract(epoch FROM at) * 1000)::float8 AS at, ip, kind, "user", agent, method, path,
  reason, content, counted`;

export class PostgresEvents implements EventStore {
  private readonly run: PostgresRunner;
  private readonly hits: PostgresHits;
  private readonly name: (table: string) => string;

  constructor(run: PostgresRunner, hits: PostgresHits, name: (table: string) => string) {
    this.run = run;
    this.hits = hits;
    this.name = name;
  }

  async addEvent(event: NewEvent): Promise<void> {
    const { ip, kind, user, agent, method, path, reason, content } = cleanEvent(event);
    const counted = event.countFor > 0;
    await this.run(
      `INSERT INTO ${this.name("events")} 
  (ip_hash, ip, kind, "user", agent, method, path, reason, content, counted)
VALUES ($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::boolean)`,
      [hashKey(ip), ip, kind, user, agent, method, path, reason, content, counted],
    );
    if (counted) await this.hits.hit(countAttempt(event));
  }

  async ipStatus(ip: string, rules: readonly EventRule[]): Promise<IpStatus> {
    const queries = rules.map((rule) => countQuery(ip, rule));
    const [row] = await this.run(
      `SELECT (
  SELECT coalesce((extract(epoch FROM until - clock_timestamp()) * 1000)::float8, 'Infinity')
  FROM ${this.name("blocks")} WHERE ip_hash = $1::text
) AS manual, (
  SELECT string_agg(${this.name("hit")}(ARRAY[r.key], 1, r.span, r.most, 1, 0, false), ' ' ORDER BY r.n)
  FROM unnest(
    string_to_array($2::text, ','), string_to_array($3::text, ',')::bigint[], string_to_array($4::text, ',')::bigint[]
  ) WITH ORDINALITY AS r(key, span, most, n)
) AS counts`,
      [
        hashKey(cleanText(ip)),
        queries.flatMap(storedKeys).join(),
        rules.map(({ window }) => window * 1000).join(),
        rules.map(({ limit }) => limit).join(),
      ],
    );
    const manual = row!.manual === null ? 0 : Math.max(0, Math.ceil(Number(row!.manual)));
    return ipStatusOf(rules, readCounts(row!.counts), manual);
  }

  async blockIp(ip: string, duration: number | null, reason: string): Promise<void> {
    await this.run(
      `INSERT INTO ${this.name("blocks")} (ip_hash, ip, reason, until)
VALUES ($1::text, $2::text, $3::text, clock_timestamp() + $4::float8 * interval '1 millisecond')
ON CONFLICT (ip_hash) DO UPDATE SET reason = excluded.reason, until = excluded.until`,
      [hashKey(cleanText(ip)), cleanText(ip), cleanText(reason), duration],
    );
  }

  async unblockIp(ip: string, rules: readonly EventRule[]): Promise<void> {
    await this.run(`DELETE FROM ${this.name("blocks")} WHERE ip_hash = $1::text`, [hashKey(cleanText(ip))]);
    await Promise.all(rules.map((rule) => this.hits.resetHits(countQuery(ip, rule))));
  }

  async listBlocks(): Promise<readonly IpBlock[]> {
    const rows = await this.run(
      `SELECT ip, reason, (extract(epoch FROM until) * 1000)::float8 AS until FROM ${this.name("blocks")}
WHERE until IS NULL OR until > clock_timestamp() ORDER BY ip`,
    );
    return rows.map(({ ip, reason, until }) => ({
      ip: String(ip),
      reason: String(reason),
      until: until === null ? null : Number(until),
    }));
  }

  async findEvents(filter: EventFilter): Promise<readonly StoredEvent[]> {
    const { ip, kind, user, counted, since, before, limit } = filter;
    const values: unknown[] = [limit];
    const conditions = ["true"];
    const add = (condition: string, value: unknown): void => {
      if (value === undefined) return;
      values.push(value);
      conditions.push(condition.replace("?", `$${values.length}`));
    };
    add("ip_hash = ?::text", ip === undefined ? undefined : hashKey(ip));
    add("kind = ?::text", kind);
    add('"user" = ?::text', user);
    add("counted = ?::boolean", counted);
    add("at > clock_timestamp() - ?::float8 * interval '1 millisecond'", since);
    add("id < ?::bigint", before);
    const rows = await this.run(
      `SELECT ${COLUMNS} FROM ${this.name("events")} WHERE ${conditions.join(" AND ")}
ORDER BY ${this.name("events")}.id DESC LIMIT $1::int`,
      values,
    );
    return rows.map(readEvent);
  }

  async purgeEvents(retention: number): Promise<number> {
    await this.run(`DELETE FROM ${this.name("blocks")} WHERE until <= clock_timestamp()`);
    const removed = await this.run(
      `WITH gone AS (DELETE FROM ${this.name("events")}
  WHERE at <= clock_timestamp() - $1::float8 * interval '1 millisecond' RETURNING 1)
SELECT count(*)::float8 AS count FROM gone`,
      [retention],
    );
    return Number(removed[0]!.count);
  }
}

function readCounts(text: unknown): { used: number; retryAfter: number }[] {
  if (typeof text !== "string" || text === "") return [];
  return text.split(" ").map((answer) => {
    const [used, wait] = answer.split(",").map(Number);
    return { used: used!, retryAfter: Math.ceil(wait! / 1000) };
  });
}

function readEvent(row: Row): StoredEvent {
  return { ...row, at: Number(row.at) } as unknown as StoredEvent;
}
