import { Redis } from "ioredis";
import { createClient } from "redis";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { rateLimit, type RateLimitOptions, type RateLimitResult } from "../../src/rate-limit/rate-limit.ts";
import { redis, type RedisClient } from "../../src/stores/redis/redis.ts";
import { eventually, pause } from "./eventually.ts";
import { type OwnServer, ownServer } from "./own-servers.ts";
import { UnreliableProxy } from "./unreliable-proxy.ts";

const server = await ownServer("redis");
const replica = server && (await ownServer("redis", ["--replicaof", "127.0.0.1", `${server.port}`]));

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

afterAll(async () => {
  await server?.remove();
  await replica?.remove();
});

describe.runIf(server)("Redis", () => {
  const master = server as OwnServer;

  test.each(["redis", "ioredis"])("killed and restarted empty, mid-burst (%s)", async (library) => {
    await started(master);
    const lines: string[] = [];
    const limit = limiter(await connected(library, master.port), { log: (line) => lines.push(line) });
    const { results, stop } = keepAsking(limit);
    const isAllowed = ({ allowed }: RateLimitResult): boolean => allowed;
    await eventually(() => Promise.resolve(results.filter(isAllowed).length >= 10));
    await master.crash();
    await eventually(() => Promise.resolve(results.some(({ isDegraded }) => isDegraded)));
    await master.start();
    await eventually(async () => !(await limit.check("somebody else")).isDegraded);
    await pause(500);
    await stop();
    // The server has forgotten everything, and this process still knows.
    expect(results.filter(isAllowed)).toHaveLength(10);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^secure-patterns: the store of rate limit "login" does not answer \(\w+\); limiting/,
    );
  });

  test("an outage opens no fresh window, and neither does its end", async () => {
    await started(master);
    const limit = limiter(await connected("redis", master.port), { limit: 4 });
    for (let i = 0; i < 2; i++) await limit.check("ann");
    await master.crash();
    // Half the limit is what this process allows by itself: ann has used it, bob has not.
    expect(await limit.check("ann")).toMatchObject({ allowed: false, isDegraded: true });
    for (let i = 0; i < 2; i++)
      expect(await limit.check("bob")).toMatchObject({ allowed: true, isDegraded: true });
    expect(await limit.check("bob")).toMatchObject({ allowed: false, isDegraded: true });
    await master.start();
    await eventually(async () => !(await limit.check("somebody else")).isDegraded);
    const results = [];
    for (let i = 0; i < 4; i++) results.push((await limit.check("bob")).allowed);
    expect(results).toEqual([true, true, false, false]);
  });

  test.each([
    ["open", true],
    ["closed", false],
  ] as const)("away, %s", async (onStoreError, allowed) => {
    await started(master);
    const limit = limiter(await connected("ioredis", master.port), { onStoreError, limit: 1 });
    await limit.check("ann");
    await master.crash();
    for (let i = 0; i < 3; i++) expect(await limit.check("ann")).toMatchObject({ allowed, isDegraded: true });
    const request = {
      method: "GET",
      url: "/",
      header: () => undefined,
      remoteAddress: "192.0.2.1",
      raw: null,
    };
    const verdict = await limit.checkRequest(request);
    expect(verdict.denial?.status).toBe(allowed ? undefined : 503);
    await expect(limit.reset("ann")).rejects.toThrow();
  });

  test.each(["redis", "ioredis"])("connection cut while answers are on their way (%s)", async (library) => {
    await started(master);
    const proxy = await opened(master.port);
    const limit = limiter(await connected(library, proxy.port));
    await limit.check("ann");
    proxy.delay = 100;
    const burst = Array.from({ length: 64 }, () => limit.check("ann"));
    await pause(50);
    proxy.cut();
    proxy.delay = 0;
    const allowed = (await Promise.all(burst)).filter((result) => result.allowed).length;
    expect(allowed).toBeLessThanOrEqual(9);
    await eventually(async () => !(await limit.check("somebody else")).isDegraded);
    const rest = await Promise.all(Array.from({ length: 20 }, () => limit.check("ann")));
    expect(1 + allowed + rest.filter((result) => result.allowed).length).toBeLessThanOrEqual(10);
  });

  test.each(["redis", "ioredis"])(
    "killed and restarted empty while every caller waits (%s)",
    async (library) => {
      await started(master);
      const proxy = await opened(master.port);
      const limit = limiter(await connected(library, proxy.port));
      for (let i = 0; i < 10; i++) expect((await limit.check("ann")).allowed).toBe(true);
      proxy.delay = 200;
      const waiting = Array.from({ length: 5 }, () => limit.check("ann"));
      await pause(20);
      await master.crash();
      proxy.delay = 0;
      await master.start();
      // ioredis sends again what was on its way, now to a server that has forgotten everything.
      const results = await Promise.all(waiting);
      expect(results.map(({ allowed }) => allowed)).toEqual([false, false, false, false, false]);
      expect((await limit.check("ann")).allowed).toBe(false);
    },
  );

  test("slow: waits no longer than the timeout, once, and returns by itself", async () => {
    await started(master);
    const proxy = await opened(master.port);
    const limit = limiter(await connected("redis", proxy.port), { timeout: 100, limit: 4 });
    await limit.check("ann");
    proxy.delay = 3000;
    expect(await limit.check("bob")).toMatchObject({ isDegraded: true });
    // One in a second asks the server: were it all of them, this would end at the test's own timeout.
    for (let i = 0; i < 300; i++) await limit.check("bob");
    proxy.delay = 0;
    await eventually(async () => !(await limit.check("somebody else")).isDegraded);
  }, 15_000);

  test("failover to a replica that knows no script", async () => {
    await started(master);
    await started(replica as OwnServer);
    const proxy = await opened(master.port);
    const control = (await connected("ioredis", (replica as OwnServer).port)) as Redis;
    await eventually(async () => (await control.info("replication")).includes("master_link_status:up"));
    const limit = limiter(await connected("redis", proxy.port));
    const before = await Promise.all(Array.from({ length: 6 }, () => limit.check("ann")));
    const source = (await connected("ioredis", master.port)) as Redis;
    const offsetOf = async (client: Redis): Promise<string | undefined> =>
      /(?:slave_repl|master_repl)_offset:(\d+)/.exec(await client.info("replication"))?.[1];
    await eventually(async () => (await offsetOf(source)) === (await offsetOf(control)));
    await master.crash();
    await control.replicaof("NO", "ONE");
    await control.script("FLUSH");
    proxy.target = (replica as OwnServer).port;
    proxy.cut();
    await eventually(async () => !(await limit.check("somebody else")).isDegraded);
    const fresh = limiter(await connected("ioredis", proxy.port));
    const after = await Promise.all(Array.from({ length: 20 }, () => fresh.check("ann")));
    expect([...before, ...after].filter(({ allowed }) => allowed)).toHaveLength(10);
    expect(after.every(({ isDegraded }) => !isDegraded)).toBe(true);
  });

  test("out of memory: the answer of a full server is an outage, not a refusal", async () => {
    await started(master);
    const client = (await connected("ioredis", master.port)) as Redis;
    const store = redis(client);
    const limit = limiter(client);
    await client.config("SET", "maxmemory", "1");
    expect(await limit.check("ann")).toMatchObject({ allowed: true, isDegraded: true });
    const token = { hash: "h", purpose: "reset", subject: "ann", payload: null, ttl: 60_000 };
    await expect(store.putToken(token)).rejects.toThrow(/OOM/);
    await client.config("SET", "maxmemory", "0");
    await eventually(async () => !(await limit.check("ann")).isDegraded);
  });
});

