import { Redis } from "ioredis";
import { createClient, type RedisClientType } from "redis";
import { consumeToken } from "secure-patterns/tokens";
import { afterAll, describe, expect, inject, it } from "vitest";
import * as ioredisRecipes from "../recipes/ioredis.ts";
import * as redisRecipes from "../recipes/redis.ts";
import { proveRecipe } from "./prove-recipe.ts";

const url = inject("servers").redis;

describe.skipIf(url === undefined)("Redis", async () => {
  if (url === undefined) return;
  const redis: RedisClientType = createClient({ url });
  await redis.connect();
  const ioredis = new Redis(url);
  afterAll(async () => {
    await redis.del(key("t"));
    redis.destroy();
    ioredis.disconnect();
  });
  /** The recipes' keys are `reset:<hash>`: this file's own hash keeps them apart. */
  const own = `${process.pid}-${Date.now()}`;
  const key = (hash: string): string => `reset:${own}${hash}`;
  const tables = {
    reset: (hash: string, expiresAt: Date) =>
      redis.set(key(hash), "7", { expiration: { type: "PXAT", value: expiresAt.getTime() } }),
    passwordHash: () => Promise.resolve(),
  };

  proveRecipe(
    "node-redis's recipe",
    { consumeByDelete: (hash) => redisRecipes.consumeByDelete(redis, own + hash) },
    tables,
  );
  proveRecipe(
    "ioredis's recipe",
    { consumeByDelete: (hash) => ioredisRecipes.consumeByDelete(ioredis, own + hash) },
    tables,
  );
  proveRecipe(
    "ioredis's recipe for old servers",
    { consumeByDelete: (hash) => ioredisRecipes.consumeByDel(ioredis, own + hash) },
    tables,
  );

  it("reads counts, values, buffers and scripts", async () => {
    const later = new Date(Date.now() + 60_000);
    await tables.reset("t", later);
    expect(await consumeToken(() => redis.del(key("t")))).toBe(1);
    expect(await consumeToken(() => redis.del(key("t")))).toBeNull();
    await tables.reset("t", later);
    expect(await consumeToken(() => ioredis.getdelBuffer(key("t")))).toEqual(Buffer.from("7"));
    expect(await consumeToken(() => ioredis.getdelBuffer(key("t")))).toBeNull();
    expect(await consumeToken(() => redis.set(key("t"), "7", { condition: "NX" }))).toBe("OK");
    expect(await consumeToken(() => redis.set(key("t"), "7", { condition: "NX" }))).toBeNull();
    const script = "return redis.call('DEL', KEYS[1])";
    expect(await consumeToken(() => redis.eval(script, { keys: [key("t")] }))).toBe(1);
    expect(await consumeToken(() => ioredis.eval(script, 1, key("t")))).toBeNull();
  });

  it("asks about transactions", async () => {
    await tables.reset("t", new Date(Date.now() + 60_000));
    const exec = () => redis.multi().get(key("t")).del(key("t")).execTyped();
    await expect(consumeToken(exec)).rejects.toThrow(/several results/);
    await tables.reset("t", new Date(Date.now() + 60_000));
    expect(await consumeToken(exec, { count: ([, deleted]) => deleted })).toEqual(["7", 1]);
    expect(await consumeToken(exec, { count: ([, deleted]) => deleted })).toBeNull();
  });

  it("throws where the server fails", async () => {
    await redis.hSet(key("t"), "field", "value").catch(() => redis.del(key("t")));
    await redis.del(key("t"));
    await redis.hSet(key("t"), "field", "value");
    await expect(consumeToken(() => redis.getDel(key("t")))).rejects.toThrow(/WRONGTYPE/);
  });
});
