import { consumeToken } from "secure-patterns/tokens";
import type { PrismaClient } from "../generated/prisma/client.ts";

/** `delete` rejects with P2025 for everyone but the winner, which consumeToken reads as "none". */
export async function consumeByDelete(db: PrismaClient, hash: string): Promise<number | null> {
  const reset = await consumeToken(() => db.reset.delete({ where: { hash, expiresAt: { gt: new Date() } } }));
  return reset && reset.userId;
}

export async function consumeByMark(db: PrismaClient, hash: string): Promise<number | null> {
  const resets = await consumeToken(() =>
    db.reset.updateManyAndReturn({
      where: { hash, usedAt: null, expiresAt: { gt: new Date() } },
      data: { usedAt: new Date() },
    }),
  );
  return resets?.[0]?.userId ?? null;
}

export async function clearAndApply(db: PrismaClient, hash: string, passwordHash: string): Promise<boolean> {
  const changed = await consumeToken(() =>
    db.user.updateMany({
      where: { resetHash: hash, resetExpires: { gt: new Date() } },
      data: { passwordHash, resetHash: null },
    }),
  );
  return changed !== null;
}

/** If the second write fails, the token is alive again. */
export async function resetInTransaction(
  db: PrismaClient,
  hash: string,
  passwordHash: string,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const reset = await tx.reset.findUnique({ where: { hash } });
    const used = await consumeToken(() =>
      tx.reset.deleteMany({ where: { hash, expiresAt: { gt: new Date() } } }),
    );
    if (reset === null || used === null) return false;
    await tx.user.update({ where: { id: reset.userId }, data: { passwordHash } });
    return true;
  });
}
