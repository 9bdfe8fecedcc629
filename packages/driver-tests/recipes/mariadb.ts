import type { Pool } from "mariadb";
import { consumeToken } from "secure-patterns/tokens";

/** MariaDB (not MySQL) returns the rows that a DELETE removed. */
export async function consumeByDelete(pool: Pool, hash: string): Promise<number | null> {
  const rows = await consumeToken(() =>
    pool.query<{ user_id: number }[]>(
      "DELETE FROM resets WHERE hash = ? AND expires_at > UTC_TIMESTAMP(3) RETURNING user_id",
      [hash],
    ),
  );
  return rows?.[0]?.user_id ?? null;
}

export async function clearAndApply(pool: Pool, hash: string, passwordHash: string): Promise<boolean> {
  const result = await consumeToken(() =>
    pool.query(
      `UPDATE users SET password_hash = ?, reset_hash = NULL
       WHERE reset_hash = ? AND reset_expires > UTC_TIMESTAMP(3)`,
      [passwordHash, hash],
    ),
  );
  return result !== null;
}
