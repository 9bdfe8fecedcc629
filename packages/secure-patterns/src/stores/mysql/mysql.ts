import { callable, defaultLog, knownOptions } from "../../options.ts";
import { composeStore } from "../compose-store.ts";
import { hashKey } from "../hash-key.ts";
import { SQL_OPTIONS, type SqlNameOptions, sqlNames } from "../sql-names.ts";
import type { Store } from "../store.ts";
import { MysqlEvents } from "./mysql-events.ts";
import { MysqlHits } from "./mysql-hits.ts";
import { type MysqlClient, MysqlRunner } from "./mysql-runner.ts";
import { mysqlSchema, NOW } from "./mysql-schema.ts";
import { MysqlTokens } from "./mysql-tokens.ts";

export type { MysqlCallbackClient, MysqlClient, MysqlPromiseClient } from "./mysql-runner.ts";

export interface MysqlOptions extends SqlNameOptions {
  /** Receives a line when a scheduled purge fails; `console.warn` by default. */
  readonly log?: (message: string) => void;
}

/** ER_SP_ALREADY_EXISTS, ER_TABLE_EXISTS_ERROR */
const EXISTS = new Set([1304, 1050]);

/**
 * A store on MySQL 8 or MariaDB 10.6 or later (InnoDB). Call `migrate()` once, which needs the right to create tables and
 * procedures, or run the SQL of the documentation yourself.
 *
 * @param client - a pool or connection of mysql2 or mariadb; it stays yours to close. A pool is better: with one
 *   connection, decisions wait for one another.
 * @throws TypeError if the client or an option is not of the expected form
 */
export function mysql(client: MysqlClient, options: MysqlOptions = {}): Store {
  const db = new MysqlRunner(client);
  const name = sqlNames(knownOptions(options, SQL_OPTIONS, "mysql"), "`");
  const hits = new MysqlHits(db, name);
  return composeStore({
    hits,
    tokens: new MysqlTokens(db, name),
    events: new MysqlEvents(db, hits, name),
    lease: (job, duration) => lease(db, name("leases"), job, duration),
    migrate: () => migrate(db, mysqlSchema(name)),
    log: callable(options.log ?? defaultLog, "log"),
  });
}

async function lease(db: MysqlRunner, table: string, job: string, duration: number): Promise<boolean> {
  const id = hashKey(job);
  await db.run(`INSERT IGNORE INTO ${table} (id, \`until\`) VALUES (?, 0)`, [id]);
  const won = await db.run(
    `UPDATE ${table} SET \`until\` = ${NOW} + ? WHERE id = ? AND \`until\` <= ${NOW}`,
    [duration, id],
  );
  return won === 1;
}

async function migrate(db: MysqlRunner, statements: readonly string[]): Promise<void> {
  for (const statement of statements) {
    try {
      await db.define(statement);
    } catch (error) {
      if (!EXISTS.has(Number((Object(error) as { errno?: unknown }).errno))) throw error;
    }
  }
}
