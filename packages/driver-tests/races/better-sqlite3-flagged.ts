import type { Database } from "better-sqlite3";

/** ❌ No statement waits, but hashing does: others read meanwhile. */
export async function resetByTable(
  db: Database,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = db
    .prepare<[string, number], { user_id: number }>(
      "SELECT user_id FROM resets WHERE hash = ? AND expires_at > ?",
    )
    .get(hash, Date.now());
  if (reset === undefined) return false;
  const passwordHash = await hashPassword(password);
  db.prepare("UPDATE users SET password_hash = ? WHERE id = ?").run(passwordHash, reset.user_id);
  db.prepare("DELETE FROM resets WHERE hash = ?").run(hash);
  return true;
}

/** ❌ The write asks for the user only, not for the token. */
export async function resetByColumn(
  db: Database,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const user = db
    .prepare<[string, number], { id: number }>(
      "SELECT id FROM users WHERE reset_hash = ? AND reset_expires > ?",
    )
    .get(hash, Date.now());
  if (user === undefined) return false;
  const passwordHash = await hashPassword(password);
  db.prepare("UPDATE users SET password_hash = ?, reset_hash = NULL WHERE id = ?").run(passwordHash, user.id);
  return true;
}

/** ❌ The write marks the token for everybody, used or not. */
export async function resetByMark(
  db: Database,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = db
    .prepare<[string], { user_id: number }>("SELECT user_id FROM resets WHERE hash = ? AND used_at IS NULL")
    .get(hash);
  if (reset === undefined) return false;
  const passwordHash = await hashPassword(password);
  db.prepare("UPDATE users SET password_hash = ? WHERE id = ?").run(passwordHash, reset.user_id);
  db.prepare("UPDATE resets SET used_at = unixepoch() WHERE hash = ?").run(hash);
  return true;
}

/** ❌ The write puts another state in the place of whatever state is there. */
export async function resetByState(
  db: Database,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = db
    .prepare<[string], { user_id: number }>(
      "SELECT user_id FROM resets WHERE hash = ? AND status = 'pending'",
    )
    .get(hash);
  if (reset === undefined) return false;
  const passwordHash = await hashPassword(password);
  db.prepare("UPDATE users SET password_hash = ? WHERE id = ?").run(passwordHash, reset.user_id);
  db.prepare("UPDATE resets SET status = 'accepted' WHERE hash = ?").run(hash);
  return true;
}
