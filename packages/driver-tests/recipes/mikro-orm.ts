import { EntitySchema } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import { consumeToken } from "secure-patterns/tokens";

interface User {
  id: number;
  passwordHash: string;
  resetHash: string | null;
  resetExpires: Date | null;
}

interface Reset {
  hash: string;
  userId: number;
  expiresAt: Date;
  usedAt: Date | null;
}

export const UserEntity = new EntitySchema<User>({
  name: "User",
  tableName: "users",
  properties: {
    id: { type: "integer", primary: true },
    passwordHash: { type: "text" },
    resetHash: { type: "text", nullable: true },
    resetExpires: { type: "datetime", nullable: true },
  },
});

export const ResetEntity = new EntitySchema<Reset>({
  name: "Reset",
  tableName: "resets",
  properties: {
    hash: { type: "text", primary: true },
    userId: { type: "integer" },
    expiresAt: { type: "datetime" },
    usedAt: { type: "datetime", nullable: true },
  },
});

/** Read the row for its content, and let the write decide: `nativeDelete`, never `remove` and `flush`. */
export async function consumeByDelete(em: EntityManager, hash: string): Promise<number | null> {
  const reset = await em.fork().findOne(ResetEntity, { hash });
  const used = await consumeToken(() =>
    em.nativeDelete(ResetEntity, { hash, expiresAt: { $gt: new Date() } }),
  );
  return reset !== null && used !== null ? reset.userId : null;
}

export async function consumeByMark(em: EntityManager, hash: string): Promise<number | null> {
  const reset = await em.fork().findOne(ResetEntity, { hash });
  const used = await consumeToken(() =>
    em.nativeUpdate(
      ResetEntity,
      { hash, usedAt: null, expiresAt: { $gt: new Date() } },
      { usedAt: new Date() },
    ),
  );
  return reset !== null && used !== null ? reset.userId : null;
}

export async function clearAndApply(em: EntityManager, hash: string, passwordHash: string): Promise<boolean> {
  const changed = await consumeToken(() =>
    em.nativeUpdate(
      UserEntity,
      { resetHash: hash, resetExpires: { $gt: new Date() } },
      { passwordHash, resetHash: null },
    ),
  );
  return changed !== null;
}

/** If the second write fails, the token is alive again. */
export async function resetInTransaction(
  em: EntityManager,
  hash: string,
  passwordHash: string,
): Promise<boolean> {
  return em.fork().transactional(async (tx) => {
    const reset = await tx.findOne(ResetEntity, { hash });
    const used = await consumeToken(() =>
      tx.nativeDelete(ResetEntity, { hash, expiresAt: { $gt: new Date() } }),
    );
    if (reset === null || used === null) return false;
    await tx.nativeUpdate(UserEntity, { id: reset.userId }, { passwordHash });
    return true;
  });
}
