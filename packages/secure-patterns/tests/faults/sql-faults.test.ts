import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createConnection, createPool } from "mysql2/promise";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rateLimit } from "../../src/rate-limit/rate-limit.ts";
import { mysql } from "../../src/stores/mysql/mysql.ts";
import { postgres } from "../../src/stores/postgres/postgres.ts";
import type { Store } from "../../src/stores/store.ts";
import { eventually, pause } from "./eventually.ts";
import { type OwnServer, ownServer } from "./own-servers.ts";
import { UnreliableProxy } from "./unreliable-proxy.ts";

const SERVERS = { PostgreSQL: await ownServer("postgres"), MariaDB: await ownServer("mariadb") };
const LOADER = new URL("../ts-loader.mjs", import.meta.url).href;
const TOKEN = { purpose: "reset", subject: "ann", payload: null, ttl: 3_600_000 };

const NAMES = (["PostgreSQL", "MariaDB"] as const).filter((name) => SERVERS[name]);

describe.each(NAMES)("%s", (name) => {
  const server = SERVERS[name] as OwnServer;
  let proxy: UnreliableProxy;
  let store: Store;
  let end: () => Promise<unknown>;

  beforeAll(async () => {
    await server.start();
    proxy = await UnreliableProxy.open(server.port);
    [store, end] = name === "PostgreSQL" ? openPostgres(proxy.port) : openMariadb(proxy.port);
    await eventually(() =>
      store.migrate().then(
        () => true,
        () => false,
      ),
    );
  });

  afterAll(async () => {
    proxy.close();
    await end().catch(() => {});
    await server.remove();
  });

  test("killed and restarted mid-burst: the limit and its log hold", async () => {
    const lines: string[] = [];
    const limit = rateLimit({
      bucket: "login",
      limit: 10,
      window: "1m",
      store,
      log: (line) => lines.push(line),
    });
    let isOver = false;
    let allowed = 0;
    let degraded = 0;
    const caller = async (): Promise<void> => {
      while (!isOver) {
        const result = await limit.check("ann");
        if (result.allowed) allowed++;
        if (result.isDegraded) degraded++;
        await pause(5);
      }
    };
    const burst = Promise.all(Array.from({ length: 8 }, caller));
    await eventually(() => Promise.resolve(allowed >= 10));
    await server.crash();
    await eventually(() => Promise.resolve(degraded > 0));
    await server.start();
    await eventually(async () => !(await limit.check("somebody else")).isDegraded);
    await pause(500);
    isOver = true;
    await burst;
    expect(allowed).toBe(10);
    expect(lines).toHaveLength(1);
    // Another process, which knows nothing of its own: the server remembers.
    const fresh = rateLimit({ bucket: "login", limit: 10, window: "1m", store });
    expect(await fresh.check("ann")).toMatchObject({ allowed: false, isDegraded: false });
  });

  test("killed among 64 consumers: at most one wins, and the others hear of it", async () => {
    await store.putToken({ ...TOKEN, hash: `${name}-crash` });
    const consumers = Promise.allSettled(
      Array.from({ length: 64 }, () => store.takeToken(`${name}-crash`, "reset")),
    );
    await pause(2);
    await server.crash();
    const outcomes = await consumers;
    await server.start();
    await eventually(() => isUp(store));
    const late = await store.takeToken(`${name}-crash`, "reset");
    const winners = outcomes.filter((outcome) => outcome.status === "fulfilled" && outcome.value !== null);
    // None, if the server died between the claim and its answer: the token is used up, and the user asks for another.
    expect(winners.length + (late ? 1 : 0)).toBeLessThanOrEqual(1);
  });

  test("connection cut while a claim is on its way: an error, never a second winner", async () => {
    await store.putToken({ ...TOKEN, hash: `${name}-cut` });
    proxy.delay = 100;
    const consumers = Promise.allSettled(
      Array.from({ length: 8 }, () => store.takeToken(`${name}-cut`, "reset")),
    );
    await pause(150);
    proxy.cut();
    proxy.delay = 0;
    const outcomes = await consumers;
    expect(outcomes.some(({ status }) => status === "rejected")).toBe(true);
    await eventually(() => isUp(store));
    const late = await store.takeToken(`${name}-cut`, "reset");
    const winners = outcomes.filter((outcome) => outcome.status === "fulfilled" && outcome.value !== null);
    expect(winners.length + (late ? 1 : 0)).toBeLessThanOrEqual(1);
  });

  test("a rollback after the claim brings the token back", async () => {
    const { within, rollback } = await (name === "PostgreSQL" ? beginPostgres : beginMariadb)(server.port);
    await store.putToken({ ...TOKEN, hash: `${name}-rollback` });
    expect(await within.takeToken(`${name}-rollback`, "reset")).toMatchObject({ subject: "ann" });
    await rollback();
    expect(await store.takeToken(`${name}-rollback`, "reset")).toMatchObject({ subject: "ann" });
  });

  test("a process killed between claim and effect has used the token up", async () => {
    await store.putToken({ ...TOKEN, hash: `${name}-killed` });
    const program = fileURLToPath(new URL("./claim-and-hang.ts", import.meta.url));
    const child = spawn(process.execPath, ["--import", LOADER, program, name, `${server.port}`], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const said = await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGKILL");
    expect(String(said)).toBe("claimed");
    expect(await store.takeToken(`${name}-killed`, "reset")).toBeNull();
  });

  test("slow: the timeout holds, and what came late of a refused attempt is taken back", async () => {
    const limit = rateLimit({ bucket: "slow", limit: 2, window: "1m", store, timeout: 100, log: () => {} });
    await limit.check("ann");
    proxy.delay = 500;
    expect(await limit.check("ann")).toMatchObject({ allowed: false, isDegraded: true });
    proxy.delay = 0;
    const used = async (): Promise<number> =>
      (await store.peekHits({ bucket: "slow", keys: ["ann"], limit: 2, window: 60_000 })).used;
    await eventually(async () => (await used()) === 1);
    await eventually(async () => !(await limit.check("bob")).isDegraded);
  });
});

async function isUp(store: Store): Promise<boolean> {
  try {
    await store.peekToken("none", "none");
    return true;
  } catch {
    return false;
  }
}

async function beginPostgres(port: number): Promise<{ within: Store; rollback: () => Promise<unknown> }> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
  await client.connect();
  await client.query("BEGIN");
  return { within: postgres(client), rollback: () => client.query("ROLLBACK").then(() => client.end()) };
}

async function beginMariadb(port: number): Promise<{ within: Store; rollback: () => Promise<unknown> }> {
  const client = await createConnection({ host: "127.0.0.1", port, user: "root", database: "mysql" });
  await client.beginTransaction();
  return { within: mysql(client), rollback: () => client.rollback().then(() => client.end()) };
}

function openPostgres(port: number): [Store, () => Promise<unknown>] {
  const pool = new pg.Pool({ host: "127.0.0.1", port, user: "postgres", database: "postgres", max: 8 });
  // pg reports a lost idle connection here, and ends a process that does not listen.
  pool.on("error", () => {});
  return [postgres(pool), () => pool.end()];
}

function openMariadb(port: number): [Store, () => Promise<unknown>] {
  const pool = createPool({ host: "127.0.0.1", port, user: "root", database: "mysql", connectionLimit: 8 });
  return [mysql(pool), () => pool.end()];
}
