import { Kysely, MysqlDialect, PostgresDialect, sql, SqliteDialect } from "kysely";
import mysql from "mysql2";
import pg from "pg";
import { consumeToken } from "secure-patterns/tokens";
import { afterAll, describe, expect, it } from "vitest";
import * as recipes from "../recipes/kysely.ts";
import { ownMysql, ownPostgres, SQLITE_TABLES } from "./databases.ts";
import { openSqlite } from "./open-sqlite.ts";
import { proveRecipe } from "./prove-recipe.ts";
import { mysqlTables, postgresTables } from "./tables.ts";

const postgresDatabase = await ownPostgres("kysely");
const mysqlDatabase = await ownMysql("kysely");
const sqlite = await openSqlite(SQLITE_TABLES);

describe.skipIf(!postgresDatabase)("Kysely on PostgreSQL", () => {
  if (!postgresDatabase) return;
  const pool = new pg.Pool({ connectionString: postgresDatabase.url });
  const db = new Kysely<recipes.Database>({ dialect: new PostgresDialect({ pool }) });
  afterAll(() => db.destroy());
  const tables = postgresTables(postgresDatabase);

  proveRecipe(
    "recipes",
    {
      consumeByDelete: (hash) => recipes.consumeByDelete(db, hash),
      consumeByMark: (hash) => recipes.consumeByMark(db, hash),
      clearAndApply: (hash, password) => recipes.clearAndApply(db, hash, password),
      resetInTransaction: (hash, password) => recipes.resetInTransaction(db, hash, password),
    },
    tables,
  );

  it("reads results, raw queries and errors, and asks about undefined", async () => {
    await tables.reset("t", new Date());
    const write = (hash: string) => db.deleteFrom("resets").where("hash", "=", hash);
    expect(await consumeToken(() => write("t").executeTakeFirst())).toEqual({ numDeletedRows: 1n });
    expect(await consumeToken(() => write("t").execute())).toBeNull();
    expect(await consumeToken(() => write("t").returningAll().executeTakeFirstOrThrow())).toBeNull();
    await expect(consumeToken(() => write("t").returningAll().executeTakeFirst())).rejects.toThrow(
      /driver: "kysely"/,
    );
    await expect(consumeToken(() => write("t"))).rejects.toThrow(/has not run/);
    const raw = () => sql`DELETE FROM resets WHERE hash = 'other'`.execute(db);
    expect((await consumeToken(raw))?.numAffectedRows).toBe(1n);
    expect(await consumeToken(raw)).toBeNull();
    await tables.reset("t", new Date());
    await expect(consumeToken(() => db.deleteFrom("resets").executeTakeFirst())).rejects.toThrow(
      /changed 2 rows/,
    );
  });
});

it.skipIf(!mysqlDatabase)("Kysely on MySQL", async () => {
  if (!mysqlDatabase) return;
  await mysqlTables(mysqlDatabase).reset("t", new Date());
  const dialect = new MysqlDialect({ pool: mysql.createPool({ uri: mysqlDatabase.url }) });
  const db = new Kysely<recipes.Database>({ dialect });
  const mark = () =>
    db
      .updateTable("resets")
      .set({ used_at: new Date() })
      .where("hash", "=", "t")
      .where("used_at", "is", null);
  const results = await Promise.all(
    Array.from({ length: 64 }, () => consumeToken(() => mark().executeTakeFirst())),
  );
  expect(results.filter((result) => result !== null)).toHaveLength(1);
  const unconditional = () =>
    db.updateTable("resets").set({ user_id: 8 }).where("hash", "=", "other").execute();
  await expect(consumeToken(unconditional)).rejects.toThrow(/without changing it/);
  await db.destroy();
});

it.skipIf(!sqlite)("Kysely on better-sqlite3", async () => {
  if (!sqlite) return;
  sqlite.exec("INSERT INTO resets (hash, user_id, expires_at, used_at) VALUES ('t', 7, 0, NULL)");
  const db = new Kysely<recipes.Database>({ dialect: new SqliteDialect({ database: sqlite }) });
  const write = () => db.deleteFrom("resets").where("hash", "=", "t").execute();
  const results = await Promise.all(Array.from({ length: 64 }, () => consumeToken(write)));
  expect(results.filter((result) => result !== null)).toEqual([[{ numDeletedRows: 1n }]]);
  await db.destroy();
});
