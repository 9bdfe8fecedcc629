import { consumeToken } from "secure-patterns/tokens";
import type { Reset, User } from "../recipes/sequelize.ts";

export interface Models {
  readonly User: typeof User;
  readonly Reset: typeof Reset;
}

/** ✅ The delete decides, before anything happens. */
export async function resetByTable(
  { User, Reset }: Models,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await Reset.findOne({ where: { hash } });
  if (!reset) return false;
  const passwordHash = await hashPassword(password);
  if ((await consumeToken(() => Reset.destroy({ where: { hash } }))) === null) return false;
  await User.update({ passwordHash }, { where: { id: reset.userId } });
  return true;
}

/** ✅ Only an unused token can be marked, and only once. */
export async function resetByMark(
  { User, Reset }: Models,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await Reset.findOne({ where: { hash, usedAt: null } });
  if (!reset) return false;
  const passwordHash = await hashPassword(password);
  const write = () => Reset.update({ usedAt: new Date() }, { where: { hash, usedAt: null } });
  if ((await consumeToken(write)) === null) return false;
  await User.update({ passwordHash }, { where: { id: reset.userId } });
  return true;
}

/** ✅ One write clears the token and applies the change. */
export async function resetByColumn(
  { User }: Models,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const write = () => User.update({ passwordHash, resetHash: null }, { where: { resetHash: hash } });
  return (await consumeToken(write)) !== null;
}
