import { PGlite } from "@electric-sql/pglite";
import { createClient } from "@libsql/client";
import mariadb from "mariadb";
import mysql from "mysql2/promise";
import pg from "pg";
import postgres from "postgres";
import { consumeToken } from "secure-patterns/tokens";
import { afterAll, describe, expect, it } from "vitest";
import * as sqliteRecipes from "../recipes/better-sqlite3.ts";
import * as mariadbRecipes from "../recipes/mariadb.ts";
import * as mysqlRecipes from "../recipes/mysql2.ts";
import * as pgRecipes from "../recipes/pg.ts";
import * as postgresJsRecipes from "../recipes/postgres-js.ts";
import { ownMysql, ownPostgres, POSTGRES_TABLES, SQLITE_TABLES } from "./databases.ts";
import { openSqlite } from "./open-sqlite.ts";
import { proveRecipe } from "./prove-recipe.ts";
import { mysqlTables, postgresTables } from "./tables.ts";

const postgresDatabase = await ownPostgres("sql");
const mysqlDatabase = await ownMysql("sql");
const sqlite = await openSqlite(SQLITE_TABLES);

describe.skipIf(!postgresDatabase)("pg and postgres.js", () => {
  if (!postgresDatabase) return;
  const pool = new pg.Pool({ connectionString: postgresDatabase.url });
  const sql = postgres(postgresDatabase.url);
  afterAll(() => Promise.all([pool.end(), sql.end()]));
  const tables = postgresTables(postgresDatabase);

  proveRecipe(
    "pg's recipes",
    {
      consumeByDelete: (hash) => pgRecipes.consumeByDelete(pool, hash),
      consumeByMark: (hash) => pgRecipes.consumeByMark(pool, hash),
      clearAndApply: (hash, password) => pgRecipes.clearAndApply(pool, hash, password),
      resetInTransaction: (hash, password) => pgRecipes.resetInTransaction(pool, hash, password),
    },
    tables,
  );
  proveRecipe(
    "postgres.js's recipes",
    {
      consumeByDelete: (hash) => postgresJsRecipes.consumeByDelete(sql, hash),
      consumeByMark: (hash) => postgresJsRecipes.consumeByMark(sql, hash),
      clearAndApply: (hash, password) => postgresJsRecipes.clearAndApply(sql, hash, password),
      resetInTransaction: (hash, password) => postgresJsRecipes.resetInTransaction(sql, hash, password),
    },
    tables,
  );

  it("throws on reads, several statements and failures", async () => {
    await tables.reset("t", new Date());
    await expect(consumeToken(() => pool.query("SELECT * FROM resets LIMIT 1"))).rejects.toThrow(/SELECT/);
    await expect(consumeToken(() => sql`SELECT * FROM resets LIMIT 1`)).rejects.toThrow(/SELECT/);
    await expect(consumeToken(() => pool.query("DELETE FROM resets"))).rejects.toThrow(/changed 2 rows/);
    const two = () => pool.query("DELETE FROM resets WHERE hash = 't'; DELETE FROM resets WHERE hash = 't'");
    await expect(consumeToken(two)).rejects.toThrow(/several results/);
    await expect(consumeToken(() => pool.query("DELETE FROM nowhere"))).rejects.toThrow(/nowhere/);
    await expect(consumeToken(() => sql`DELETE FROM nowhere`)).rejects.toThrow(/nowhere/);
  });

  it("reads the first of no rows where the driver is named", async () => {
    const first = async () =>
      (await pool.query("DELETE FROM resets WHERE hash = 'none' RETURNING *")).rows[0];
    await expect(consumeToken(first)).rejects.toThrow(/driver: "/);
    expect(await consumeToken(first, { driver: "pg" })).toBeNull();
  });

  it("brings the token back where the transaction fails", async () => {
    await tables.reset("t", new Date(Date.now() + 60_000));
    const failing = sql.begin(async (tx) => {
      expect(await consumeToken(() => tx`DELETE FROM resets WHERE hash = 't'`)).not.toBeNull();
      throw new Error("mail server away");
    });
    await expect(failing).rejects.toThrow("mail server away");
    expect(await pgRecipes.consumeByDelete(pool, "t")).toBe(7);
  });
});

it("PGlite", async () => {
  const db = new PGlite();
  await db.exec(
    POSTGRES_TABLES +
      "INSERT INTO resets (hash, user_id, expires_at) VALUES ('t', 7, now()), ('u', 8, now())",
  );
  const write = () => db.query("DELETE FROM resets WHERE hash = 't'");
  const results = await Promise.all(Array.from({ length: 64 }, () => consumeToken(write)));
  expect(results.filter((result) => result !== null)).toMatchObject([{ affectedRows: 1 }]);
  const returning = () => db.query("DELETE FROM resets WHERE hash = 'u' RETURNING user_id");
  expect((await consumeToken(returning))?.rows).toEqual([{ user_id: 8 }]);
  expect(await consumeToken(returning)).toBeNull();
  await expect(consumeToken(() => db.query("SELECT 1"))).rejects.toThrow(/SELECT/);
  await db.close();
});

describe.skipIf(!mysqlDatabase)("mysql2 and mariadb", () => {
  if (!mysqlDatabase) return;
  const { host, port, user, password, database } = mysqlDatabase;
  const pool = mysql.createPool({ uri: mysqlDatabase.url });
  const mariadbPool = mariadb.createPool({
    ...{ host, port, user, password, database },
    ...{ connectTimeout: 60_000, acquireTimeout: 120_000 },
  });
  afterAll(() => Promise.all([pool.end(), mariadbPool.end()]));
  const tables = mysqlTables(mysqlDatabase);

  proveRecipe(
    "mysql2's recipes",
    {
      consumeByDelete: (hash) => mysqlRecipes.consumeByDelete(pool, hash),
      consumeByMark: (hash) => mysqlRecipes.consumeByMark(pool, hash),
      clearAndApply: (hash, password) => mysqlRecipes.clearAndApply(pool, hash, password),
      resetInTransaction: (hash, password) => mysqlRecipes.resetInTransaction(pool, hash, password),
    },
    tables,
  );
  proveRecipe(
    "mariadb's recipes",
    {
      consumeByDelete: (hash) => mariadbRecipes.consumeByDelete(mariadbPool, hash),
      clearAndApply: (hash, password) => mariadbRecipes.clearAndApply(mariadbPool, hash, password),
    },
    tables,
  );

  it("reads returned rows and takes no unchanged row for a win", async () => {
    await tables.reset("t", new Date());
    const returning = () => pool.query("DELETE FROM resets WHERE hash = 't' RETURNING user_id");
    expect((await consumeToken(returning))?.[0]).toEqual([{ user_id: 7 }]);
    expect(await consumeToken(returning)).toBeNull();
    const unconditional = () => pool.query("UPDATE resets SET user_id = 8 WHERE hash = 'other'");
    await expect(consumeToken(unconditional)).rejects.toThrow(/without changing it/);
    await expect(consumeToken(() => pool.query("DELETE FROM nowhere"))).rejects.toThrow(/nowhere/);
  });
});

describe.skipIf(!sqlite)("better-sqlite3", () => {
  if (!sqlite) return;
  proveRecipe(
    "recipes",
    {
      consumeByDelete: (hash) => sqliteRecipes.consumeByDelete(sqlite, hash),
      consumeByMark: (hash) => sqliteRecipes.consumeByMark(sqlite, hash),
      clearAndApply: (hash, password) => sqliteRecipes.clearAndApply(sqlite, hash, password),
    },
    {
      async reset(hash, expiresAt) {
        sqlite.exec("DELETE FROM users; DELETE FROM resets");
        sqlite
          .prepare("INSERT INTO users VALUES (7, 'old', ?, ?), (8, 'other', NULL, NULL)")
          .run(hash, expiresAt.getTime());
        sqlite
          .prepare("INSERT INTO resets (hash, user_id, expires_at, used_at) VALUES (?, 7, ?, NULL)")
          .run(hash, expiresAt.getTime());
      },
      async passwordHash() {
        return sqlite.prepare("SELECT password_hash FROM users WHERE id = 7").pluck().get();
      },
    },
  );

  it("reads big integers and asks about undefined", async () => {
    sqlite.exec(
      "INSERT OR REPLACE INTO resets (hash, user_id, expires_at, used_at) VALUES ('u', 8, 0, NULL)",
    );
    const remove = sqlite.prepare("DELETE FROM resets WHERE hash = 'u'").safeIntegers();
    expect(await consumeToken(() => remove.run())).toMatchObject({ changes: 1 });
    expect(await consumeToken(() => remove.run())).toBeNull();
    const get = sqlite.prepare("DELETE FROM resets WHERE hash = 'u' RETURNING *");
    await expect(consumeToken(() => get.get())).rejects.toThrow(/driver: "/);
    expect(await consumeToken(() => get.get(), { driver: "better-sqlite3" })).toBeNull();
  });
});

it("libsql", async () => {
  const db = createClient({ url: ":memory:" });
  await db.executeMultiple(
    SQLITE_TABLES +
      "INSERT INTO resets (hash, user_id, expires_at, used_at) VALUES ('t', 7, 0, NULL), ('u', 8, 0, NULL);",
  );
  const write = () => db.execute("DELETE FROM resets WHERE hash = 't'");
  expect((await consumeToken(write))?.rowsAffected).toBe(1);
  expect(await consumeToken(write)).toBeNull();
  const returning = () => db.execute("DELETE FROM resets WHERE hash = 'u' RETURNING user_id");
  expect((await consumeToken(returning, { driver: "libsql" }))?.rows[0]?.user_id).toBe(8);
  expect(await consumeToken(returning, { driver: "libsql" })).toBeNull();
  await expect(consumeToken(() => db.execute("SELECT 1"))).rejects.toThrow(/SELECT/);
  db.close();
});

const nodeSqlite = process.getBuiltinModule?.("node:sqlite") as
  { DatabaseSync: new (path: string) => NodeDatabase } | undefined;
if (!nodeSqlite) console.log("skipped: node:sqlite, which this Node does not have (it needs 22.13 or later)");

interface NodeDatabase {
  exec(sql: string): void;
  prepare(sql: string): { run(): { changes: number | bigint }; get(): unknown; all(): unknown[] };
}

it.skipIf(!nodeSqlite)("node:sqlite", async () => {
  if (!nodeSqlite) return;
  const db = new nodeSqlite.DatabaseSync(":memory:");
  db.exec(
    SQLITE_TABLES +
      "INSERT INTO resets (hash, user_id, expires_at, used_at) VALUES ('t', 7, 0, NULL), ('u', 8, 0, NULL);",
  );
  const write = db.prepare("DELETE FROM resets WHERE hash = 't'");
  expect((await consumeToken(() => write.run()))?.changes).toBe(1);
  expect(await consumeToken(() => write.run())).toBeNull();
  const returning = db.prepare("DELETE FROM resets WHERE hash = 'u' RETURNING user_id");
  expect(await consumeToken(() => returning.get(), { driver: "node:sqlite" })).toEqual({ user_id: 8 });
  expect(await consumeToken(() => returning.get(), { driver: "node:sqlite" })).toBeNull();
  expect(await consumeToken(() => returning.all())).toBeNull();
});
