import type { Pool } from "pg";
import { consumeToken } from "secure-patterns/tokens";

export async function consumeByDelete(pool: Pool, hash: string): Promise<number | null> {
  const result = await consumeToken(() =>
    pool.query<{ user_id: number }>(
      "DELETE FROM resets WHERE hash = $1 AND expires_at > now() RETURNING user_id",
      [hash],
    ),
  );
  return result?.rows[0]?.user_id ?? null;
}

export async function consumeByMark(pool: Pool, hash: string): Promise<number | null> {
  const result = await consumeToken(() =>
    pool.query<{ user_id: number }>(
      "UPDATE resets SET used_at = now() WHERE hash = $1 AND used_at IS NULL AND expires_at > now() RETURNING user_id",
      [hash],
    ),
  );
  return result?.rows[0]?.user_id ?? null;
}

export async function clearAndApply(pool: Pool, hash: string, passwordHash: string): Promise<boolean> {
  const result = await consumeToken(() =>
    pool.query(
      "UPDATE users SET password_hash = $2, reset_hash = NULL WHERE reset_hash = $1 AND reset_expires > now()",
      [hash, passwordHash],
    ),
  );
  return result !== null;
}

/** If the second write fails, the token is alive again. */
export async function resetInTransaction(pool: Pool, hash: string, passwordHash: string): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const result = await consumeToken(() =>
      client.query<{ user_id: number }>(
        "DELETE FROM resets WHERE hash = $1 AND expires_at > now() RETURNING user_id",
        [hash],
      ),
    );
    const [reset] = result?.rows ?? [];
    if (reset !== undefined) {
      await client.query("UPDATE users SET password_hash = $2 WHERE id = $1", [reset.user_id, passwordHash]);
    }
    await client.query("COMMIT");
    return result !== null;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}
