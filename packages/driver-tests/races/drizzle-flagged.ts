import { eq, sql } from "drizzle-orm";
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

const coupons = pgTable("coupons", {
  code: text("code").primaryKey(),
  userId: integer("user_id").notNull(),
  uses: integer("uses").notNull(),
  maxUses: integer("max_uses").notNull(),
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

/** ❌ A transaction that did not read the token does not tell who came first. */
export async function resetInTransaction(
  db: NodePgDatabase,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const [reset] = await db.select().from(resets).where(eq(resets.hash, hash));
  if (!reset || reset.usedAt !== null) throw new Error("No such link");
  const passwordHash = await hashPassword(password);
  await db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, reset.userId));
    await tx.update(resets).set({ usedAt: new Date() }).where(eq(resets.hash, hash));
  });
  return true;
}

/** ❌ Everybody reads the count before anybody raises it. */
export async function redeemByCount(
  db: NodePgDatabase,
  code: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const [coupon] = await db.select().from(coupons).where(eq(coupons.code, code));
  if (!coupon || coupon.uses >= coupon.maxUses) return false;
  const passwordHash = await hashPassword(password);
  await db.update(users).set({ passwordHash }).where(eq(users.id, coupon.userId));
  await db
    .update(coupons)
    .set({ uses: sql`${coupons.uses} + 1` })
    .where(eq(coupons.code, code));
  return true;
}
