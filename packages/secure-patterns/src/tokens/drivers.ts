import type { AnswerForm } from "./answer-forms.ts";

/** Libraries whose answers to a conditional write are known. */
export type Driver =
  | "better-sqlite3"
  | "bun:sqlite"
  | "d1"
  | "drizzle"
  | "ioredis"
  | "knex"
  | "kysely"
  | "libsql"
  | "mariadb"
  | "mikro-orm"
  | "mongodb"
  | "mongoose"
  | "mysql2"
  | "neon"
  | "node:sqlite"
  | "objection"
  | "pg"
  | "pglite"
  | "planetscale"
  | "postgres"
  | "prisma"
  | "redis"
  | "sequelize"
  | "supabase"
  | "typeorm";

export interface DriverAnswers {
  /** The result objects that it makes; with the driver named, any other object is a row. */
  readonly forms: readonly AnswerForm[];
  /** It answers `undefined` for no row (`get()`, `executeTakeFirst()`, the first of no rows). */
  readonly undefinedIsNone?: true;
  /** It reports no affected rows for a write that returns rows: the rows themselves count. */
  readonly rowsCount?: true;
  /** It answers `true` and `false` for 1 and 0. */
  readonly booleans?: true;
}

const SQLITE: DriverAnswers = { forms: ["changes"], undefinedIsNone: true };
const POSTGRES: DriverAnswers = { forms: ["rowCount"], undefinedIsNone: true };
const MYSQL: DriverAnswers = { forms: ["affectedRows"], undefinedIsNone: true };
const MONGO: DriverAnswers = { forms: ["deletedCount", "modifiedCount", "value"] };

export const DRIVERS: Readonly<Record<Driver, DriverAnswers>> = {
  "better-sqlite3": SQLITE,
  "bun:sqlite": SQLITE,
  d1: { forms: ["meta"] },
  drizzle: {
    forms: ["affectedRows", "rowCount", "changes", "rowsAffected", "meta"],
    undefinedIsNone: true,
  },
  ioredis: { forms: [] },
  knex: { forms: ["rowCount", "affectedRows", "changes"], undefinedIsNone: true },
  kysely: {
    forms: ["numDeletedRows", "numUpdatedRows", "numInsertedOrUpdatedRows", "numAffectedRows"],
    undefinedIsNone: true,
  },
  libsql: { forms: ["rowsAffected"], undefinedIsNone: true, rowsCount: true },
  mariadb: MYSQL,
  "mikro-orm": { forms: ["affectedRows"], undefinedIsNone: true },
  mongodb: MONGO,
  mongoose: MONGO,
  mysql2: MYSQL,
  neon: POSTGRES,
  "node:sqlite": SQLITE,
  objection: { forms: [], undefinedIsNone: true },
  pg: POSTGRES,
  pglite: { forms: ["affectedRows", "rowCount"], undefinedIsNone: true },
  planetscale: { forms: ["rowsAffected"], undefinedIsNone: true },
  postgres: { forms: [], undefinedIsNone: true },
  prisma: { forms: ["count"] },
  redis: { forms: [], booleans: true },
  sequelize: { forms: ["rowCount", "affectedRows", "changes"], undefinedIsNone: true },
  supabase: { forms: ["data"] },
  typeorm: { forms: ["affected", "affectedRows"], undefinedIsNone: true },
};
