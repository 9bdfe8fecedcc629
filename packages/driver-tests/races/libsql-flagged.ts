import type { Client } from "@libsql/client";

/** ❌ Everybody who reads before the first delete is through. */
export async function resetByTable(
  db: Client,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const { rows } = await db.execute({
    sql: "SELECT user_id FROM resets WHERE hash = ? AND expires_at > ?",
    args: [hash, Date.now()],
  });
  const [reset] = rows;
  if (reset === undefined) return false;
  const passwordHash = await hashPassword(password);
  await db.execute({
    sql: "UPDATE users SET password_hash = ? WHERE id = ?",
    args: [passwordHash, Number(reset.user_id)],
  });
  await db.execute({ sql: "DELETE FROM resets WHERE hash = ?", args: [hash] });
  return true;
}

/** ❌ The write asks for the user only, not for the token. */
export async function resetByColumn(
  db: Client,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const { rows } = await db.execute({
    sql: "SELECT id FROM users WHERE reset_hash = ? AND reset_expires > ?",
    args: [hash, Date.now()],
  });
  const [user] = rows;
  if (user === undefined) return false;
  const passwordHash = await hashPassword(password);
  await db.execute({
    sql: "UPDATE users SET password_hash = ?, reset_hash = NULL WHERE id = ?",
    args: [passwordHash, Number(user.id)],
  });
  return true;
}
