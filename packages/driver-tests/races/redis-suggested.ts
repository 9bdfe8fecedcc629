import type { RedisClientType } from "redis";
import { consumeToken } from "secure-patterns/tokens";

/** ✅ One command reads and deletes, and decides before anything happens. */
export async function resetByTable(
  redis: RedisClientType,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const userKey = await consumeToken(() => redis.getDel(`reset:${hash}`));
  if (userKey === null) return false;
  await redis.hSet(userKey, "passwordHash", passwordHash);
  return true;
}
