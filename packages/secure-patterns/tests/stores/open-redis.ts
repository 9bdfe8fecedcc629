import type { Store } from "../../src/stores/store.ts";
import { redis, type RedisClient } from "../../src/stores/redis/redis.ts";
import { serverUrl } from "../servers.ts";

/** `?client=redis|ioredis&prefix=…`, and `&cluster=port` for a Cluster. */
export default async function open(query: string = new URL(import.meta.url).search): Promise<Store> {
  const settings = new URLSearchParams(query);
  const prefix = settings.get("prefix") ?? "test:";
  const cluster = settings.get("cluster");
  if (settings.get("client") === "ioredis") {
    const { Cluster, Redis } = await import("ioredis");
    if (cluster) return redis(new Cluster([{ host: "127.0.0.1", port: Number(cluster) }]), { prefix });
    return redis(new Redis(serverUrl("Redis")), { prefix });
  }
  const { createClient, createCluster } = await import("redis");
  if (cluster) {
    const client = createCluster({ rootNodes: [{ url: `redis://127.0.0.1:${cluster}` }] });
    return redis((await client.connect()) as unknown as RedisClient, { prefix });
  }
  return redis(await createClient({ url: serverUrl("Redis") }).connect(), { prefix });
}
