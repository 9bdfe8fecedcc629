import type { EntityManager, EntityRepository } from "@mikro-orm/core";

class Reset {
  hash = "";
  usedAt: Date | null = null;
}

declare const em: EntityManager;
declare const resets: EntityRepository<Reset>;

export async function operations(reset: Reset, hash: string, now: Date): Promise<void> {
  await em.findOne(Reset, { hash }); // $ read Reset
  await em.findOneOrFail(Reset, { hash }); // $ read Reset
  await em.find(Reset, { hash }); // $ read Reset
  await em.nativeDelete(Reset, { hash }); // $ delete Reset
  await resets.nativeDelete({ hash }); // $ delete Reset
  await em.nativeUpdate(Reset, { hash, usedAt: null }, { usedAt: now }); // $ update Reset
  await resets.nativeUpdate({ hash, usedAt: null }, { usedAt: now }); // $ update Reset
  await em.removeAndFlush(reset); // $ delete
  await em.persistAndFlush(reset); // $ save
  await em.flush(); // $ save
}
