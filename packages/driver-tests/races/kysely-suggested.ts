import type { Kysely } from "kysely";
import type { Database } from "../recipes/kysely.ts";
import { consumeToken } from "secure-patterns/tokens";

/** ✅ One write clears the token and applies the change. */
export async function resetByColumn(
  db: Kysely<Database>,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const password_hash = await hashPassword(password);
  const used = await consumeToken(() =>
    db
      .updateTable("users")
      .set({ password_hash, reset_hash: null })
      .where("reset_hash", "=", hash)
      .executeTakeFirst(),
  );
  return used !== null;
}
