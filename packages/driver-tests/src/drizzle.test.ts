import { PGlite } from "@electric-sql/pglite";
import { createClient } from "@libsql/client";
import { eq } from "drizzle-orm";
import { drizzle as drizzleLibsql } from "drizzle-orm/libsql";
import { int, mysqlTable, varchar } from "drizzle-orm/mysql-core";
import { drizzle as drizzleMysql } from "drizzle-orm/mysql2";
import { drizzle as drizzlePg } from "drizzle-orm/node-postgres";
import { integer as pgInteger, pgTable, text as pgText } from "drizzle-orm/pg-core";
import { drizzle as drizzleLite } from "drizzle-orm/pglite";
import { drizzle as drizzlePostgresJs } from "drizzle-orm/postgres-js";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import mysql from "mysql2/promise";
import pg from "pg";
import postgres from "postgres";
import { consumeToken } from "secure-patterns/tokens";
import { afterAll, describe, expect, it } from "vitest";
import * as recipes from "../recipes/drizzle.ts";
import { ownMysql, ownPostgres, POSTGRES_TABLES, SQLITE_TABLES } from "./databases.ts";
import { openSqlite } from "./open-sqlite.ts";
import { proveRecipe } from "./prove-recipe.ts";
import { mysqlTables, postgresTables } from "./tables.ts";

const postgresDatabase = await ownPostgres("drizzle");
const mysqlDatabase = await ownMysql("drizzle");
const sqlite = await openSqlite(SQLITE_TABLES);

const pgResets = pgTable("resets", { hash: pgText("hash").primaryKey(), userId: pgInteger("user_id") });
const mysqlResets = mysqlTable("resets", {
  hash: varchar("hash", { length: 64 }).primaryKey(),
  userId: int("user_id"),
});
const sqliteResets = sqliteTable("resets", { hash: text("hash").primaryKey(), userId: integer("user_id") });

describe.skipIf(!postgresDatabase)("Drizzle on node-postgres", () => {
  if (!postgresDatabase) return;
  const pool = new pg.Pool({ connectionString: postgresDatabase.url });
  afterAll(() => pool.end());
  const db = drizzlePg(pool);
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

  it("reads the result without returning(), also through postgres.js", async () => {
    await tables.reset("t", new Date());
    const write = () => db.delete(pgResets).where(eq(pgResets.hash, "t"));
    expect((await consumeToken(write))?.rowCount).toBe(1);
    expect(await consumeToken(write)).toBeNull();
    await expect(consumeToken(() => db.execute("SELECT * FROM resets"))).rejects.toThrow(/SELECT/);

    const sql = postgres(postgresDatabase.url);
    const other = drizzlePostgresJs(sql);
    const remove = () => other.delete(pgResets).where(eq(pgResets.hash, "other"));
    expect(await consumeToken(remove)).not.toBeNull();
    expect(await consumeToken(remove)).toBeNull();
    await sql.end();
  });
});

it("Drizzle on PGlite", async () => {
  const client = new PGlite();
  await client.exec(
    POSTGRES_TABLES +
      "INSERT INTO resets (hash, user_id, expires_at) VALUES ('t', 7, now()), ('u', 8, now())",
  );
  const db = drizzleLite(client);
  const write = (hash: string) => db.delete(pgResets).where(eq(pgResets.hash, hash));
  expect((await consumeToken(() => write("t")))?.affectedRows).toBe(1);
  expect(await consumeToken(() => write("t"))).toBeNull();
  expect(await consumeToken(() => write("u").returning())).toEqual([{ hash: "u", userId: 8 }]);
  expect(await consumeToken(() => write("u").returning())).toBeNull();
  await client.close();
});

it.skipIf(!mysqlDatabase)("Drizzle on mysql2", async () => {
  if (!mysqlDatabase) return;
  await mysqlTables(mysqlDatabase).reset("t", new Date());
  const pool = mysql.createPool({ uri: mysqlDatabase.url });
  const db = drizzleMysql({ client: pool });
  const write = () => db.delete(mysqlResets).where(eq(mysqlResets.hash, "t"));
  const results = await Promise.all(Array.from({ length: 64 }, () => consumeToken(write)));
  expect(results.filter((result) => result !== null)).toHaveLength(1);
  await expect(consumeToken(() => db.update(mysqlResets).set({ userId: 8 }))).rejects.toThrow(
    /without changing it/,
  );
  await pool.end();
});

it.skipIf(!sqlite)("Drizzle on better-sqlite3", async () => {
  if (!sqlite) return;
  const { drizzle } = await import("drizzle-orm/better-sqlite3");
  const db = drizzle(sqlite);
  sqlite.exec(
    "INSERT OR REPLACE INTO resets (hash, user_id, expires_at, used_at) VALUES ('t', 7, 0, NULL), ('u', 8, 0, NULL)",
  );
  const write = (hash: string) => db.delete(sqliteResets).where(eq(sqliteResets.hash, hash));
  expect((await consumeToken(() => write("t")))?.changes).toBe(1);
  expect(await consumeToken(() => write("t").run())).toBeNull();
  expect(await consumeToken(() => write("u").returning().get(), { driver: "drizzle" })).toEqual({
    hash: "u",
    userId: 8,
  });
  expect(await consumeToken(() => write("u").returning().get(), { driver: "drizzle" })).toBeNull();
  await expect(consumeToken(() => write("u").returning().get())).rejects.toThrow(/driver: "/);
});

it("Drizzle on libsql", async () => {
  const client = createClient({ url: ":memory:" });
  await client.executeMultiple(
    SQLITE_TABLES +
      "INSERT INTO resets (hash, user_id, expires_at, used_at) VALUES ('t', 7, 0, NULL), ('u', 8, 0, NULL);",
  );
  const db = drizzleLibsql(client);
  const write = (hash: string) => db.delete(sqliteResets).where(eq(sqliteResets.hash, hash));
  expect((await consumeToken(() => write("t")))?.rowsAffected).toBe(1);
  expect(await consumeToken(() => write("t"))).toBeNull();
  expect(await consumeToken(() => write("u").returning())).toEqual([{ hash: "u", userId: 8 }]);
  expect(await consumeToken(() => write("u").returning())).toBeNull();
  client.close();
});
