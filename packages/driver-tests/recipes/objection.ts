import { Model } from "objection";
import { consumeToken } from "secure-patterns/tokens";

export class User extends Model {
  static override tableName = "users";
  declare id: number;
  declare password_hash: string;
  declare reset_hash: string | null;
  declare reset_expires: Date | null;
}

export class Reset extends Model {
  static override tableName = "resets";
  static override idColumn = "hash";
  declare hash: string;
  declare user_id: number;
  declare expires_at: Date;
  declare used_at: Date | null;
}

/** `first()` answers `undefined` for "no row": naming the driver says so. */
export async function consumeByDelete(hash: string): Promise<number | null> {
  const reset = await consumeToken(
    () => Reset.query().delete().where({ hash }).where("expires_at", ">", new Date()).returning("*").first(),
    { driver: "objection" },
  );
  return reset && reset.user_id;
}

export async function consumeByMark(hash: string): Promise<number | null> {
  const reset = await Reset.query().findById(hash);
  const used = await consumeToken(() =>
    Reset.query()
      .patch({ used_at: new Date() })
      .where({ hash, used_at: null })
      .where("expires_at", ">", new Date()),
  );
  return reset !== undefined && used !== null ? reset.user_id : null;
}

export async function clearAndApply(hash: string, passwordHash: string): Promise<boolean> {
  const changed = await consumeToken(() =>
    User.query()
      .patch({ password_hash: passwordHash, reset_hash: null })
      .where({ reset_hash: hash })
      .where("reset_expires", ">", new Date()),
  );
  return changed !== null;
}

/** If the second write fails, the token is alive again. */
export async function resetInTransaction(hash: string, passwordHash: string): Promise<boolean> {
  return Reset.transaction(async (tx) => {
    const reset = await Reset.query(tx).findById(hash);
    const used = await consumeToken(() =>
      Reset.query(tx).deleteById(hash).where("expires_at", ">", new Date()),
    );
    if (reset === undefined || used === null) return false;
    await User.query(tx).findById(reset.user_id).patch({ password_hash: passwordHash });
    return true;
  });
}
