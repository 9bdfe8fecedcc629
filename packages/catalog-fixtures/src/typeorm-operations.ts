import { DataSource, IsNull } from "typeorm";

class Reset {
  hash = "";
  usedAt: Date | null = null;
}
const dataSource = new DataSource({});
const resetRepo = dataSource.getRepository(Reset);
const { manager } = dataSource;

export async function operations(hash: string, now: Date): Promise<void> {
  const reset = await resetRepo.findOne({ where: { hash } }); // $ read resetRepo
  await resetRepo.findOneOrFail({ where: { hash } }); // $ read resetRepo
  await resetRepo.find({ where: { hash, usedAt: IsNull() } }); // $ read resetRepo
  await resetRepo.findOneBy({ hash }); // $ read resetRepo
  await resetRepo.findOneByOrFail({ hash }); // $ read resetRepo
  await resetRepo.findBy({ hash }); // $ read resetRepo
  await resetRepo.delete({ hash }); // $ delete resetRepo
  await resetRepo.softDelete({ hash }); // $ delete resetRepo
  await resetRepo.update({ hash, usedAt: IsNull() }, { usedAt: now }); // $ update resetRepo
  await resetRepo.insert({ hash }); // $ insert resetRepo
  if (!reset) return;
  await resetRepo.save(reset); // $ save resetRepo
  await resetRepo.remove(reset); // $ delete resetRepo
  await resetRepo.softRemove(reset); // $ delete resetRepo
}

/** As in TypeORM 0.2. */
declare const olderRepo: Record<
  "findOne" | "findOneOrFail",
  (id: undefined, options: object) => Promise<Reset>
>;

export async function ofOlder(hash: string): Promise<void> {
  await olderRepo.findOne(undefined, { where: { hash } }); // $ read olderRepo
  await olderRepo.findOneOrFail(undefined, { where: { hash } }); // $ read olderRepo
}

export async function ofManager(hash: string, now: Date): Promise<void> {
  await manager.findOne(Reset, { where: { hash }, lock: { mode: "pessimistic_write" } }); // $ read Reset
  await manager.findOneOrFail(Reset, { where: { hash } }); // $ read Reset
  await manager.find(Reset, { where: { hash } }); // $ read Reset
  await manager.findOneBy(Reset, { hash }); // $ read Reset
  await manager.findOneByOrFail(Reset, { hash }); // $ read Reset
  await manager.findBy(Reset, { hash }); // $ read Reset
  await manager.delete(Reset, { hash }); // $ delete Reset
  await manager.softDelete(Reset, { hash }); // $ delete Reset
  await manager.update(Reset, { hash, usedAt: IsNull() }, { usedAt: now }); // $ update Reset
  const reset = await manager.findOneByOrFail(Reset, { hash }); // $ read Reset
  await manager.save(Reset, reset); // $ save Reset
  await manager.remove(Reset, reset); // $ delete Reset
  await manager.softRemove(Reset, reset); // $ delete Reset
}

export async function ofBuilder(hash: string, now: Date): Promise<void> {
  await resetRepo.createQueryBuilder("r").where("r.hash = :hash", { hash }).getOne(); // $ read resetRepo
  await resetRepo.createQueryBuilder("r").where("r.hash = :hash", { hash }).getOneOrFail(); // $ read resetRepo
  await resetRepo.createQueryBuilder("r").where("r.hash = :hash", { hash }).getRawOne(); // $ read resetRepo
  await resetRepo.createQueryBuilder("r").where("r.hash = :hash", { hash }).getMany(); // $ read resetRepo
  await dataSource.createQueryBuilder(Reset, "r").where("r.hash = :hash", { hash }).getOne(); // $ read Reset
  await dataSource.createQueryBuilder().delete().from(Reset).where({ hash }).execute(); // $ delete Reset
  await dataSource.createQueryBuilder().softDelete().from(Reset).where({ hash }).execute(); // $ delete Reset
  await dataSource.createQueryBuilder().update(Reset).set({ usedAt: now }).where({ hash }).execute(); // $ update Reset
  await dataSource.createQueryBuilder().insert().into(Reset).values({ hash }).execute(); // $ insert Reset
  await dataSource.query("DELETE FROM resets WHERE hash = $1 RETURNING user_id", [hash]); // $ delete resets
}
