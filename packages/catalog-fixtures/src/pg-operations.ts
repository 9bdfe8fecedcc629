import { Pool } from "pg";
import pgPromise from "pg-promise";
import postgres from "postgres";

const pool = new Pool();
const promised = pgPromise()("postgres://localhost");
const sql = postgres();

export async function operations(hash: string, now: Date): Promise<void> {
  await pool.query("SELECT * FROM resets WHERE hash = $1", [hash]); // $ read resets
  await pool.query("SELECT * FROM resets WHERE hash = $1 FOR UPDATE", [hash]); // $ read resets
  await pool.query("DELETE FROM resets WHERE hash = $1 RETURNING user_id", [hash]); // $ delete resets
  await pool.query("UPDATE resets SET used_at = $2 WHERE hash = $1 AND used_at IS NULL", [hash, now]); // $ update resets
  await pool.query({ text: "INSERT INTO resets (hash) VALUES ($1)", values: [hash] }); // $ insert resets
  const upsert = "INSERT INTO resets (hash) VALUES ($1) ON CONFLICT (hash) DO UPDATE SET used_at = NULL";
  await pool.query(upsert, [hash]); // $ upsert resets
  const client = await pool.connect();
  await client.query("DELETE FROM resets WHERE hash = $1", [hash]); // $ delete resets
  await promised.oneOrNone("DELETE FROM resets WHERE hash = $1 RETURNING *", [hash]); // $ delete resets
  await sql`SELECT * FROM resets WHERE hash = ${hash}`; // $ read resets
  await sql`DELETE FROM resets WHERE hash = ${hash} RETURNING *`; // $ delete resets
  await sql`UPDATE resets SET used_at = ${now} WHERE hash = ${hash}`; // $ update resets
  await sql`INSERT INTO resets (hash) VALUES (${hash})`; // $ insert resets
}
