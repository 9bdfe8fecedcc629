import { callable, defaultLog, knownOptions } from "../../options.ts";
import { composeStore } from "../compose-store.ts";
import { SQL_OPTIONS, type SqlNameOptions, sqlNames } from "../sql-names.ts";
import type { Store } from "../store.ts";
import { SqliteEvents } from "./sqlite-events.ts";
import { SqliteHits } from "./sqlite-hits.ts";
import { type SqliteDatabase, SqliteRunner } from "./sqlite-runner.ts";
import { NOW, sqliteSchema } from "./sqlite-schema.ts";
import { SqliteTokens } from "./sqlite-tokens.ts";

export type { SqliteDatabase, SqliteStatement } from "./sqlite-runner.ts";

export interface SqliteOptions extends SqlNameOptions {
  /** Receives a line when a scheduled purge fails; `console.warn` by default. */
  readonly log?: (message: string) => void;
}

/**
 * A store in an SQLite file (3.35 or later), for all processes of one machine. Call `migrate()` once, or run the SQL of
 * the documentation yourself. `PRAGMA journal_mode = WAL` makes it several times faster.
 *
 * @param db - a database of node:sqlite, better-sqlite3 or bun:sqlite; it stays yours to close
 * @throws TypeError if the database or an option is not of the expected form
 */
export function sqlite(db: SqliteDatabase, options: SqliteOptions = {}): Store {
  const runner = new SqliteRunner(db);
  const name = sqlNames(knownOptions(options, SQL_OPTIONS, "sqlite"), '"');
  const hits = new SqliteHits(runner, name);
  return composeStore({
    hits,
    tokens: new SqliteTokens(runner, name),
    events: new SqliteEvents(runner, hits, name),
    lease: (job, duration) => lease(runner, name("leases"), job, duration),
    migrate: () => runner.transact(() => sqliteSchema(name).forEach((statement) => runner.exec(statement))),
    log: callable(options.log ?? defaultLog, "log"),
  });
}

async function lease(runner: SqliteRunner, table: string, job: string, duration: number): Promise<boolean> {
  const changes = await runner.patiently(() =>
    runner.run(
      `INSERT INTO ${table} (name, until) VALUES (?, ${NOW} + ?)
ON CONFLICT (name) DO UPDATE SET until = excluded.until WHERE until <= ${NOW}`,
      job,
      duration,
    ),
  );
  return changes === 1;
}
