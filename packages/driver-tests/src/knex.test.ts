import knex, { type Knex } from "knex";
import { Model } from "objection";
import { consumeToken } from "secure-patterns/tokens";
import { afterAll, describe, expect, it } from "vitest";
import * as recipes from "../recipes/knex.ts";
import * as objectionRecipes from "../recipes/objection.ts";
import { ownMysql, ownPostgres, SQLITE_TABLES } from "./databases.ts";
import { openSqlite } from "./open-sqlite.ts";
import { proveRecipe } from "./prove-recipe.ts";
import { mysqlTables, postgresTables } from "./tables.ts";

const postgresDatabase = await ownPostgres("knex");
const mysqlDatabase = await ownMysql("knex");
const sqlite = await openSqlite("");

describe.skipIf(!postgresDatabase)("Knex and Objection on PostgreSQL", () => {
  if (!postgresDatabase) return;
  const db = knex({ client: "pg", connection: postgresDatabase.url });
  Model.knex(db);
  afterAll(() => db.destroy());
  const tables = postgresTables(postgresDatabase);

  proveRecipe(
    "Knex's recipes",
    {
      consumeByDelete: (hash) => recipes.consumeByDelete(db, hash),
      consumeByMark: (hash) => recipes.consumeByMark(db, hash),
      clearAndApply: (hash, password) => recipes.clearAndApply(db, hash, password),
      resetInTransaction: (hash, password) => recipes.resetInTransaction(db, hash, password),
    },
    tables,
  );
  const { consumeByDelete, consumeByMark, clearAndApply, resetInTransaction } = objectionRecipes;
  proveRecipe(
    "Objection's recipes",
    { consumeByDelete, consumeByMark, clearAndApply, resetInTransaction },
    tables,
  );

  it("reads raw answers", async () => {
    await tables.reset("t", new Date());
    const raw = () => db.raw("DELETE FROM resets WHERE hash = 't'");
    expect(await consumeToken(raw)).toMatchObject({ rowCount: 1 });
    expect(await consumeToken(raw)).toBeNull();
    await expect(consumeToken(() => db("resets").del().returning("nowhere"))).rejects.toThrow(/nowhere/);
  });
});

async function race(db: Knex): Promise<unknown[]> {
  const write = () => db("resets").where({ hash: "t", used_at: null }).update({ used_at: 1 });
  const results = await Promise.all(Array.from({ length: 64 }, () => consumeToken(write)));
  return results.filter((result) => result !== null);
}

it.skipIf(!mysqlDatabase)("Knex on mysql2", async () => {
  if (!mysqlDatabase) return;
  await mysqlTables(mysqlDatabase).reset("t", new Date());
  const db = knex({ client: "mysql2", connection: mysqlDatabase.url });
  const mark = () => db("resets").where({ hash: "t", used_at: null }).update({ used_at: new Date() });
  const results = await Promise.all(Array.from({ length: 64 }, () => consumeToken(mark)));
  expect(results.filter((result) => result !== null)).toEqual([1]);
  const raw = () => db.raw("DELETE FROM resets WHERE hash = 'other'");
  expect(await consumeToken(raw)).not.toBeNull();
  expect(await consumeToken(raw)).toBeNull();
  await db.destroy();
});

it.skipIf(!sqlite)("Knex on better-sqlite3", async () => {
  const connection = { filename: ":memory:" };
  const db = knex({ client: "better-sqlite3", connection, useNullAsDefault: true });
  for (const table of SQLITE_TABLES.split(";").filter((text) => text.trim() !== "")) await db.raw(table);
  await db("resets").insert([{ hash: "t", user_id: 7, expires_at: 0 }]);
  expect(await race(db)).toEqual([1]);
  const remove = () => db("resets").where({ hash: "t" }).del().returning("user_id");
  expect(await consumeToken(remove)).toBe(1); // Knex has no returning() for DELETE on SQLite
  expect(await consumeToken(remove)).toBeNull();
  const raw = () => db.raw("DELETE FROM resets WHERE hash = 'none'");
  expect(await consumeToken(raw)).toBeNull();
  await db.destroy();
});
