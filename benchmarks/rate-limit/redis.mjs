import process from "node:process";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "ioredis";
import { RedisStore } from "rate-limit-redis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { createClient } from "redis";
import { rateLimit } from "secure-patterns";
import { redis } from "secure-patterns/redis";

const url = process.env.SECURE_PATTERNS_REDIS ?? "redis://127.0.0.1:6379";
const KEYS = Array.from({ length: 10_000 }, (_, i) => `10.0.${i >> 8}.${i & 255}`);

export async function open() {
  const client = await createClient({ url }).connect();
  const ioredis = new Redis(url);
  const prefix = `bench-${process.pid}-`;
  let turn = 0;
  const next = () => KEYS[turn++ % KEYS.length];
  const ours = (theirs) => (window) => {
    const limit = rateLimit({
      bucket: "bench",
      window,
      store: redis(theirs, { prefix: `${prefix}ours:` }),
      timeout: "1m",
    });
    return async (key) => (await limit.check(key)).allowed;
  };
  const makers = {
    "secure-patterns (node-redis)": ours(client),
    "secure-patterns (ioredis)": ours(ioredis),
    "rate-limit-redis (node-redis)": async (windowMs) => {
      const sendCommand = (...args) => client.sendCommand(args);
      const store = new RedisStore({ sendCommand, prefix: `${prefix}express:${windowMs}:` });
      store.init({ windowMs });
      return async (key) => (await store.increment(key)).totalHits <= 10;
    },
    "rate-limiter-flexible (ioredis)": (window) => {
      const keyPrefix = `${prefix}flexible-${window}`;
      const limiter = new RateLimiterRedis({
        storeClient: ioredis,
        points: 10,
        duration: window / 1000,
        keyPrefix,
      });
      return (key) => limiter.consume(key).then(Boolean, () => false);
    },
    "@upstash/ratelimit, sliding (ioredis)": (window) => {
      const limiter = Ratelimit.slidingWindow(10, `${window} ms`);
      const options = { redis: upstashOver(ioredis), limiter, ephemeralCache: false, timeout: 60_000 };
      const upstash = new Ratelimit({ ...options, prefix: `${prefix}upstash-${window}` });
      return async (key) => (await upstash.limit(key)).success;
    },
  };
  const cases = {
    "PING (node-redis)": { run: () => client.ping() },
    "PING (ioredis)": { run: () => ioredis.ping() },
  };
  for (const [name, limiter] of Object.entries(makers)) {
    const allow = await limiter(60_000);
    cases[name] = { run: () => allow(next()), limiter };
  }
  return {
    title: "On Redis: 10 per minute, 10,000 keys, one connection",
    baseline: "PING (node-redis)",
    cases,
    close: async () => {
      const keys = await ioredis.keys(`*${prefix}*`);
      for (let i = 0; i < keys.length; i += 1000) await ioredis.unlink(keys.slice(i, i + 1000));
      ioredis.disconnect();
      client.destroy();
    },
  };
}

/** The part of Upstash's own client that its limiter calls. */
function upstashOver(client) {
  return {
    evalsha: (sha, keys, args) => client.evalsha(sha, keys.length, ...keys, ...args.map(String)),
    // The flag in its first line is Upstash's own.
    eval: (script, keys, args) =>
      client.eval(script.replace(/^#!.*/, ""), keys.length, ...keys, ...args.map(String)),
  };
}
