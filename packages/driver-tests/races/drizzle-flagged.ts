import { eq } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const users = pgTable("users", {
  id: integer("id").primaryKey(),
  passwordHash: text("password_hash").notNull(),
  resetHash: text("reset_hash"),
});

const resets = pgTable("resets", {
  hash: text("hash").primaryKey(),
  userId: integer("user_id").notNull(),
  usedAt: timestamp("used_at", { withTimezone: true }),
});

/** ❌ The write marks the token for everybody, used or not. */
export async function resetByMark(
  db: NodePgDatabase,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const [reset] = await db.select().from(resets).where(eq(resets.hash, hash));
  if (!reset || reset.usedAt !== null) return false;
  const passwordHash = await hashPassword(password);
  await db.update(users).set({ passwordHash }).where(eq(users.id, reset.userId));
  await db.update(resets).set({ usedAt: new Date() }).where(eq(resets.hash, hash));
  return true;
}

/** ❌ The write asks for the user only, not for the token. */
export async function resetByColumn(
  db: NodePgDatabase,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const [user] = await db.select().from(users).where(eq(users.resetHash, hash));
  if (!user) return false;
  const passwordHash = await hashPassword(password);
  await db.update(users).set({ passwordHash, resetHash: null }).where(eq(users.id, user.id));
  return true;
}
