import type { RedisClientType } from "redis";
import { consumeToken } from "secure-patterns/tokens";

/** Stored as `SET reset:<hash> <user id> EX 7200`: Redis ends it by itself. */
export async function consumeByDelete(redis: RedisClientType, hash: string): Promise<number | null> {
  const userId = await consumeToken(() => redis.getDel(`reset:${hash}`));
  return userId === null ? null : Number(userId);
}
