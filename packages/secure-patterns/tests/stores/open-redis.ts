import type { Store } from "../../src/stores/store.ts";
import { redis } from "../../src/stores/redis/redis.ts";
import { serverUrl } from "../servers.ts";

/** `?client=redis|ioredis&prefix=…` */
export default async function open(query: string = new URL(import.meta.url).search): Promise<Store> {
  const settings = new URLSearchParams(query);
  const prefix = settings.get("prefix") ?? "test:";
  if (settings.get("client") === "ioredis") {
    const { Redis } = await import("ioredis");
    return redis(new Redis(serverUrl("Redis")), { prefix });
  }
  const { createClient } = await import("redis");
  return redis(await createClient({ url: serverUrl("Redis") }).connect(), { prefix });
}
