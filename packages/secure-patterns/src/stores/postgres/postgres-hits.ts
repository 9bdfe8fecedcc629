import { storedKeys } from "../sql-keys.ts";
import type { HitAnswer, HitAttempt, HitQuery, HitStore } from "../store.ts";
import type { PostgresRunner } from "./postgres-runner.ts";

export class PostgresHits implements HitStore {
  private readonly run: PostgresRunner;
  private readonly name: (table: string) => string;
  private readonly decision: string;

  constructor(run: PostgresRunner, name: (table: string) => string) {
    this.run = run;
    this.name = name;
    this.decision =
      `SELECT ${name("hit")}(string_to_array($1::text, ','), $2::bigint, $3::bigint, $4::bigint, $5::bigint, ` +
      "$6::boolean) AS answer";
  }

  hit(attempt: HitAttempt): Promise<HitAnswer> {
    return this.decide(attempt, attempt.cost, attempt.block, true);
  }

  peekHits(query: HitQuery): Promise<HitAnswer> {
    return this.decide(query, 1, 0, false);
  }

  async releaseHits(attempt: HitAttempt, reservation: string): Promise<void> {
    if (!/^\d{1,18}$/.test(reservation)) return;
    await this.run(`SELECT ${this.name("release")}(string_to_array($1::text, ','), $2::bigint, $3::bigint)`, [
      storedKeys(attempt).join(),
      reservation,
      attempt.cost,
    ]);
  }

  async resetHits(query: HitQuery): Promise<void> {
    await this.run(`DELETE FROM ${this.name("hits")} WHERE key = ANY (string_to_array($1::text, ','))`, [
      storedKeys(query).join(),
    ]);
  }

  async purge(): Promise<number> {
    const removed = await this.run(
      `WITH gone AS (DELETE FROM ${this.name("hits")}
  WHERE expires_at <= extract(epoch FROM clock_timestamp()) * 1000000 RETURNING 1)
SELECT count(*)::float8 AS count FROM gone`,
    );
    return Number(removed[0]!.count);
  }

  private async decide(query: HitQuery, cost: number, block: number, records: boolean): Promise<HitAnswer> {
    const { window, limit } = query;
    const values = [storedKeys(query).join(), window * 1000, limit, cost, block * 1000, records];
    const [row] = await this.run(this.decision, values, true);
    const [used, wait, reset, at] = String(row!.answer).split(",") as [string, string, string, string];
    return {
      admitted: wait === "0",
      used: Number(used),
      retryAfter: Math.ceil(Number(wait) / 1000),
      resetAfter: Math.ceil(Number(reset) / 1000),
      reservation: wait === "0" && records ? at : "",
    };
  }
}
