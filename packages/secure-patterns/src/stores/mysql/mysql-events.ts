import { cleanEvent, cleanText } from "../clean-text.ts";
import { countAttempt, countQuery, ipStatusOf } from "../event-counts.ts";
import { hashKey } from "../hash-key.ts";
import type {
  EventFilter,
  EventRule,
  EventStore,
  IpBlock,
  IpStatus,
  NewEvent,
  StoredEvent,
} from "../store.ts";
import type { MysqlHits } from "./mysql-hits.ts";
import type { MysqlRunner, Row } from "./mysql-runner.ts";
import { NOW } from "./mysql-schema.ts";

const COLUMNS = "id, `at`, ip, kind, `user`, agent, method, path, reason, content, counted";

export class MysqlEvents implements EventStore {
  private readonly db: MysqlRunner;
  private readonly hits: MysqlHits;
  private readonly events: string;
  private readonly blocks: string;

  constructor(db: MysqlRunner, hits: MysqlHits, name: (table: string) => string) {
    this.db = db;
    this.hits = hits;
    this.events = name("events");
    this.blocks = name("blocks");
  }

  async addEvent(event: NewEvent): Promise<void> {
    const { ip, kind, user, agent, method, path, reason, content } = cleanEvent(event);
    const counted = event.countFor > 0;
    await this.db.run(
      `INSERT INTO ${this.events}
  (\`at\`, ip_hash, ip, kind, \`user\`, agent, method, path, reason, content, counted)
VALUES (${NOW}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [hashKey(ip), ip, kind, user, agent, method, path, reason, content, counted ? 1 : 0],
    );
    if (counted) await this.hits.hit(countAttempt(event));
  }

  async ipStatus(ip: string, rules: readonly EventRule[]): Promise<IpStatus> {
    const [blocks, ...counts] = await Promise.all([
      this.db.rows(`SELECT \`until\` - ${NOW} AS wait FROM ${this.blocks} WHERE ip_hash = ?`, [
        hashKey(cleanText(ip)),
      ]),
      ...rules.map((rule) => this.hits.peekHits(countQuery(ip, rule))),
    ]);
    const [block] = blocks;
    const manual = block ? Math.max(0, block.wait === null ? Infinity : Number(block.wait)) : 0;
    return ipStatusOf(rules, counts, manual);
  }

  async blockIp(ip: string, duration: number | null, reason: string): Promise<void> {
    await this.db.run(
      `REPLACE INTO ${this.blocks} (ip_hash, ip, reason, \`until\`) VALUES (?, ?, ?, ${NOW} + ?)`,
      [hashKey(cleanText(ip)), cleanText(ip), cleanText(reason), duration],
    );
  }

  async unblockIp(ip: string, rules: readonly EventRule[]): Promise<void> {
    await this.db.run(`DELETE FROM ${this.blocks} WHERE ip_hash = ?`, [hashKey(cleanText(ip))]);
    await Promise.all(rules.map((rule) => this.hits.resetHits(countQuery(ip, rule))));
  }

  async listBlocks(): Promise<readonly IpBlock[]> {
    const rows = await this.db.rows(
      `SELECT ip, reason, \`until\` FROM ${this.blocks} WHERE \`until\` IS NULL OR \`until\` > ${NOW} ORDER BY ip`,
      [],
    );
    return rows.map(({ ip, reason, until }) => ({
      ip: String(ip),
      reason: String(reason),
      until: until === null ? null : Number(until),
    }));
  }

  async findEvents(filter: EventFilter): Promise<readonly StoredEvent[]> {
    const values: (string | number)[] = [];
    const conditions = ["1"];
    const add = (condition: string, value: string | number | undefined): void => {
      if (value === undefined) return;
      values.push(value);
      conditions.push(condition);
    };
    add("ip_hash = ?", filter.ip === undefined ? undefined : hashKey(filter.ip));
    add("kind = ?", filter.kind);
    add("`user` = ?", filter.user);
    add("counted = ?", filter.counted === undefined ? undefined : Number(filter.counted));
    add(`\`at\` > ${NOW} - ?`, filter.since);
    add("id < ?", filter.before);
    // Servers refuse a placeholder here if the driver sends it as a fraction.
    const limit = Math.trunc(filter.limit);
    const rows = await this.db.rows(
      `SELECT ${COLUMNS} FROM ${this.events} WHERE ${conditions.join(" AND ")} ORDER BY id DESC LIMIT ${limit}`,
      values,
    );
    return rows.map(readEvent);
  }

  async purgeEvents(retention: number): Promise<number> {
    await this.db.run(`DELETE FROM ${this.blocks} WHERE \`until\` <= ${NOW}`, []);
    return this.db.run(`DELETE FROM ${this.events} WHERE \`at\` <= ${NOW} - ?`, [retention]);
  }
}

function readEvent(row: Row): StoredEvent {
  const event = { ...row, id: String(row.id), at: Number(row.at), counted: Number(row.counted) === 1 };
  return event as unknown as StoredEvent;
}
