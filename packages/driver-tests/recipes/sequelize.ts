import { consumeToken } from "secure-patterns/tokens";
import { DataTypes, Model, Op, type Sequelize } from "sequelize";

export class User extends Model {
  declare id: number;
  declare passwordHash: string;
  declare resetHash: string | null;
  declare resetExpires: Date | null;
}

export class Reset extends Model {
  declare hash: string;
  declare userId: number;
  declare expiresAt: Date;
  declare usedAt: Date | null;
}

export function defineModels(sequelize: Sequelize): void {
  const options = { sequelize, underscored: true, timestamps: false };
  User.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      passwordHash: DataTypes.TEXT,
      resetHash: DataTypes.TEXT,
      resetExpires: DataTypes.DATE,
    },
    { ...options, tableName: "users" },
  );
  Reset.init(
    {
      hash: { type: DataTypes.STRING, primaryKey: true },
      userId: DataTypes.INTEGER,
      expiresAt: DataTypes.DATE,
      usedAt: DataTypes.DATE,
    },
    { ...options, tableName: "resets" },
  );
}

/** Read the row for its content, and let the write decide. Never `instance.destroy()`: it does not say who won. */
export async function consumeByDelete(hash: string): Promise<number | null> {
  const reset = await Reset.findByPk(hash);
  const used = await consumeToken(() =>
    Reset.destroy({ where: { hash, expiresAt: { [Op.gt]: new Date() } } }),
  );
  return reset !== null && used !== null ? reset.userId : null;
}

export async function consumeByMark(hash: string): Promise<number | null> {
  const reset = await Reset.findByPk(hash);
  const used = await consumeToken(() =>
    Reset.update(
      { usedAt: new Date() },
      { where: { hash, usedAt: null, expiresAt: { [Op.gt]: new Date() } } },
    ),
  );
  return reset !== null && used !== null ? reset.userId : null;
}

export async function clearAndApply(hash: string, passwordHash: string): Promise<boolean> {
  const changed = await consumeToken(() =>
    User.update(
      { passwordHash, resetHash: null },
      { where: { resetHash: hash, resetExpires: { [Op.gt]: new Date() } } },
    ),
  );
  return changed !== null;
}

/** If the second write fails, the token is alive again. */
export async function resetInTransaction(
  sequelize: Sequelize,
  hash: string,
  passwordHash: string,
): Promise<boolean> {
  return sequelize.transaction(async (transaction) => {
    const reset = await Reset.findByPk(hash, { transaction });
    const used = await consumeToken(() =>
      Reset.destroy({ where: { hash, expiresAt: { [Op.gt]: new Date() } }, transaction }),
    );
    if (reset === null || used === null) return false;
    await User.update({ passwordHash }, { where: { id: reset.userId }, transaction });
    return true;
  });
}
