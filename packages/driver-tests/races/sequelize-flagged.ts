import type { Reset, User } from "../recipes/sequelize.ts";

export interface Models {
  readonly User: typeof User;
  readonly Reset: typeof Reset;
}

/** ❌ The write deletes for whoever comes, and nobody looks at how many rows there were. */
export async function resetByTable(
  { User, Reset }: Models,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await Reset.findOne({ where: { hash } });
  if (!reset) return false;
  const passwordHash = await hashPassword(password);
  await User.update({ passwordHash }, { where: { id: reset.userId } });
  await Reset.destroy({ where: { hash } });
  return true;
}

/** ❌ The write marks the token for everybody, used or not. */
export async function resetByMark(
  { User, Reset }: Models,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await Reset.findOne({ where: { hash, usedAt: null } });
  if (!reset) return false;
  const passwordHash = await hashPassword(password);
  await User.update({ passwordHash }, { where: { id: reset.userId } });
  await Reset.update({ usedAt: new Date() }, { where: { hash } });
  return true;
}

/** ❌ Saving overwrites without asking. */
export async function resetByColumn(
  { User }: Models,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const user = await User.findOne({ where: { resetHash: hash } });
  if (!user) return false;
  user.passwordHash = await hashPassword(password);
  user.resetHash = null;
  await user.save();
  return true;
}

/** ❌ The record's own update asks for its id only. */
export async function resetByRecord(
  { User }: Models,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const user = await User.findOne({ where: { resetHash: hash } });
  if (!user) return false;
  const passwordHash = await hashPassword(password);
  await user.update({ passwordHash, resetHash: null });
  return true;
}

/** ❌ The record's own destroy does not say whether there was something to destroy. */
export async function resetByRemoval(
  { User, Reset }: Models,
  hash: string,
  password: string,
  hashPassword: (password: string) => Promise<string>,
): Promise<boolean> {
  const reset = await Reset.findOne({ where: { hash } });
  if (!reset) return false;
  const passwordHash = await hashPassword(password);
  await User.update({ passwordHash }, { where: { id: reset.userId } });
  await reset.destroy();
  return true;
}