function limiter(client: RedisClient, options: Partial<RateLimitOptions> = {}): ReturnType<typeof rateLimit> {
  return rateLimit({
    bucket: "login",
    limit: 10,
    window: "1m",
    store: redis(client),
    log: () => {},
    ...options,
  });
}

async function started(own: OwnServer): Promise<void> {
  await own.start();
  cleanups.push(() => own.crash());
}

async function opened(port: number): Promise<UnreliableProxy> {
  const proxy = await UnreliableProxy.open(port);
  cleanups.push(() => proxy.close());
  return proxy;
}

async function connected(library: string, port: number): Promise<RedisClient> {
  if (library === "ioredis") {
    const client = new Redis(port, { retryStrategy: () => 50 });
    client.on("error", () => {});
    cleanups.push(() => client.disconnect());
    await client.ping();
    return client;
  }
  const client = createClient({ socket: { port, reconnectStrategy: 50 } });
  client.on("error", () => {});
  cleanups.push(() => client.destroy());
  await client.connect();
  return client as unknown as RedisClient;
}

/** Many callers of one process, until they are stopped. */
function keepAsking(limit: ReturnType<typeof rateLimit>): {
  results: RateLimitResult[];
  stop: () => Promise<unknown>;
} {
  const results: RateLimitResult[] = [];
  let isOver = false;
  const caller = async (): Promise<void> => {
    while (!isOver) {
      results.push(await limit.check("ann"));
      await pause(5);
    }
  };
  const callers = Promise.all(Array.from({ length: 8 }, caller));
  return { results, stop: () => ((isOver = true), callers) };
}
