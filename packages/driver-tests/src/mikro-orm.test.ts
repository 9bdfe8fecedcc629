import { MikroORM } from "@mikro-orm/postgresql";
import { consumeToken } from "secure-patterns/tokens";
import { afterAll, describe, expect, it } from "vitest";
import * as recipes from "../recipes/mikro-orm.ts";
import { ownPostgres } from "./databases.ts";
import { proveRecipe } from "./prove-recipe.ts";
import { postgresTables } from "./tables.ts";

const database = await ownPostgres("mikro");

describe.skipIf(!database)("MikroORM", async () => {
  if (!database) return;
  const orm = await MikroORM.init({
    clientUrl: database.url,
    entities: [recipes.UserEntity, recipes.ResetEntity],
    allowGlobalContext: true,
  });
  afterAll(() => orm.close());
  const tables = postgresTables(database);

  proveRecipe(
    "recipes",
    {
      consumeByDelete: (hash) => recipes.consumeByDelete(orm.em, hash),
      consumeByMark: (hash) => recipes.consumeByMark(orm.em, hash),
      clearAndApply: (hash, password) => recipes.clearAndApply(orm.em, hash, password),
      resetInTransaction: (hash, password) => recipes.resetInTransaction(orm.em, hash, password),
    },
    tables,
  );

  it("reads the result of execute()", async () => {
    await tables.reset("t", new Date());
    const run = () => orm.em.getConnection().execute("DELETE FROM resets WHERE hash = 't'", [], "run");
    expect(await consumeToken(run)).toMatchObject({ affectedRows: 1 });
    expect(await consumeToken(run)).toBeNull();
    const rows = () =>
      orm.em.getConnection().execute("DELETE FROM resets WHERE hash = 'other' RETURNING user_id");
    expect(await consumeToken(rows)).toEqual([{ user_id: 8 }]);
    expect(await consumeToken(rows)).toBeNull();
  });
});
