import type { Pool, ResultSetHeader, RowDataPacket } from "mysql2/promise";
import { consumeToken } from "secure-patterns/tokens";

/** ✅ The read is for the content only: the delete decides, before anything happens. */
export async function resetByTable(
  pool: Pool,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const [[reset]] = await pool.execute<RowDataPacket[]>("SELECT user_id FROM resets WHERE hash = ?", [hash]);
  if (reset === undefined) return false;
  const passwordHash = await hashPassword(password);
  const used = await consumeToken(() =>
    pool.execute<ResultSetHeader>("DELETE FROM resets WHERE hash = ? AND expires_at > UTC_TIMESTAMP(3)", [
      hash,
    ]),
  );
  if (used === null) return false;
  await pool.execute("UPDATE users SET password_hash = ? WHERE id = ?", [passwordHash, reset.user_id]);
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
    pool.execute<ResultSetHeader>(
      `UPDATE users SET password_hash = ?, reset_hash = NULL
       WHERE reset_hash = ? AND reset_expires > UTC_TIMESTAMP(3)`,
      [passwordHash, hash],
    ),
  );
  return used !== null;
}
