import { consumeToken } from "secure-patterns/tokens";
import { DataSource } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as recipes from "../recipes/typeorm.ts";
import { ownMysql, ownPostgres, SQLITE_TABLES } from "./databases.ts";
import { openSqlite } from "./open-sqlite.ts";
import { proveRecipe } from "./prove-recipe.ts";
import { mysqlTables, postgresTables } from "./tables.ts";

const postgresDatabase = await ownPostgres("typeorm");
const mysqlDatabase = await ownMysql("typeorm");
const sqlite = await openSqlite("");

describe.skipIf(!postgresDatabase)("TypeORM on PostgreSQL", () => {
  if (!postgresDatabase) return;
  const db = new DataSource({
    type: "postgres",
    url: postgresDatabase.url,
    entities: [recipes.UserEntity, recipes.ResetEntity],
  });
  beforeAll(() => db.initialize());
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

  it("reads [rows, count] of query()", async () => {
    await tables.reset("t", new Date());
    const returning = () => db.query("DELETE FROM resets WHERE hash = 't' RETURNING user_id");
    expect(await consumeToken(returning)).toEqual([[{ user_id: 7 }], 1]);
    expect(await consumeToken(returning)).toBeNull();
    const plain = () => db.query("DELETE FROM resets WHERE hash = 'other'");
    expect(await consumeToken(plain)).toEqual([[], 1]);
    expect(await consumeToken(plain)).toBeNull();
    await tables.reset("t", new Date());
    await expect(consumeToken(() => db.query("DELETE FROM resets"))).rejects.toThrow(/changed 2 rows/);
  });
});

it.skipIf(!mysqlDatabase)("TypeORM on MariaDB", async () => {
  if (!mysqlDatabase) return;
  const tables = mysqlTables(mysqlDatabase);
  await tables.reset("t", new Date());
  const db = await new DataSource({ type: "mariadb", url: mysqlDatabase.url }).initialize();
  const mark = () =>
    db
      .createQueryBuilder()
      .update("resets")
      .set({ used_at: new Date() })
      .where("hash = 't' AND used_at IS NULL")
      .execute();
  const results = await Promise.all(Array.from({ length: 64 }, () => consumeToken(mark)));
  expect(results.filter((result) => result !== null)).toMatchObject([{ affected: 1 }]);
  const remove = () => db.query("DELETE FROM resets WHERE hash = 't'");
  expect(await consumeToken(remove)).toMatchObject({ affectedRows: 1 });
  expect(await consumeToken(remove)).toBeNull();
  await db.destroy();
});

it.skipIf(!sqlite)("TypeORM on better-sqlite3", async () => {
  const db = await new DataSource({ type: "better-sqlite3", database: ":memory:" }).initialize();
  for (const table of SQLITE_TABLES.split(";").filter((text) => text.trim() !== "")) await db.query(table);
  await db.query("INSERT INTO resets (hash, user_id, expires_at, used_at) VALUES ('t', 7, 0, NULL)");
  const remove = () => db.createQueryBuilder().delete().from("resets").where("hash = 't'").execute();
  expect(await consumeToken(remove)).toMatchObject({ affected: 1 });
  expect(await consumeToken(remove)).toBeNull();
  await db.destroy();
});
