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

/** ❌ A transaction that did not read the token does not tell who came first. */
export async function resetInTransaction(
  db: Knex,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await db("resets").where({ hash, used_at: null }).first();
  if (!reset) throw new Error("No such link");
  const password_hash = await hashPassword(password);
  await db.transaction(async (trx) => {
    await trx("users").where("id", reset.user_id).update({ password_hash });
    await trx("resets").where("hash", hash).update({ used_at: new Date() });
  });
  return true;
}

/** ❌ Everybody reads the count before anybody raises it. */
export async function redeemByCount(
  db: Knex,
  code: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const coupon = await db("coupons").where({ code }).first();
  if (!coupon || coupon.uses >= coupon.max_uses) return false;
  const password_hash = await hashPassword(password);
  await db("users").where("id", coupon.user_id).update({ password_hash });
  await db("coupons")
    .where("code", code)
    .update({ uses: db.raw("uses + 1") });
  return true;
}
