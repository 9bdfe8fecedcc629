import { consumeToken } from "secure-patterns/tokens";
import type { PrismaClient } from "../generated/prisma/client.ts";

/** ✅ Where the mark rejects, the list is taken back. */
export async function resetInBatch(
  db: PrismaClient,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await db.reset.findUnique({ where: { hash } });
  if (!reset || reset.usedAt) return false;
  const passwordHash = await hashPassword(password);
  const used = await consumeToken(async () => {
    const [, mark] = await db.$transaction([
      db.user.update({ where: { id: reset.userId }, data: { passwordHash } }),
      db.reset.update({ where: { hash: reset.hash, usedAt: null }, data: { usedAt: new Date() } }),
    ]);
    return mark;
  });
  return used !== null;
}
