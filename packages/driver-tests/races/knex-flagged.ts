import type { Knex } from "knex";

/** ❌ The write marks the token for everybody, used or not. */
export async function resetByMark(
  db: Knex,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await db("resets").where({ hash, used_at: null }).first();
  if (!reset) return false;
  const password_hash = await hashPassword(password);
  await db("users").where("id", reset.user_id).update({ password_hash });
  await db("resets").where("hash", hash).update({ used_at: new Date() });
  return true;
}

/** ❌ The write asks for the user only, not for the token. */
export async function resetByColumn(
  db: Knex,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const user = await db("users").where("reset_hash", hash).first();
  if (!user) return false;
  const password_hash = await hashPassword(password);
  await db("users").where("id", user.id).update({ password_hash, reset_hash: null });
  return true;
}

/** ❌ The write puts another state in the place of whatever state is there. */
export async function resetByState(
  db: Knex,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await db("resets").where({ hash }).first();
  if (!reset || reset.status !== "pending") return false;
  const password_hash = await hashPassword(password);
  await db("users").where("id", reset.user_id).update({ password_hash });
  await db("resets").where("hash", hash).update({ status: "accepted" });
  return true;
}
