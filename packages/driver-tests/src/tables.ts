import type { OwnDatabase } from "./databases.ts";
import type { Tables } from "./prove-recipe.ts";
import mysql from "mysql2/promise";
import pg from "pg";
import { afterAll } from "vitest";

export function postgresTables({ url }: OwnDatabase): Tables {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  afterAll(() => pool.end());
  return {
    async reset(hash, expiresAt) {
      await pool.query("TRUNCATE users, resets, coupons");
      await pool.query("INSERT INTO coupons (code, user_id, max_uses) VALUES ($1, 7, 1)", [hash]);
      await pool.query("INSERT INTO users VALUES (7, 'old', $1, $2), (8, 'other', NULL, NULL)", [
        hash,
        expiresAt,
      ]);
      await pool.query(
        "INSERT INTO resets (hash, user_id, expires_at, used_at) VALUES ($1, 7, $2, NULL), ('other', 8, $2, NULL)",
        [hash, expiresAt],
      );
    },
    async passwordHash() {
      const { rows } = await pool.query("SELECT password_hash FROM users WHERE id = 7");
      return rows[0].password_hash;
    },
  };
}

export function mysqlTables({ url }: OwnDatabase): Tables {
  const pool = mysql.createPool({ uri: url, connectionLimit: 1, timezone: "Z" });
  afterAll(() => pool.end());
  return {
    async reset(hash, expiresAt) {
      await pool.query("DELETE FROM users");
      await pool.query("DELETE FROM resets");
      await pool.query("DELETE FROM coupons");
      await pool.query("INSERT INTO coupons (code, user_id, max_uses) VALUES (?, 7, 1)", [hash]);
      await pool.query("INSERT INTO users VALUES (7, 'old', ?, ?), (8, 'other', NULL, NULL)", [
        hash,
        expiresAt,
      ]);
      await pool.query(
        "INSERT INTO resets (hash, user_id, expires_at, used_at) VALUES (?, 7, ?, NULL), ('other', 8, ?, NULL)",
        [hash, expiresAt, expiresAt],
      );
    },
    async passwordHash() {
      const [rows] = await pool.query<mysql.RowDataPacket[]>("SELECT password_hash FROM users WHERE id = 7");
      return rows[0]?.password_hash;
    },
  };
}
