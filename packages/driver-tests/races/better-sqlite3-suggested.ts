import type { Database } from "better-sqlite3";
import { consumeToken } from "secure-patterns/tokens";

/** ✅ The delete decides, before anything happens. */
export async function resetByTable(
  db: Database,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const remove = db.prepare<[string, number], { user_id: number }>(
    "DELETE FROM resets WHERE hash = ? AND expires_at > ? RETURNING user_id",
  );
  const used = await consumeToken(() => remove.all(hash, Date.now()));
  if (used === null) return false;
  db.prepare("UPDATE users SET password_hash = ? WHERE id = ?").run(passwordHash, used[0]?.user_id);
  return true;
}

/** ✅ One write clears the token and applies the change. */
export async function resetByColumn(
  db: Database,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const apply = db.prepare(
    "UPDATE users SET password_hash = ?, reset_hash = NULL WHERE reset_hash = ? AND reset_expires > ?",
  );
  const used = await consumeToken(() => apply.run(passwordHash, hash, Date.now()));
  return used !== null;
}

/** ✅ One write finds the state as it must be, and puts the other one in its place. */
export async function resetByState(
  db: Database,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const accept = db.prepare<[string], { user_id: number }>(
    "UPDATE resets SET status = 'accepted' WHERE hash = ? AND status = 'pending' RETURNING user_id",
  );
  const used = await consumeToken(() => accept.all(hash));
  if (used === null) return false;
  db.prepare("UPDATE users SET password_hash = ? WHERE id = ?").run(passwordHash, used[0]?.user_id);
  return true;
}
