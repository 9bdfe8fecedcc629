import { and, eq, isNull } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { pgTable, text, timestamp } from "drizzle-orm/pg-core";

const resets = pgTable("resets", { hash: text("hash"), usedAt: timestamp("used_at") });
const db = drizzle({}, { schema: { resets } });

export async function operations(hash: string, now: Date): Promise<void> {
  await db.query.resets.findFirst({ where: eq(resets.hash, hash) }); // $ read resets
  await db.query.resets.findMany({ where: eq(resets.hash, hash) }); // $ read resets
  await db.select().from(resets).where(eq(resets.hash, hash)); // $ read resets
  await db.selectDistinct().from(resets).where(eq(resets.hash, hash)); // $ read resets
  await db.select().from(resets).where(eq(resets.hash, hash)).for("update"); // $ read resets
  await db.delete(resets).where(eq(resets.hash, hash)).returning(); // $ delete resets
  await db
    .update(resets)
    .set({ usedAt: now })
    .where(and(eq(resets.hash, hash), isNull(resets.usedAt))); // $ update resets
  await db.insert(resets).values({ hash }); // $ insert resets
}
