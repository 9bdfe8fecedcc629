import { storedKeys } from "../sql-keys.ts";
import type { HitAnswer, HitAttempt, HitQuery, HitStore } from "../store.ts";
import type { SqliteRunner } from "./sqlite-runner.ts";
import { NOW } from "./sqlite-schema.ts";

/** One key while it is decided on. */
interface Look {
  readonly key: string;
  /** Live admissions, oldest first. */
  readonly log: readonly Admission[];
  readonly used: number;
  readonly blockedUntil: number;
}

type Admission = readonly [at: number, cost: number];

export class SqliteHits implements HitStore {
  private readonly db: SqliteRunner;
  private readonly table: string;

  constructor(db: SqliteRunner, name: (table: string) => string) {
    this.db = db;
    this.table = name("hits");
  }

  async hit(attempt: HitAttempt): Promise<HitAnswer> {
    // What is full without the one lock of the file is refused without it: under attack, that is nearly everything.
    const first = await this.db.patiently(() => this.decide(attempt, attempt.cost, undefined));
    if (!first.admitted && attempt.block === 0) return first;
    return this.db.transact(() => this.decide(attempt, attempt.cost, attempt));
  }

  peekHits(query: HitQuery): Promise<HitAnswer> {
    return this.db.patiently(() => this.decide(query, 1, undefined));
  }

  releaseHits(attempt: HitAttempt, reservation: string): Promise<void> {
    return this.db.transact(() => {
      for (const { key, log, blockedUntil } of this.lookAll(attempt, this.now())) {
        const index = log.findLastIndex(([at, cost]) => String(at) === reservation && cost === attempt.cost);
        if (index >= 0) this.write(key, log.toSpliced(index, 1), blockedUntil, attempt.window);
      }
    });
  }

  resetHits(query: HitQuery): Promise<void> {
    return this.db.transact(() => {
      for (const key of storedKeys(query)) this.db.run(`DELETE FROM ${this.table} WHERE key = ?`, key);
    });
  }

  purge(): Promise<number> {
    return this.db.patiently(() => this.db.run(`DELETE FROM ${this.table} WHERE expires_at <= ${NOW}`));
  }

  /** @param recorded - the attempt, if it is to be written down */
  private decide(query: HitQuery, cost: number, recorded: HitAttempt | undefined): HitAnswer {
    const now = this.now();
    const looks = this.lookAll(query, now);
    const fullest = looks.reduce((most, look) => (look.used > most.used ? look : most));
    const full = looks.filter(({ used }) => used + cost > query.limit);
    let retryAt = Math.max(0, ...looks.map((look) => this.freeAt(look, query, cost, now)));
    if (recorded && retryAt > 0) retryAt = this.block(full, recorded, retryAt, now);
    const at = recorded && retryAt === 0 ? this.record(looks, recorded, now) : undefined;
    const resetAt = (fullest.log[0]?.[0] ?? at ?? 0) + query.window;
    return {
      admitted: retryAt === 0,
      used: fullest.used + (at === undefined ? 0 : cost),
      retryAfter: Math.max(0, retryAt - now),
      resetAfter: Math.min(query.window, Math.max(0, resetAt - now)),
      reservation: at === undefined ? "" : String(at),
    };
  }

  private now(): number {
    return Number(this.db.rows(`SELECT ${NOW} AS now`)[0]!.now);
  }

  private lookAll(query: HitQuery, now: number): Look[] {
    return storedKeys(query).map((key) => {
      const [row] = this.db.rows(`SELECT log, blocked_until FROM ${this.table} WHERE key = ?`, key);
      if (!row) return { key, log: [], used: 0, blockedUntil: 0 };
      const log = (JSON.parse(String(row.log)) as Admission[]).filter(([at]) => at + query.window > now);
      const used = log.reduce((sum, [, cost]) => sum + cost, 0);
      return { key, log, used, blockedUntil: Number(row.blocked_until) };
    });
  }

  /** When this key alone would admit the attempt; 0 for now. */
  private freeAt({ log, used, blockedUntil }: Look, query: HitQuery, cost: number, now: number): number {
    const block = blockedUntil > now ? blockedUntil : 0;
    let excess = used + cost - query.limit;
    if (excess <= 0) return block;
    for (const [at, weight] of log) {
      excess -= weight;
      if (excess <= 0) return Math.max(block, at + query.window);
    }
    return block;
  }

  /** Blocks the keys that caused the refusal and are not blocked yet; says when the attempt may be repeated. */
  private block(full: readonly Look[], { block, window }: HitAttempt, retryAt: number, now: number): number {
    const fresh = full.filter(({ blockedUntil }) => blockedUntil <= now);
    if (block === 0 || fresh.length === 0) return retryAt;
    const until = Math.max(retryAt, now + block);
    for (const { key, log } of fresh) this.write(key, log, until, window);
    return until;
  }

  private record(looks: readonly Look[], { cost, window }: HitAttempt, now: number): number {
    // The clock rounds down: one more, and an admission never counts for less than the whole window.
    const at = Math.max(now + 1, ...looks.map(({ log }) => log.at(-1)?.[0] ?? 0));
    for (const { key, log, blockedUntil } of looks)
      this.write(key, [...log, [at, cost]], blockedUntil, window);
    return at;
  }

  private write(key: string, log: readonly Admission[], blockedUntil: number, window: number): void {
    const expiresAt = Math.max(blockedUntil, (log.at(-1)?.[0] ?? 0) + window);
    this.db.run(
      `INSERT INTO ${this.table} (key, log, blocked_until, expires_at) VALUES (?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET log = excluded.log, blocked_until = excluded.blocked_until, expires_at = excluded.expires_at`,
      key,
      JSON.stringify(log),
      blockedUntil,
      expiresAt,
    );
  }
}
