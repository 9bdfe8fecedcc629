import { createConnection } from "mysql2";
import mysql from "mysql2/promise";

const pool = mysql.createPool({});
const connection = createConnection({});

export async function operations(hash: string, now: Date): Promise<void> {
  await pool.query("SELECT * FROM resets WHERE hash = ?", [hash]); // $ read resets
  await pool.execute("SELECT * FROM `resets` WHERE hash = ? FOR UPDATE", [hash]); // $ read resets
  await pool.execute("DELETE FROM resets WHERE hash = ?", [hash]); // $ delete resets
  await pool.query("UPDATE resets SET used_at = ? WHERE hash = ? AND used_at IS NULL", [now, hash]); // $ update resets
  await pool.execute({ sql: "INSERT INTO resets (hash) VALUES (?)", values: [hash] }); // $ insert resets
  const upsert = "INSERT INTO resets (hash) VALUES (?) ON DUPLICATE KEY UPDATE used_at = NULL";
  await pool.execute(upsert, [hash]); // $ upsert resets
  connection.query("DELETE FROM resets WHERE hash = ?", [hash], () => undefined); // $ delete resets
}
