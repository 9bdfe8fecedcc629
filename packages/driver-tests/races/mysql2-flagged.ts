import type { Pool, RowDataPacket } from "mysql2/promise";

/** ❌ Everybody who reads before the first delete is through. */
export async function resetByTable(
  pool: Pool,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const [[reset]] = await pool.execute<RowDataPacket[]>(
    "SELECT user_id FROM resets WHERE hash = ? AND expires_at > UTC_TIMESTAMP(3)",
    [hash],
  );
  if (reset === undefined) return false;
  const passwordHash = await hashPassword(password);
  await pool.execute("UPDATE users SET password_hash = ? WHERE id = ?", [passwordHash, reset.user_id]);
  await pool.execute("DELETE FROM resets WHERE hash = ?", [hash]);
  return true;
}

/** ❌ The write asks for the user only, not for the token. */
export async function resetByColumn(
  pool: Pool,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const [[user]] = await pool.execute<RowDataPacket[]>(
    "SELECT id FROM users WHERE reset_hash = ? AND reset_expires > UTC_TIMESTAMP(3)",
    [hash],
  );
  if (user === undefined) return false;
  const passwordHash = await hashPassword(password);
  await pool.execute("UPDATE users SET password_hash = ?, reset_hash = NULL WHERE id = ?", [
    passwordHash,
    user.id,
  ]);
  return true;
}

/** ❌ The write marks the token for everybody, used or not. */
export async function resetByMark(
  pool: Pool,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const [[reset]] = await pool.execute<RowDataPacket[]>(
    "SELECT user_id FROM resets WHERE hash = ? AND used_at IS NULL",
    [hash],
  );
  if (reset === undefined) return false;
  const passwordHash = await hashPassword(password);
  await pool.execute("UPDATE users SET password_hash = ? WHERE id = ?", [passwordHash, reset.user_id]);
  await pool.execute("UPDATE resets SET used_at = now() WHERE hash = ?", [hash]);
  return true;
}
