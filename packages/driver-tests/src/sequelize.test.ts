import { consumeToken } from "secure-patterns/tokens";
import { QueryTypes, Sequelize } from "sequelize";
import { afterAll, describe, expect, it } from "vitest";
import * as recipes from "../recipes/sequelize.ts";
import { ownMysql, ownPostgres } from "./databases.ts";
import { proveRecipe } from "./prove-recipe.ts";
import { mysqlTables, postgresTables } from "./tables.ts";

const mysqlDatabase = await ownMysql("sequelize");
const databases = {
  postgres: await ownPostgres("sequelize"),
  mysql: mysqlDatabase,
  mariadb: mysqlDatabase,
};

for (const [dialect, database] of Object.entries(databases)) {
  describe.skipIf(!database)(`Sequelize, dialect ${dialect}`, () => {
    if (!database) return;
    const isPostgres = dialect === "postgres";
    const sequelize = new Sequelize(database.url.replace(/^\w+/, dialect), {
      logging: false,
      pool: { max: 10, acquire: 60_000 },
      // A second, the connector's own patience, is too short on a busy machine.
      ...(isPostgres ? {} : { dialectOptions: { connectTimeout: 60_000 } }),
    });
    afterAll(() => sequelize.close());
    const tables = isPostgres ? postgresTables(database) : mysqlTables(database);
    const bind =
      <A extends unknown[], R>(recipe: (...args: A) => Promise<R>) =>
      (...args: A) => {
        recipes.defineModels(sequelize);
        return recipe(...args);
      };

    proveRecipe(
      "recipes",
      {
        consumeByDelete: bind(recipes.consumeByDelete),
        consumeByMark: bind(recipes.consumeByMark),
        clearAndApply: bind(recipes.clearAndApply),
        resetInTransaction: bind((hash: string, password: string) =>
          recipes.resetInTransaction(sequelize, hash, password),
        ),
      },
      tables,
    );

    it("reads raw queries", async () => {
      await tables.reset("t", new Date());
      const raw = () => sequelize.query("DELETE FROM resets WHERE hash = 't'");
      expect(await consumeToken(raw)).not.toBeNull();
      expect(await consumeToken(raw)).toBeNull();
      await tables.reset("t", new Date());
      const bulk = () =>
        sequelize.query("DELETE FROM resets WHERE hash = 't'", { type: QueryTypes.BULKDELETE });
      expect(await consumeToken(bulk)).toBe(1);
      expect(await consumeToken(bulk)).toBeNull();
      const update = () =>
        sequelize.query("UPDATE resets SET user_id = 9 WHERE user_id = 8", { type: QueryTypes.UPDATE });
      expect(await consumeToken(update)).not.toBeNull();
      expect(await consumeToken(update)).toBeNull();
      if (dialect === "mariadb") return; // Sequelize 6 trips over the rows that this connector returns
      const returning = () => sequelize.query("DELETE FROM resets WHERE hash = 'other' RETURNING user_id");
      expect(await consumeToken(returning)).not.toBeNull();
      expect(await consumeToken(returning)).toBeNull();
    });

    if (!isPostgres) return; // the others return no rows
    it("reads [n, rows]", async () => {
      await tables.reset("t", new Date());
      const update = () =>
        recipes.Reset.update({ usedAt: new Date() }, { where: { hash: "t", usedAt: null }, returning: true });
      expect((await consumeToken(update))?.[0]).toBe(1);
      expect(await consumeToken(update)).toBeNull();
    });
  });
}
