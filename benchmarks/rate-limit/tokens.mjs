import { randomBytes } from "node:crypto";
import process from "node:process";
import pg from "pg";
import { consumeToken, issueToken } from "secure-patterns";
import { postgres } from "secure-patterns/postgres";

const connectionString =
  process.env.SECURE_PATTERNS_POSTGRES ?? "postgres://postgres@127.0.0.1:5432/postgres";
const READY = 60_000;

export async function open() {
  const pool = new pg.Pool({ connectionString, max: 10 });
  const schema = `bench_${process.pid}`;
  await pool.query(`CREATE SCHEMA ${schema}`);
  await pool.query(
    `CREATE TABLE ${schema}.bare (token text PRIMARY KEY, subject text, expires_at timestamptz)`,
  );
  const store = postgres(pool, { schema });
  await store.migrate();
  const conditional = `DELETE FROM ${schema}.bare WHERE token = $1 AND expires_at > now() RETURNING subject`;
  const ways = {
    "bare conditional delete": async (token) => (await pool.query(conditional, [token])).rowCount === 1,
    "find, then delete": async (token) => {
      const { rows } = await pool.query(`SELECT * FROM ${schema}.bare WHERE token = $1`, [token]);
      if (rows.length === 0 || rows[0].expires_at < new Date()) return false;
      await pool.query(`DELETE FROM ${schema}.bare WHERE token = $1`, [token]);
      return true;
    },
    "consumeToken(write)": async (token) =>
      (await consumeToken(() => pool.query(conditional, [token]))) !== null,
    "consumeToken(store, token)": async (token) =>
      (await consumeToken(store, token, { purpose: "reset" })) !== null,
  };
  const cases = {};
  for (const [name, consume] of Object.entries(ways)) {
    const issue = name.includes("store")
      ? () => issueToken(store, { subject: "ann", purpose: "reset" })
      : put;
    const ready = await prepare(name);
    cases[name] = {
      run: async () => consume(ready.pop() ?? (await issue())),
      winners: async () => {
        const token = await issue();
        const outcomes = await Promise.all(Array.from({ length: 64 }, () => consume(token)));
        return outcomes.filter(Boolean).length;
      },
    };
  }
  return {
    title: "Tokens on PostgreSQL, ten connections",
    baseline: "bare conditional delete",
    cases,
    close,
  };

  async function put() {
    const token = randomBytes(32).toString("base64url");
    await pool.query(`INSERT INTO ${schema}.bare VALUES ($1, 'ann', now() + interval '1 hour')`, [token]);
    return token;
  }

  /** So many that the clock measures consuming alone. */
  async function prepare(name) {
    if (!name.includes("store")) {
      const tokens = Array.from({ length: READY }, () => randomBytes(32).toString("base64url"));
      const insert = `INSERT INTO ${schema}.bare SELECT t, 'ann', now() + interval '1 hour' FROM unnest($1::text[]) t`;
      await pool.query(insert, [tokens]);
      return tokens;
    }
    const tokens = [];
    const issuer = async () => {
      while (tokens.length < READY)
        tokens.push(await issueToken(store, { subject: "ann", purpose: "reset" }));
    };
    await Promise.all(Array.from({ length: 10 }, issuer));
    return tokens;
  }

  async function close() {
    await pool.query(`DROP SCHEMA ${schema} CASCADE`);
    await pool.end();
  }
}
