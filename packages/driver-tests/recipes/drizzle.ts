import { and, eq, gt, isNull } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { consumeToken } from "secure-patterns/tokens";

const users = pgTable("users", {
  id: integer("id").primaryKey(),
  passwordHash: text("password_hash").notNull(),
  resetHash: text("reset_hash"),
  resetExpires: timestamp("reset_expires", { withTimezone: true }),
});

const resets = pgTable("resets", {
  hash: text("hash").primaryKey(),
  userId: integer("user_id").notNull(),
  expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  usedAt: timestamp("used_at", { withTimezone: true }),
});

export async function consumeByDelete(db: NodePgDatabase, hash: string): Promise<number | null> {
  const rows = await consumeToken(() =>
    db
      .delete(resets)
      .where(and(eq(resets.hash, hash), gt(resets.expiresAt, new Date())))
      .returning(),
  );
  return rows?.[0]?.userId ?? null;
}

export async function consumeByMark(db: NodePgDatabase, hash: string): Promise<number | null> {
  const rows = await consumeToken(() =>
    db
      .update(resets)
      .set({ usedAt: new Date() })
      .where(and(eq(resets.hash, hash), isNull(resets.usedAt), gt(resets.expiresAt, new Date())))
      .returning(),
  );
  return rows?.[0]?.userId ?? null;
}

export async function clearAndApply(
  db: NodePgDatabase,
  hash: string,
  passwordHash: string,
): Promise<boolean> {
  const result = await consumeToken(() =>
    db
      .update(users)
      .set({ passwordHash, resetHash: null })
      .where(and(eq(users.resetHash, hash), gt(users.resetExpires, new Date()))),
  );
  return result !== null;
}

/** If the second write fails, the token is alive again. */
export async function resetInTransaction(
  db: NodePgDatabase,
  hash: string,
  passwordHash: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const rows = await consumeToken(() =>
      tx
        .delete(resets)
        .where(and(eq(resets.hash, hash), gt(resets.expiresAt, new Date())))
        .returning(),
    );
    const [reset] = rows ?? [];
    if (reset === undefined) return false;
    await tx.update(users).set({ passwordHash }).where(eq(users.id, reset.userId));
    return true;
  });
}
