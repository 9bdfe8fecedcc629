import Redis from "ioredis";
import { createClient } from "redis";

const client = createClient();
const redis = new Redis();

export async function operations(hash: string): Promise<void> {
  await client.get(`reset:${hash}`); // $ read
  await client.hGetAll(`reset:${hash}`); // $ read
  await client.hGet(`reset:${hash}`, "user"); // $ read
  await client.getEx(`reset:${hash}`, { type: "EX", value: 60 }); // $ read
  await client.incr(`coupon:${hash}:uses`); // $ update
  await client.decr(`coupon:${hash}:uses`); // $ update
  await client.incrBy(`coupon:${hash}:uses`, 2); // $ update
  await client.decrBy(`coupon:${hash}:uses`, 2); // $ update
  await client.hIncrBy(`coupon:${hash}`, "uses", 1); // $ update
  await client.exists(`reset:${hash}`); // $ read
  await client.getDel(`reset:${hash}`); // $ delete
  await client.GETDEL(`reset:${hash}`); // $ delete
  await client.del(`reset:${hash}`); // $ delete
  await client.DEL(`reset:${hash}`); // $ delete
  await client.unlink(`reset:${hash}`); // $ delete
  await client.hDel(`reset:${hash}`, "user"); // $ delete
  await client.set(`reset:${hash}`, "1"); // $ upsert
  await client.SET(`reset:${hash}`, "1"); // $ upsert
  await client.setEx(`reset:${hash}`, 900, "1"); // $ upsert
  await client.hSet(`reset:${hash}`, "user", "1"); // $ upsert
}

export async function ofIoredis(hash: string): Promise<void> {
  await redis.get(`reset:${hash}`); // $ read
  await redis.hgetall(`reset:${hash}`); // $ read
  await redis.hget(`reset:${hash}`, "user"); // $ read
  await redis.getex(`reset:${hash}`, "EX", 60); // $ read
  await redis.incrby(`coupon:${hash}:uses`, 2); // $ update
  await redis.decrby(`coupon:${hash}:uses`, 2); // $ update
  await redis.hincrby(`coupon:${hash}`, "uses", 1); // $ update
  await redis.getBuffer(`reset:${hash}`); // $ read
  await redis.getdel(`reset:${hash}`); // $ delete
  await redis.del(`reset:${hash}`); // $ delete
  await redis.hdel(`reset:${hash}`, "user"); // $ delete
  await redis.set(`reset:${hash}`, "1", "EX", 900); // $ upsert
  await redis.setex(`reset:${hash}`, 900, "1"); // $ upsert
  await redis.psetex(`reset:${hash}`, 900_000, "1"); // $ upsert
  await redis.hset(`reset:${hash}`, "user", "1"); // $ upsert
}

/** Caches in front of it have the methods of a map, or of the web's cache. */
interface Cache {
  delete(key: string): Promise<boolean>;
  remove(key: string): Promise<boolean>;
}

export async function ofCache(cache: Cache, hash: string): Promise<void> {
  await cache.delete(`reset:${hash}`); // $ delete
  await cache.remove(`reset:${hash}`); // $ delete
}

/** unstorage and the like have the web storage's methods, with promises. */
interface ServerStorage {
  getItem(key: string): Promise<string | null>;
  getItemRaw(key: string): Promise<unknown>;
  setItem(key: string, value: string): Promise<void>;
  setItemRaw(key: string, value: unknown): Promise<void>;
  removeItem(key: string): Promise<void>;
}

export async function ofStorage(storage: ServerStorage, hash: string): Promise<void> {
  await storage.getItem(`reset:${hash}`); // $ read
  await storage.getItemRaw(`reset:${hash}`); // $ read
  await storage.setItem(`reset:${hash}`, "1"); // $ upsert
  await storage.setItemRaw(`reset:${hash}`, "1"); // $ upsert
  await storage.removeItem(`reset:${hash}`); // $ delete
}

/** Cloudflare's KV; what else has a `put` and is no key-value store stays what it is. */
interface Namespace {
  put(key: string, value: string): Promise<void>;
}

export async function ofNamespace(kv: Namespace, archive: Namespace, hash: string): Promise<void> {
  await kv.put(`reset:${hash}`, "1"); // $ upsert
  await archive.put(`reset:${hash}`, "1");
}
