import type { PrismaClient } from "../generated/prisma/client.ts";

/** ❌ The mark in the list is made for everybody, used or not. */
export async function resetInBatch(
  db: PrismaClient,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await db.reset.findUnique({ where: { hash } });
  if (!reset || reset.usedAt) return false;
  const passwordHash = await hashPassword(password);
  await db.$transaction([
    db.user.update({ where: { id: reset.userId }, data: { passwordHash } }),
    db.reset.update({ where: { hash: reset.hash }, data: { usedAt: new Date() } }),
  ]);
  return true;
}

/** ❌ A transaction that did not read the token does not tell who came first. */
export async function resetInTransaction(
  db: PrismaClient,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await db.reset.findUnique({ where: { hash } });
  if (!reset || reset.usedAt) throw new Error("No such link");
  const passwordHash = await hashPassword(password);
  await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: reset.userId }, data: { passwordHash } });
    await tx.reset.update({ where: { hash: reset.hash }, data: { usedAt: new Date() } });
  });
  return true;
}

/** ❌ Everybody reads the count before anybody raises it. */
export async function redeemByCount(
  db: PrismaClient,
  code: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const coupon = await db.coupon.findUnique({ where: { code } });
  if (!coupon || coupon.uses >= coupon.maxUses) return false;
  const passwordHash = await hashPassword(password);
  await db.user.update({ where: { id: coupon.userId }, data: { passwordHash } });
  await db.coupon.update({ where: { code }, data: { uses: { increment: 1 } } });
  return true;
}

/** ❌ The same, with a limit that may be missing, and a count that forgets others. */
export async function redeemByForgetfulCount(
  db: PrismaClient,
  code: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const coupon = await db.coupon.findUnique({ where: { code } });
  if (!coupon) return false;
  if (coupon.maxUses !== null && coupon.uses >= coupon.maxUses) return false;
  const passwordHash = await hashPassword(password);
  await db.user.update({ where: { id: coupon.userId }, data: { passwordHash } });
  await db.coupon.update({ where: { code }, data: { uses: coupon.uses + 1 } });
  return true;
}
