import type { Kysely } from "kysely";
import type { Database } from "../recipes/kysely.ts";

/** ❌ The write marks the token for everybody, used or not. */
export async function resetByMark(
  db: Kysely<Database>,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await db
    .selectFrom("resets")
    .select("user_id")
    .where("hash", "=", hash)
    .where("used_at", "is", null)
    .executeTakeFirst();
  if (!reset) return false;
  const password_hash = await hashPassword(password);
  await db.updateTable("users").set({ password_hash }).where("id", "=", reset.user_id).execute();
  await db.updateTable("resets").set({ used_at: new Date() }).where("hash", "=", hash).execute();
  return true;
}

/** ❌ The write asks for the user only, not for the token. */
export async function resetByColumn(
  db: Kysely<Database>,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const user = await db.selectFrom("users").select("id").where("reset_hash", "=", hash).executeTakeFirst();
  if (!user) return false;
  const password_hash = await hashPassword(password);
  await db.updateTable("users").set({ password_hash, reset_hash: null }).where("id", "=", user.id).execute();
  return true;
}
