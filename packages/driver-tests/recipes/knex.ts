import type { Knex } from "knex";
import { consumeToken } from "secure-patterns/tokens";

interface Reset {
  hash: string;
  user_id: number;
  expires_at: Date;
  used_at: Date | null;
}

export async function consumeByDelete(db: Knex, hash: string): Promise<number | null> {
  const rows = await consumeToken(() =>
    db<Reset>("resets").where({ hash }).where("expires_at", ">", new Date()).del().returning("user_id"),
  );
  return rows?.[0]?.user_id ?? null;
}

/** Where the database has no RETURNING (MySQL): read the row for its content, and let the write decide. */
export async function consumeByMark(db: Knex, hash: string): Promise<number | null> {
  const reset = await db<Reset>("resets").where({ hash }).first();
  const used = await consumeToken(() =>
    db<Reset>("resets")
      .where({ hash, used_at: null })
      .where("expires_at", ">", new Date())
      .update({ used_at: new Date() }),
  );
  return reset !== undefined && used !== null ? reset.user_id : null;
}

export async function clearAndApply(db: Knex, hash: string, passwordHash: string): Promise<boolean> {
  const changed = await consumeToken(() =>
    db("users")
      .where({ reset_hash: hash })
      .where("reset_expires", ">", new Date())
      .update({ password_hash: passwordHash, reset_hash: null }),
  );
  return changed !== null;
}

/** If the second write fails, the token is alive again. */
export async function resetInTransaction(db: Knex, hash: string, passwordHash: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const rows = await consumeToken(() =>
      tx<Reset>("resets").where({ hash }).where("expires_at", ">", new Date()).del().returning("user_id"),
    );
    const [reset] = rows ?? [];
    if (reset === undefined) return false;
    await tx("users").where({ id: reset.user_id }).update({ password_hash: passwordHash });
    return true;
  });
}
