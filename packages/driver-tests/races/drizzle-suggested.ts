import { eq } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { consumeToken } from "secure-patterns/tokens";

const users = pgTable("users", {
  id: integer("id").primaryKey(),
  passwordHash: text("password_hash").notNull(),
  resetHash: text("reset_hash"),
});

/** ✅ One write clears the token and applies the change. */
export async function resetByColumn(
  db: NodePgDatabase,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const used = await consumeToken(() =>
    db.update(users).set({ passwordHash, resetHash: null }).where(eq(users.resetHash, hash)),
  );
  return used !== null;
}
