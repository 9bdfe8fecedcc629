import { storedKeys } from "../sql-keys.ts";
import type { HitAnswer, HitAttempt, HitQuery, HitStore } from "../store.ts";
import type { MysqlRunner } from "./mysql-runner.ts";
import { NOW } from "./mysql-schema.ts";

export class MysqlHits implements HitStore {
  private readonly db: MysqlRunner;
  private readonly name: (table: string) => string;

  constructor(db: MysqlRunner, name: (table: string) => string) {
    this.db = db;
    this.name = name;
  }

  hit(attempt: HitAttempt): Promise<HitAnswer> {
    return this.decide(attempt, attempt.cost, attempt.block, true);
  }

  peekHits(query: HitQuery): Promise<HitAnswer> {
    return this.decide(query, 1, 0, false);
  }

  async releaseHits(attempt: HitAttempt, reservation: string): Promise<void> {
    if (!/^\d{1,18}$/.test(reservation)) return;
    await this.db.run(`CALL ${this.name("release")}(?, ?, ?)`, [keyList(attempt), reservation, attempt.cost]);
  }

  async resetHits(query: HitQuery): Promise<void> {
    const keys = storedKeys(query);
    await this.db.run(`DELETE FROM ${this.name("hits")} WHERE id IN (${keys.map(() => "?").join()})`, keys);
  }

  purge(): Promise<number> {
    return this.db.run(`DELETE FROM ${this.name("hits")} WHERE expires_at <= ${NOW} * 1000`, []);
  }

  private async decide(query: HitQuery, cost: number, block: number, records: boolean): Promise<HitAnswer> {
    const values = [keyList(query), query.window * 1000, query.limit, cost, block * 1000, records ? 1 : 0];
    const row = await this.db.call(`CALL ${this.name("hit")}(?, ?, ?, ?, ?, ?)`, values);
    const admitted = Number(row.admitted) === 1;
    return {
      admitted,
      used: Number(row.used),
      retryAfter: Math.ceil(Number(row.retry_after) / 1000),
      resetAfter: Math.ceil(Number(row.reset_after) / 1000),
      reservation: admitted && records ? String(row.stamp) : "",
    };
  }
}

/** Procedures take no arrays. */
function keyList(query: HitQuery): string {
  return storedKeys(query)
    .map((key) => `${key},`)
    .join("");
}
