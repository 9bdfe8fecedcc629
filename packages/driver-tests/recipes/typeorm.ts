import { consumeToken } from "secure-patterns/tokens";
import { type DataSource, EntitySchema, IsNull, MoreThan } from "typeorm";

export interface User {
  id: number;
  passwordHash: string;
  resetHash: string | null;
  resetExpires: Date | null;
}

export interface Reset {
  hash: string;
  userId: number;
  expiresAt: Date;
  usedAt: Date | null;
}

export const UserEntity = new EntitySchema<User>({
  name: "users",
  columns: {
    id: { type: "int", primary: true },
    passwordHash: { type: "text", name: "password_hash" },
    resetHash: { type: "text", name: "reset_hash", nullable: true },
    resetExpires: { type: "timestamptz", name: "reset_expires", nullable: true },
  },
});

export const ResetEntity = new EntitySchema<Reset>({
  name: "resets",
  columns: {
    hash: { type: "text", primary: true },
    userId: { type: "int", name: "user_id" },
    expiresAt: { type: "timestamptz", name: "expires_at" },
    usedAt: { type: "timestamptz", name: "used_at", nullable: true },
  },
});

/** Read the row for its content, and let the write decide. Never `remove` or `save`: they do not say who won. */
export async function consumeByDelete(db: DataSource, hash: string): Promise<number | null> {
  const reset = await db.manager.findOneBy(ResetEntity, { hash });
  const used = await consumeToken(() =>
    db.manager.delete(ResetEntity, { hash, expiresAt: MoreThan(new Date()) }),
  );
  return reset !== null && used !== null ? reset.userId : null;
}

export async function consumeByMark(db: DataSource, hash: string): Promise<number | null> {
  const result = await consumeToken(() =>
    db
      .createQueryBuilder()
      .update(ResetEntity)
      .set({ usedAt: new Date() })
      .where({ hash, usedAt: IsNull(), expiresAt: MoreThan(new Date()) })
      .returning("user_id")
      .execute(),
  );
  const [row] = (result?.raw ?? []) as { user_id: number }[];
  return row?.user_id ?? null;
}

export async function clearAndApply(db: DataSource, hash: string, passwordHash: string): Promise<boolean> {
  const result = await consumeToken(() =>
    db.manager.update(
      UserEntity,
      { resetHash: hash, resetExpires: MoreThan(new Date()) },
      { passwordHash, resetHash: null },
    ),
  );
  return result !== null;
}

/** If the second write fails, the token is alive again. */
export async function resetInTransaction(
  db: DataSource,
  hash: string,
  passwordHash: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const reset = await tx.findOneBy(ResetEntity, { hash });
    const used = await consumeToken(() => tx.delete(ResetEntity, { hash, expiresAt: MoreThan(new Date()) }));
    if (reset === null || used === null) return false;
    await tx.update(UserEntity, { id: reset.userId }, { passwordHash });
    return true;
  });
}
