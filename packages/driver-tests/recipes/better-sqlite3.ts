import type { Database } from "better-sqlite3";
import { consumeToken } from "secure-patterns/tokens";

/** `get` answers `undefined` for "no row": naming the driver says so. */
export async function consumeByDelete(db: Database, hash: string): Promise<number | null> {
  const remove = db.prepare<[string, number], { user_id: number }>(
    "DELETE FROM resets WHERE hash = ? AND expires_at > ? RETURNING user_id",
  );
  const reset = await consumeToken(() => remove.get(hash, Date.now()), { driver: "better-sqlite3" });
  return reset && reset.user_id;
}

export async function consumeByMark(db: Database, hash: string): Promise<number | null> {
  const mark = db.prepare<[number, string, number], { user_id: number }>(
    "UPDATE resets SET used_at = ? WHERE hash = ? AND used_at IS NULL AND expires_at > ? RETURNING user_id",
  );
  const rows = await consumeToken(() => mark.all(Date.now(), hash, Date.now()));
  return rows?.[0]?.user_id ?? null;
}

/** Transactions of better-sqlite3 are synchronous, so this one write is the way to change two things. */
export async function clearAndApply(db: Database, hash: string, passwordHash: string): Promise<boolean> {
  const apply = db.prepare<[string, string, number]>(
    "UPDATE users SET password_hash = ?, reset_hash = NULL WHERE reset_hash = ? AND reset_expires > ?",
  );
  const result = await consumeToken(() => apply.run(passwordHash, hash, Date.now()));
  return result !== null;
}
