import process from "node:process";
import pg from "pg";
import { RateLimiterPostgres } from "rate-limiter-flexible";
import { rateLimit } from "secure-patterns";
import { postgres } from "secure-patterns/postgres";

const connectionString =
  process.env.SECURE_PATTERNS_POSTGRES ?? "postgres://postgres@127.0.0.1:5432/postgres";
const KEYS = Array.from({ length: 10_000 }, (_, i) => `10.0.${i >> 8}.${i & 255}`);

export async function open() {
  const pool = new pg.Pool({ connectionString, max: 10 });
  const schema = `bench_${process.pid}`;
  await pool.query(`CREATE SCHEMA ${schema}`);
  await pool.query(`CREATE TABLE ${schema}.bare (key text PRIMARY KEY, hits int)`);
  const store = postgres(pool, { schema });
  await store.migrate();
  let turn = 0;
  const next = () => KEYS[turn++ % KEYS.length];
  const upsert = `INSERT INTO ${schema}.bare AS b VALUES ($1, 1) ON CONFLICT (key) DO UPDATE SET hits = b.hits + 1`;
  const makers = {
    "secure-patterns": (window) => {
      const limit = rateLimit({ bucket: "bench", window, store, timeout: "1m" });
      return async (key) => (await limit.check(key)).allowed;
    },
    "rate-limiter-flexible": async (window) => {
      const options = { storeClient: pool, points: 10, duration: window / 1000, schemaName: schema };
      const limiter = await new Promise((resolve, reject) => {
        const made = new RateLimiterPostgres({ ...options, tableName: `flexible_${window}` }, (error) =>
          error ? reject(error) : resolve(made),
        );
      });
      return (key) => limiter.consume(key).then(Boolean, () => false);
    },
  };
  const cases = {
    "SELECT 1": { run: () => pool.query("SELECT 1") },
    "upsert of a counter": { run: () => pool.query(upsert, [next()]) },
  };
  for (const [name, limiter] of Object.entries(makers)) {
    const allow = await limiter(60_000);
    cases[name] = { run: () => allow(next()), limiter };
  }
  const generous = rateLimit({ bucket: "all", limit: 1000, store, timeout: "1m" });
  cases["secure-patterns, all admitted"] = { run: () => generous.check(next()) };
  return {
    title: "On PostgreSQL: 10 per minute, 10,000 keys, ten connections",
    baseline: "SELECT 1",
    cases,
    close: async () => {
      await pool.query(`DROP SCHEMA ${schema} CASCADE`);
      await pool.end();
    },
  };
}
