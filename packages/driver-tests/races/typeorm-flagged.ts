import { IsNull, type Repository } from "typeorm";
import type { Reset, User } from "../recipes/typeorm.ts";

export interface Repositories {
  readonly userRepository: Repository<User>;
  readonly resetRepository: Repository<Reset>;
}

/** ❌ The write deletes for whoever comes, and nobody looks at how many rows there were. */
export async function resetByTable(
  { userRepository, resetRepository }: Repositories,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await resetRepository.findOneBy({ hash });
  if (!reset) return false;
  const passwordHash = await hashPassword(password);
  await userRepository.update({ id: reset.userId }, { passwordHash });
  await resetRepository.delete({ hash });
  return true;
}

/** ❌ The write marks the token for everybody, used or not. */
export async function resetByMark(
  { userRepository, resetRepository }: Repositories,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await resetRepository.findOne({ where: { hash, usedAt: IsNull() } });
  if (!reset) return false;
  const passwordHash = await hashPassword(password);
  await userRepository.update({ id: reset.userId }, { passwordHash });
  await resetRepository.update({ hash }, { usedAt: new Date() });
  return true;
}

/** ❌ Saving overwrites without asking. */
export async function resetByColumn(
  { userRepository }: Repositories,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const user = await userRepository.findOne({ where: { resetHash: hash } });
  if (!user) return false;
  user.passwordHash = await hashPassword(password);
  user.resetHash = null;
  await userRepository.save(user);
  return true;
}
