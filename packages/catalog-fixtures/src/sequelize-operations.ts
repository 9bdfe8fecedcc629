import { DataTypes, Model, Sequelize } from "sequelize";

const sequelize = new Sequelize("sqlite::memory:");
class Reset extends Model {}
Reset.init({ hash: DataTypes.STRING, usedAt: DataTypes.DATE, uses: DataTypes.INTEGER }, { sequelize });

export async function operations(hash: string, now: Date): Promise<void> {
  const reset = await Reset.findOne({ where: { hash } }); // $ read Reset
  await Reset.findAll({ where: { hash } }); // $ read Reset
  await Reset.findByPk(hash); // $ read Reset
  await Reset.destroy({ where: { hash } }); // $ delete Reset
  await Reset.update({ usedAt: now }, { where: { hash, usedAt: null } }); // $ update Reset
  await Reset.increment({ uses: 1 }, { where: { hash } }); // $ update Reset
  await Reset.decrement({ uses: 1 }, { where: { hash } }); // $ update Reset
  await sequelize.query("DELETE FROM resets WHERE hash = ?", { replacements: [hash] }); // $ delete resets
  if (!reset) return;
  await reset.update({ usedAt: now }); // $ save
  await reset.increment({ uses: 1 }); // $ update
  await reset.decrement({ uses: 1 }); // $ update
  await reset.save(); // $ save
  await reset.destroy(); // $ delete
}
