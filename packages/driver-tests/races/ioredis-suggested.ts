import type { Redis } from "ioredis";
import { consumeToken } from "secure-patterns/tokens";

/** ✅ One command reads and deletes, and decides before anything happens. */
export async function resetByTable(
  redis: Redis,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const userKey = await consumeToken(() => redis.getdel(`reset:${hash}`));
  if (userKey === null) return false;
  await redis.hset(userKey, "passwordHash", passwordHash);
  return true;
}
