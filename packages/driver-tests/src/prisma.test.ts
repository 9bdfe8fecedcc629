import { PrismaPg } from "@prisma/adapter-pg";
import { consumeToken } from "secure-patterns/tokens";
import { afterAll, describe, expect, it } from "vitest";
import { PrismaClient } from "../generated/prisma/client.ts";
import * as recipes from "../recipes/prisma.ts";
import { ownPostgres } from "./databases.ts";
import { proveRecipe } from "./prove-recipe.ts";
import { postgresTables } from "./tables.ts";

const database = await ownPostgres("prisma");

describe.skipIf(!database)("Prisma", () => {
  if (!database) return;
  const adapter = new PrismaPg({ connectionString: database.url, max: 10 });
  const db = new PrismaClient({ adapter, transactionOptions: { maxWait: 30_000, timeout: 30_000 } });
  afterAll(() => db.$disconnect());
  const tables = postgresTables(database);

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

  it("reads { count }, rows of raw queries and numbers of raw statements", async () => {
    await tables.reset("t", new Date());
    expect(await consumeToken(() => db.reset.deleteMany({ where: { hash: "t" } }))).toEqual({ count: 1 });
    expect(await consumeToken(() => db.reset.deleteMany({ where: { hash: "t" } }))).toBeNull();
    await tables.reset("t", new Date());
    await expect(consumeToken(() => db.reset.deleteMany())).rejects.toThrow(/changed 2 rows/);
    await tables.reset("t", new Date());
    expect(await consumeToken(() => db.$executeRaw`DELETE FROM resets WHERE hash = 't'`)).toBe(1);
    expect(await consumeToken(() => db.$executeRaw`DELETE FROM resets WHERE hash = 't'`)).toBeNull();
    const query = () =>
      db.$queryRaw<{ user_id: number }[]>`DELETE FROM resets WHERE hash = 'other' RETURNING user_id`;
    expect(await consumeToken(query)).toEqual([{ user_id: 8 }]);
    expect(await consumeToken(query)).toBeNull();
    const unknown = () => db.user.update({ where: { id: 99 }, data: { resetHash: null } });
    expect(await consumeToken(unknown)).toBeNull();
  });

  it("throws where the database fails", async () => {
    await expect(consumeToken(() => db.$executeRaw`DELETE FROM nowhere`)).rejects.toThrow(/nowhere/);
  });

  it("brings the token back where the transaction fails", async () => {
    await tables.reset("t", new Date(Date.now() + 60_000));
    const failing = db.$transaction(async (tx) => {
      expect(await consumeToken(() => tx.reset.deleteMany({ where: { hash: "t" } }))).not.toBeNull();
      throw new Error("mail server away");
    });
    await expect(failing).rejects.toThrow("mail server away");
    expect(await recipes.consumeByDelete(db, "t")).toBe(7);
  });
});
