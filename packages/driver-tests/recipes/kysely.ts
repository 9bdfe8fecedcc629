import type { Kysely } from "kysely";
import { consumeToken } from "secure-patterns/tokens";

export interface Database {
  users: { id: number; password_hash: string; reset_hash: string | null; reset_expires: Date | null };
  resets: { hash: string; user_id: number; expires_at: Date; used_at: Date | null };
}

/** `executeTakeFirst` answers `undefined` for "no row": naming the driver says so. */
export async function consumeByDelete(db: Kysely<Database>, hash: string): Promise<number | null> {
  const reset = await consumeToken(
    () =>
      db
        .deleteFrom("resets")
        .where("hash", "=", hash)
        .where("expires_at", ">", new Date())
        .returning("user_id")
        .executeTakeFirst(),
    { driver: "kysely" },
  );
  return reset && reset.user_id;
}

export async function consumeByMark(db: Kysely<Database>, hash: string): Promise<number | null> {
  const rows = await consumeToken(() =>
    db
      .updateTable("resets")
      .set({ used_at: new Date() })
      .where("hash", "=", hash)
      .where("used_at", "is", null)
      .where("expires_at", ">", new Date())
      .returning("user_id")
      .execute(),
  );
  return rows?.[0]?.user_id ?? null;
}

export async function clearAndApply(
  db: Kysely<Database>,
  hash: string,
  passwordHash: string,
): Promise<boolean> {
  const result = await consumeToken(() =>
    db
      .updateTable("users")
      .set({ password_hash: passwordHash, reset_hash: null })
      .where("reset_hash", "=", hash)
      .where("reset_expires", ">", new Date())
      .executeTakeFirst(),
  );
  return result !== null;
}

/** If the second write fails, the token is alive again. */
export async function resetInTransaction(
  db: Kysely<Database>,
  hash: string,
  passwordHash: string,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const rows = await consumeToken(() =>
      tx
        .deleteFrom("resets")
        .where("hash", "=", hash)
        .where("expires_at", ">", new Date())
        .returning("user_id")
        .execute(),
    );
    const [reset] = rows ?? [];
    if (reset === undefined) return false;
    await tx
      .updateTable("users")
      .set({ password_hash: passwordHash })
      .where("id", "=", reset.user_id)
      .execute();
    return true;
  });
}
