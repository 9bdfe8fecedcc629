import type { Sql } from "postgres";
import { consumeToken } from "secure-patterns/tokens";

export async function consumeByDelete(sql: Sql, hash: string): Promise<number | null> {
  const rows = await consumeToken(
    () => sql<{ user_id: number }[]>`
      DELETE FROM resets WHERE hash = ${hash} AND expires_at > now() RETURNING user_id`,
  );
  return rows?.[0]?.user_id ?? null;
}

export async function consumeByMark(sql: Sql, hash: string): Promise<number | null> {
  const rows = await consumeToken(
    () => sql<{ user_id: number }[]>`
      UPDATE resets SET used_at = now()
      WHERE hash = ${hash} AND used_at IS NULL AND expires_at > now() RETURNING user_id`,
  );
  return rows?.[0]?.user_id ?? null;
}

export async function clearAndApply(sql: Sql, hash: string, passwordHash: string): Promise<boolean> {
  const result = await consumeToken(
    () => sql`
      UPDATE users SET password_hash = ${passwordHash}, reset_hash = NULL
      WHERE reset_hash = ${hash} AND reset_expires > now()`,
  );
  return result !== null;
}

/** If the second write fails, the token is alive again. */
export async function resetInTransaction(sql: Sql, hash: string, passwordHash: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const rows = await consumeToken(
      () => tx<{ user_id: number }[]>`
        DELETE FROM resets WHERE hash = ${hash} AND expires_at > now() RETURNING user_id`,
    );
    const [reset] = rows ?? [];
    if (reset === undefined) return false;
    await tx`UPDATE users SET password_hash = ${passwordHash} WHERE id = ${reset.user_id}`;
    return true;
  });
}
