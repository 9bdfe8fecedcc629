import type { Pool, ResultSetHeader, RowDataPacket } from "mysql2/promise";
import { consumeToken } from "secure-patterns/tokens";

/** MySQL has no RETURNING: read the row for its content, and let the write decide. */
export async function consumeByDelete(pool: Pool, hash: string): Promise<number | null> {
  const [[reset]] = await pool.execute<RowDataPacket[]>("SELECT user_id FROM resets WHERE hash = ?", [hash]);
  const used = await consumeToken(() =>
    pool.execute<ResultSetHeader>("DELETE FROM resets WHERE hash = ? AND expires_at > UTC_TIMESTAMP(3)", [
      hash,
    ]),
  );
  return reset !== undefined && used !== null ? Number(reset.user_id) : null;
}

export async function consumeByMark(pool: Pool, hash: string): Promise<number | null> {
  const [[reset]] = await pool.execute<RowDataPacket[]>("SELECT user_id FROM resets WHERE hash = ?", [hash]);
  const used = await consumeToken(() =>
    pool.execute<ResultSetHeader>(
      `UPDATE resets SET used_at = UTC_TIMESTAMP(3)
       WHERE hash = ? AND used_at IS NULL AND expires_at > UTC_TIMESTAMP(3)`,
      [hash],
    ),
  );
  return reset !== undefined && used !== null ? Number(reset.user_id) : null;
}

export async function clearAndApply(pool: Pool, hash: string, passwordHash: string): Promise<boolean> {
  const result = await consumeToken(() =>
    pool.execute<ResultSetHeader>(
      `UPDATE users SET password_hash = ?, reset_hash = NULL
       WHERE reset_hash = ? AND reset_expires > UTC_TIMESTAMP(3)`,
      [passwordHash, hash],
    ),
  );
  return result !== null;
}

/** If the second write fails, the token is alive again. */
export async function resetInTransaction(pool: Pool, hash: string, passwordHash: string): Promise<boolean> {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    const [[reset]] = await connection.execute<RowDataPacket[]>("SELECT user_id FROM resets WHERE hash = ?", [
      hash,
    ]);
    const used = await consumeToken(() =>
      connection.execute<ResultSetHeader>(
        "DELETE FROM resets WHERE hash = ? AND expires_at > UTC_TIMESTAMP(3)",
        [hash],
      ),
    );
    const isWinner = reset !== undefined && used !== null;
    if (isWinner) {
      await connection.execute("UPDATE users SET password_hash = ? WHERE id = ?", [
        passwordHash,
        reset.user_id,
      ]);
    }
    await connection.commit();
    return isWinner;
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
}
