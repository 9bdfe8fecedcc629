import type { Redis } from "ioredis";

/** ❌ Everybody who reads before the first delete is through. */
export async function resetByTable(
  redis: Redis,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const userKey = await redis.get(`reset:${hash}`);
  if (userKey === null) return false;
  const passwordHash = await hashPassword(password);
  await redis.hset(userKey, "passwordHash", passwordHash);
  await redis.del(`reset:${hash}`);
  return true;
}
