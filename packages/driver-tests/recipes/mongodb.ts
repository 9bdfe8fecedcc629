import type { Collection } from "mongodb";
import { consumeToken } from "secure-patterns/tokens";

export interface User {
  _id: number;
  passwordHash: string;
  resetHash?: string;
  resetExpires?: Date;
}

export interface Reset {
  _id: string;
  userId: number;
  expiresAt: Date;
  usedAt?: Date;
}

export async function consumeByDelete(resets: Collection<Reset>, hash: string): Promise<number | null> {
  const reset = await consumeToken(() =>
    resets.findOneAndDelete({ _id: hash, expiresAt: { $gt: new Date() } }),
  );
  return reset && reset.userId;
}

export async function consumeByMark(resets: Collection<Reset>, hash: string): Promise<number | null> {
  const reset = await consumeToken(() =>
    resets.findOneAndUpdate(
      { _id: hash, usedAt: { $exists: false }, expiresAt: { $gt: new Date() } },
      { $set: { usedAt: new Date() } },
    ),
  );
  return reset && reset.userId;
}

/** One document holds everything that changes, so no transaction is needed. */
export async function clearAndApply(
  users: Collection<User>,
  hash: string,
  passwordHash: string,
): Promise<boolean> {
  const result = await consumeToken(() =>
    users.updateOne(
      { resetHash: hash, resetExpires: { $gt: new Date() } },
      { $set: { passwordHash }, $unset: { resetHash: 1 } },
    ),
  );
  return result !== null;
}
