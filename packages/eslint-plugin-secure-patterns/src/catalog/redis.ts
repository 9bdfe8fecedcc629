import type { Framework } from "./types.ts";

/** A storage of a server, and none of the browser's. */
const STORAGE = "(?<!local|session|async|secure|browser)storage$|kv$";

/** Redis and other key-value stores, by command. */
export const redis: Framework = {
  name: "redis",
  packages: ["redis", "ioredis", "@upstash/redis", "@vercel/kv"],
  types: {
    client: {
      from: [
        "redis#{createClient,createCluster,createClientPool}()",
        "ioredis#{new default,new Redis,new Cluster}",
        "ioredis#()",
        "client.duplicate()",
      ],
      annotated: ["redis#RedisClientType", "ioredis#{default,Redis,Cluster}"],
    },
    commands: { from: ["client.{multi,pipeline,batch}()"], fluent: true },
  },
  handlers: [{ call: "client.duplicate", params: [null, "client"] }],
  sinks: [
    {
      call: "{client,commands}.{set,setex,setnx,getset,hset,hmset,mset,msetnx,append,del,unlink,expire,incrby,lpush,rpush,sadd,srem,zadd,publish,rename,sendCommand,setAsync,hmsetAsync,delAsync,saddAsync,lpushAsync,rpushAsync,expireAsync}",
      arg: 0,
      kind: "query-object",
      list: true,
      likely: true,
      what: "the Redis command",
    },
    {
      call: "{client,commands}.{hmset,hmsetAsync,mset,msetAsync}",
      arg: "rest",
      kind: "query-object",
      list: true,
      likely: true,
      what: "the Redis command",
    },
    { call: "client.ft.{search,aggregate}", arg: 1, kind: "sql", what: "Redis's search" },
    { call: "client.eval", arg: 0, kind: "query-object", code: true, what: "the script that Redis runs" },
  ],
  operations: [
    {
      methods: ["get", "getex", "getEx", "hgetall", "hGetAll", "hget", "hGet", "getBuffer", "exists"],
      does: "read",
      filter: { arg: 0 },
      key: true,
      receiver: "redis|kv|cache|client|(?<!cookie|data)store$|valkey|upstash|memcache",
    },
    {
      methods: ["getItem", "getItemRaw"],
      does: "read",
      filter: { arg: 0 },
      key: true,
      receiver: STORAGE,
    },
    { methods: ["removeItem"], does: "delete", filter: { arg: 0 }, key: true, receiver: STORAGE, mute: true },
    {
      methods: ["setItem", "setItemRaw"],
      does: "upsert",
      filter: { arg: 0 },
      sets: { arg: 1 },
      key: true,
      receiver: STORAGE,
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
      mute: true,
    },
    {
      methods: ["incr", "decr", "incrby", "incrBy", "decrby", "decrBy", "hincrby", "hIncrBy"],
      does: "update",
      filter: { arg: 0 },
      key: true,
      counts: true,
    },
    {
      methods: ["set", "setex", "setEx", "SET", "hset", "hSet", "psetex"],
      does: "upsert",
      filter: { arg: 0 },
      sets: { arg: 1 },
      key: true,
      receiver: "redis|kv|cache|client|(?<!cookie|data)store$|valkey|upstash",
    },
    // Cloudflare's KV
    {
      methods: ["put"],
      does: "upsert",
      filter: { arg: 0 },
      sets: { arg: 1 },
      key: true,
      receiver: "kv$|^kv",
    },
  ],
};
