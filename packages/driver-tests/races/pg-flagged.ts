import type { Pool } from "pg";

/** ❌ Everybody who reads before the first delete is through. */
export async function resetByTable(
  pool: Pool,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const { rows } = await pool.query<{ user_id: number }>(
    "SELECT user_id FROM resets WHERE hash = $1 AND expires_at > now()",
    [hash],
  );
  const [reset] = rows;
  if (reset === undefined) return false;
  const passwordHash = await hashPassword(password);
  await pool.query("UPDATE users SET password_hash = $2 WHERE id = $1", [reset.user_id, passwordHash]);
  await pool.query("DELETE FROM resets WHERE hash = $1", [hash]);
  return true;
}

/** ❌ The write asks for the user only, not for the token. */
export async function resetByColumn(
  pool: Pool,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const { rows } = await pool.query<{ id: number }>(
    "SELECT id FROM users WHERE reset_hash = $1 AND reset_expires > now()",
    [hash],
  );
  const [user] = rows;
  if (user === undefined) return false;
  const passwordHash = await hashPassword(password);
  await pool.query("UPDATE users SET password_hash = $2, reset_hash = NULL WHERE id = $1", [
    user.id,
    passwordHash,
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
  const { rows } = await pool.query<{ user_id: number }>(
    "SELECT user_id FROM resets WHERE hash = $1 AND used_at IS NULL",
    [hash],
  );
  const [reset] = rows;
  if (reset === undefined) return false;
  const passwordHash = await hashPassword(password);
  await pool.query("UPDATE users SET password_hash = $2 WHERE id = $1", [reset.user_id, passwordHash]);
  await pool.query("UPDATE resets SET used_at = now() WHERE hash = $1", [hash]);
  return true;
}
