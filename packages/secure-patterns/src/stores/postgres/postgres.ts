import { callable, defaultLog, knownOptions } from "../../options.ts";
import { composeStore } from "../compose-store.ts";
import { SQL_OPTIONS, type SqlNameOptions, sqlNames } from "../sql-names.ts";
import type { Store } from "../store.ts";
import { PostgresEvents } from "./postgres-events.ts";
import { PostgresHits } from "./postgres-hits.ts";
import { type PostgresClient, type PostgresRunner, postgresRunner } from "./postgres-runner.ts";
import { postgresSchema } from "./postgres-schema.ts";
import { PostgresTokens } from "./postgres-tokens.ts";

export type {
  PostgresClient,
  PostgresHttpClient,
  PostgresJsClient,
  PostgresQueryClient,
} from "./postgres-runner.ts";

export interface PostgresOptions extends SqlNameOptions {
  /** Receives a line when a scheduled purge fails; `console.warn` by default. */
  readonly log?: (message: string) => void;
}

/**
 * A store on PostgreSQL 12 or later. Call `migrate()` once, or run the SQL of the documentation yourself.
 *
 * A client inside a transaction is fine for tokens, and then a rollback brings the token back; rate limits need a
 * client of their own, or a rollback forgets the attempt.
 *
 * @param client - a pg Pool or Client, the `sql` of postgres.js or of Neon's HTTP driver, a PGlite; it stays yours to
 *   close
 * @throws TypeError if the client or an option is not of the expected form
 */
export function postgres(client: PostgresClient, options: PostgresOptions = {}): Store {
  const run = postgresRunner(client);
  const name = sqlNames(knownOptions(options, SQL_OPTIONS, "postgres"), '"');
  const hits = new PostgresHits(run, name);
  return composeStore({
    hits,
    tokens: new PostgresTokens(run, name),
    events: new PostgresEvents(run, hits, name),
    lease: (job, duration) => lease(run, name("leases"), job, duration),
    migrate: () => migrate(run, name),
    log: callable(options.log ?? defaultLog, "log"),
  });
}

async function lease(run: PostgresRunner, table: string, job: string, duration: number): Promise<boolean> {
  const rows = await run(
    `INSERT INTO ${table} AS l (name, until) VALUES ($1::text, clock_timestamp() + $2::float8 * interval '1 millisecond')
ON CONFLICT (name) DO UPDATE SET until = excluded.until WHERE l.until <= clock_timestamp() RETURNING 1 AS won`,
    [job, duration],
  );
  return rows.length === 1;
}

/** One after the other: `CREATE ... IF NOT EXISTS` of two processes at once collides in the catalogue. */
async function migrate(run: PostgresRunner, name: (table: string) => string): Promise<void> {
  const steps = postgresSchema(name).map((statement) => `  EXECUTE '${statement.replaceAll("'", "''")}';`);
  await run(`DO LANGUAGE plpgsql $migration$
BEGIN
  PERFORM pg_advisory_xact_lock(20793);
  -- What is there already is no news.
  PERFORM set_config('client_min_messages', 'warning', true);
${steps.join("\n")}
END
$migration$`);
}
