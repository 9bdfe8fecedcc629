import type { Client } from "@libsql/client";
import { consumeToken } from "secure-patterns/tokens";

/** ✅ The delete decides, before anything happens. */
export async function resetByTable(
  db: Client,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const used = await consumeToken(
    () =>
      db.execute({
        sql: "DELETE FROM resets WHERE hash = ? AND expires_at > ? RETURNING user_id",
        args: [hash, Date.now()],
      }),
    { driver: "libsql" },
  );
  if (used === null) return false;
  await db.execute({
    sql: "UPDATE users SET password_hash = ? WHERE id = ?",
    args: [passwordHash, Number(used.rows[0]?.user_id)],
  });
  return true;
}

/** ✅ One write clears the token and applies the change. */
export async function resetByColumn(
  db: Client,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const used = await consumeToken(() =>
    db.execute({
      sql: "UPDATE users SET password_hash = ?, reset_hash = NULL WHERE reset_hash = ? AND reset_expires > ?",
      args: [passwordHash, hash, Date.now()],
    }),
  );
  return used !== null;
}
