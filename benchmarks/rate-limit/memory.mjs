import { MemoryStore } from "express-rate-limit";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { memory, rateLimit } from "secure-patterns";

const KEYS = Array.from({ length: 10_000 }, (_, i) => `10.0.${i >> 8}.${i & 255}`);
const WINDOW = 60_000;

/** What a key costs in each store. */
export const sized = {
  "secure-patterns": {
    make: () => memory({ maxKeys: 2_000_000 }),
    hit: (store, key) => store.hit(attempt(key)),
  },
  "express-rate-limit": { make: expressStore, hit: (store, key) => store.increment(key) },
  "rate-limiter-flexible": {
    make: () => new RateLimiterMemory({ points: 10, duration: 60 }),
    hit: (store, key) => store.consume(key),
  },
};

export function open() {
  const store = memory();
  const express = expressStore();
  const flexible = new RateLimiterMemory({ points: 10, duration: 60 });
  const limit = rateLimit({ bucket: "bench" });
  let turn = 0;
  const next = () => KEYS[turn++ % KEYS.length];
  return {
    title: "In memory: 10 per minute, 10,000 keys",
    baseline: "express-rate-limit, store",
    cases: {
      "express-rate-limit, store": {
        run: () => express.increment(next()),
        sized: "express-rate-limit",
        limiter: expressLimiter,
      },
      "rate-limiter-flexible": {
        run: () => flexible.consume(next()).catch(() => {}),
        sized: "rate-limiter-flexible",
        limiter: flexibleLimiter,
      },
      "secure-patterns, store": { run: () => store.hit(attempt(next())), sized: "secure-patterns" },
      "secure-patterns, check": {
        run: () => limit.check(next()),
        limiter(window) {
          const exact = rateLimit({ bucket: "exact", window });
          return async (key) => (await exact.check(key)).allowed;
        },
      },
    },
  };
}

function attempt(key) {
  return { bucket: "bench", keys: [key], limit: 10, window: WINDOW, cost: 1, block: 0 };
}

function expressStore(windowMs = WINDOW) {
  const store = new MemoryStore();
  store.init({ windowMs });
  return store;
}

function expressLimiter(window) {
  const store = expressStore(window);
  return async (key) => (await store.increment(key)).totalHits <= 10;
}

function flexibleLimiter(window) {
  const limiter = new RateLimiterMemory({ points: 10, duration: window / 1000 });
  return (key) => limiter.consume(key).then(Boolean, () => false);
}
