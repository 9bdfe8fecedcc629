import type { Framework } from "./types.ts";

/** Redis and other key-value stores, by command. */
export const redis: Framework = {
  name: "redis",
  packages: ["redis", "ioredis", "@upstash/redis", "@vercel/kv"],
  operations: [
    {
      methods: ["get", "hgetall", "hGetAll", "hget", "hGet", "getBuffer", "exists"],
      does: "read",
      filter: { arg: 0 },
      key: true,
      receiver: "redis|kv|cache|client|(?<!cookie|data)store$|valkey|upstash|memcache",
    },
    {
      methods: ["getdel", "getDel", "GETDEL"],
      does: "delete",
      filter: { arg: 0 },
      key: true,
    },
    {
      methods: ["del", "DEL", "unlink", "hdel", "hDel"],
      does: "delete",
      filter: { arg: 0 },
      key: true,
    },
    {
      methods: ["delete", "remove"],
      does: "delete",
      filter: { arg: 0 },
      key: true,
      receiver: "redis|kv|cache|(?<!cookie|data)store$|upstash",
    },
    {
      methods: ["set", "setex", "setEx", "SET", "hset", "hSet", "psetex"],
      does: "upsert",
      filter: { arg: 0 },
      sets: { arg: 1 },
      key: true,
      receiver: "redis|kv|cache|client|(?<!cookie|data)store$|valkey|upstash",
    },
  ],
};
