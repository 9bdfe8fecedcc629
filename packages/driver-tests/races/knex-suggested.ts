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

/** ✅ One write finds the state as it must be, and puts the other one in its place. */
export async function resetByState(
  db: Knex,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await db("resets").where({ hash }).first();
  const password_hash = await hashPassword(password);
  const used = await consumeToken(() =>
    db("resets").where("hash", hash).where("status", "pending").update({ status: "accepted" }),
  );
  if (!reset || used === null) return false;
  await db("users").where("id", reset.user_id).update({ password_hash });
  return true;
}
