import type { Knex } from "knex";
import { consumeToken } from "secure-patterns/tokens";

/** ✅ One write clears the token and applies the change. */
export async function resetByColumn(
  db: Knex,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const password_hash = await hashPassword(password);
  const used = await consumeToken(() =>
    db("users").where("reset_hash", hash).update({ password_hash, reset_hash: null }),
  );
  return used !== null;
}
