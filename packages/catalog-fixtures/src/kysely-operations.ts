import { Kysely, sql } from "kysely";

const db = new Kysely({});

export async function operations(hash: string, now: Date): Promise<void> {
  await db.selectFrom("resets").selectAll().where("hash", "=", hash).executeTakeFirst(); // $ read resets
  await db.selectFrom("resets").selectAll().where("hash", "=", hash).forUpdate().execute(); // $ read resets
  await db.deleteFrom("resets").where("hash", "=", hash).returning("userId").executeTakeFirstOrThrow(); // $ delete resets
  await db.updateTable("resets").set({ usedAt: now }).where("hash", "=", hash).executeTakeFirst(); // $ update resets
  await db.insertInto("resets").values({ hash }).execute(); // $ insert resets
  await sql`DELETE FROM resets WHERE hash = ${hash}`.execute(db); // $ delete resets
}
