import type { Pool } from "pg";
import { consumeToken } from "secure-patterns/tokens";

/** ✅ The delete decides, before anything happens. */
export async function resetByTable(
  pool: Pool,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const used = await consumeToken(() =>
    pool.query<{ user_id: number }>(
      "DELETE FROM resets WHERE hash = $1 AND expires_at > now() RETURNING user_id",
      [hash],
    ),
  );
  if (used === null) return false;
  await pool.query("UPDATE users SET password_hash = $2 WHERE id = $1", [
    used.rows[0]?.user_id,
    passwordHash,
  ]);
  return true;
}

/** ✅ One write clears the token and applies the change. */
export async function resetByColumn(
  pool: Pool,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const used = await consumeToken(() =>
    pool.query(
      "UPDATE users SET password_hash = $2, reset_hash = NULL WHERE reset_hash = $1 AND reset_expires > now()",
      [hash, passwordHash],
    ),
  );
  return used !== null;
}
