import { type Decisions, HitBatches } from "../hit-batches.ts";
import { hashedKeys, storedKeys } from "../sql-keys.ts";
import type { HitAnswer, HitAttempt, HitQuery, HitStore } from "../store.ts";
import { codeOf, type PostgresRunner, type Row } from "./postgres-runner.ts";

const ATTEMPTS = 5;
const UNIQUE_VIOLATION = "23505";

export class PostgresHits implements HitStore {
  private readonly run: PostgresRunner;
  private readonly name: (table: string) => string;
  private readonly decision: string;
  private readonly batches: HitBatches = new HitBatches((decisions, keys) => this.send(decisions, keys));

  constructor(run: PostgresRunner, name: (table: string) => string) {
    this.run = run;
    this.name = name;
    this.decision =
      `SELECT ${name("hit")}(string_to_array($1::text, ','), $2::int, $3::bigint, $4::bigint, $5::bigint, ` +
      "$6::bigint, $7::boolean) AS answer";
  }

  hit(attempt: HitAttempt): Promise<HitAnswer> {
    return this.batches.decide(attempt, true);
  }

  peekHits(query: HitQuery): Promise<HitAnswer> {
    return this.batches.decide({ ...query, cost: 1, block: 0 }, false);
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

  private async send(decisions: Decisions, keys: readonly string[]): Promise<readonly (HitAnswer | Error)[]> {
    try {
      return await this.decide(decisions, keys);
    } catch (error) {
      // What one key's log makes impossible undoes the whole statement: each for itself, then.
      if (keys.length === decisions.keysEach || !isAboutData(error)) throw error;
      const alone = Array.from({ length: keys.length / decisions.keysEach }, (_, i) =>
        this.decide(decisions, keys.slice(i * decisions.keysEach, (i + 1) * decisions.keysEach)),
      );
      const outcomes = await Promise.allSettled(alone);
      return outcomes.map((one) => (one.status === "fulfilled" ? one.value[0]! : (one.reason as Error)));
    }
  }

  private async decide(decisions: Decisions, keys: readonly string[]): Promise<HitAnswer[]> {
    const { bucket, window, limit, cost, block, records, keysEach } = decisions;
    const stored = hashedKeys({ bucket, window, keys }).join();
    const row = await this.runDecision([stored, keysEach, window * 1000, limit, cost, block * 1000, records]);
    const numbers = String(row.answer).split(",");
    return Array.from({ length: keys.length / keysEach }, (_, i) => answerOf(numbers, 4 * i, records));
  }

  /** Where transactions are "repeatable read" by default, another's new log is found when ours is written. */
  private async runDecision(values: readonly unknown[]): Promise<Row> {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await this.run(this.decision, values, true))[0]!;
      } catch (error) {
        if (attempt === ATTEMPTS || codeOf(error) !== UNIQUE_VIOLATION) throw error;
      }
    }
  }
}

function answerOf(numbers: readonly string[], from: number, records: boolean): HitAnswer {
  const [used, wait, reset, at] = numbers.slice(from, from + 4) as [string, string, string, string];
  return {
    admitted: wait === "0",
    used: Number(used),
    retryAfter: Math.ceil(Number(wait) / 1000),
    resetAfter: Math.ceil(Number(reset) / 1000),
    reservation: wait === "0" && records ? at : "",
  };
}

/** Data exception, or a constraint: not the server's state, which is the same for every key. */
function isAboutData(error: unknown): error is Error {
  return error instanceof Error && /^(?:22|23)/.test(codeOf(error));
}
