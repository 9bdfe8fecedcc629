import type { RedisClientType } from "redis";

/** ❌ Everybody who reads before the first delete is through. */
export async function resetByTable(
  redis: RedisClientType,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const userKey = await redis.get(`reset:${hash}`);
  if (userKey === null) return false;
  const passwordHash = await hashPassword(password);
  await redis.hSet(userKey, "passwordHash", passwordHash);
  await redis.del(`reset:${hash}`);
  return true;
}
