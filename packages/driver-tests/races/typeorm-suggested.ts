import { consumeToken } from "secure-patterns/tokens";
import { IsNull, type Repository } from "typeorm";
import type { Reset, User } from "../recipes/typeorm.ts";

export interface Repositories {
  readonly userRepository: Repository<User>;
  readonly resetRepository: Repository<Reset>;
}

/** ✅ The delete decides, before anything happens. */
export async function resetByTable(
  { userRepository, resetRepository }: Repositories,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await resetRepository.findOneBy({ hash });
  if (!reset) return false;
  const passwordHash = await hashPassword(password);
  if ((await consumeToken(() => resetRepository.delete({ hash }))) === null) return false;
  await userRepository.update({ id: reset.userId }, { passwordHash });
  return true;
}

/** ✅ Only an unused token can be marked, and only once. */
export async function resetByMark(
  { userRepository, resetRepository }: Repositories,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await resetRepository.findOne({ where: { hash, usedAt: IsNull() } });
  if (!reset) return false;
  const passwordHash = await hashPassword(password);
  const write = () => resetRepository.update({ hash, usedAt: IsNull() }, { usedAt: new Date() });
  if ((await consumeToken(write)) === null) return false;
  await userRepository.update({ id: reset.userId }, { passwordHash });
  return true;
}

/** ✅ One write clears the token and applies the change. */
export async function resetByColumn(
  { userRepository }: Repositories,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const write = () => userRepository.update({ resetHash: hash }, { passwordHash, resetHash: null });
  return (await consumeToken(write)) !== null;
}
