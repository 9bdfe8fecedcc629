import type { Redis } from "ioredis";
import { consumeToken } from "secure-patterns/tokens";

/** Stored as `SET reset:<hash> <user id> EX 7200`: Redis ends it by itself. */
export async function consumeByDelete(redis: Redis, hash: string): Promise<number | null> {
  const userId = await consumeToken(() => redis.getdel(`reset:${hash}`));
  return userId === null ? null : Number(userId);
}

/** Before Redis 6.2, which has no GETDEL: read the value for its content, and let DEL decide. */
export async function consumeByDel(redis: Redis, hash: string): Promise<number | null> {
  const userId = await redis.get(`reset:${hash}`);
  const used = await consumeToken(() => redis.del(`reset:${hash}`));
  return userId !== null && used !== null ? Number(userId) : null;
}
