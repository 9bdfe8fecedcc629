// What consumeToken costs over the bare conditional write that it wraps, on PostgreSQL and Redis: `pnpm bench:consume`.
// SECURE_PATTERNS_POSTGRES and SECURE_PATTERNS_REDIS name other servers.
import process from "node:process";
import pg from "pg";
import { createClient } from "redis";
import { consumeToken } from "secure-patterns/tokens";

const ROUNDS = 60;
const TOKENS = 400; // per round and case: rounds are short, so that noise hits both cases alike
const {
  SECURE_PATTERNS_POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres",
  SECURE_PATTERNS_REDIS = "redis://127.0.0.1:6379",
} = process.env;

await report("PostgreSQL", benchPostgres);
await report("Redis", benchRedis);

async function report(name, bench) {
  try {
    console.log(`${name}: winners per second, upper quartile of ${ROUNDS} rounds`);
    console.table(await bench());
  } catch (error) {
    if (error.code !== "ECONNREFUSED") throw error;
    console.log("skipped: it does not answer");
  }
}

async function benchPostgres() {
  const pool = new pg.Pool({ connectionString: SECURE_PATTERNS_POSTGRES, max: 16 });
  const table = `consume_speed_${process.pid}`;
  await pool.query(
    `CREATE UNLOGGED TABLE ${table} (hash text PRIMARY KEY, user_id integer, expires_at timestamptz)`,
  );
  const sql = `DELETE FROM ${table} WHERE hash = $1 AND expires_at > now() RETURNING user_id`;
  const write = (hash) => pool.query({ name: "consume", text: sql, values: [hash] });
  const insert = `INSERT INTO ${table} SELECT 'hash-' || n, n, now() + interval '1 hour' FROM generate_series(0, $1 - 1) n`;
  const results = await compare(
    () => pool.query(insert, [TOKENS]),
    write,
    (answer) => answer?.rowCount === 1,
  );
  await pool.query(`DROP TABLE ${table}`);
  await pool.end();
  return results;
}

async function benchRedis() {
  const redis = createClient({ url: SECURE_PATTERNS_REDIS, socket: { reconnectStrategy: false } });
  redis.on("error", () => {});
  await redis.connect();
  const key = (hash) => `consume-speed:${process.pid}:${hash}`;
  const fill = () =>
    Promise.all(Array.from({ length: TOKENS }, (_, n) => redis.set(key(`hash-${n}`), "7", { EX: 60 })));
  const results = await compare(
    fill,
    (hash) => redis.getDel(key(hash)),
    (answer) => answer === "7",
  );
  redis.destroy();
  return results;
}

/** Alternates the two cases, so that a noisy neighbour disturbs both. */
async function compare(fill, write, isWinner) {
  const cases = { "bare write": write, consumeToken: (hash) => consumeToken(() => write(hash)) };
  const rows = [];
  for (const inFlight of [1, 64]) {
    const rates = { "bare write": [], consumeToken: [] };
    for (let round = 0; round < ROUNDS; round++) {
      const order = Object.keys(cases);
      for (const name of round % 2 === 0 ? order : order.toReversed()) {
        await fill();
        rates[name].push(await race(cases[name], inFlight, isWinner));
      }
    }
    rows.push(describe(inFlight, rates));
  }
  return rows;
}

async function race(consume, inFlight, isWinner) {
  let next = 0;
  const started = performance.now();
  const worker = async () => {
    while (next < TOKENS) {
      if (!isWinner(await consume(`hash-${next++}`))) throw new Error("a live token did not win");
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return (1000 * TOKENS) / (performance.now() - started);
}

function describe(inFlight, { "bare write": bare, consumeToken: consume }) {
  const [bareRate, rate] = [upperQuartile(bare), upperQuartile(consume)];
  return {
    "in flight": inFlight,
    "bare write": Math.round(bareRate),
    consumeToken: Math.round(rate),
    ratio: (rate / bareRate).toFixed(3),
  };
}

/** Neighbours on the machine only ever slow a round down: the undisturbed ones tell. */
function upperQuartile(rates) {
  return rates.toSorted((a, b) => a - b)[Math.floor(0.75 * rates.length)];
}
