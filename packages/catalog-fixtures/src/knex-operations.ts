import knex from "knex";
import { Model } from "objection";

class Reset extends Model {
  static override tableName = "resets";
  declare id: number;
  declare hash: string;
  declare uses: number;
}
const db = knex({ client: "pg" });

export async function operations(hash: string, now: Date): Promise<void> {
  await db("resets").where({ hash }); // $ read resets
  await db("resets").where({ hash }).first(); // $ read resets
  await db("resets").where("hash", hash).select("user_id"); // $ read resets
  await db.select("user_id").from("resets").where({ hash }).forUpdate(); // $ read resets
  await db("resets").where({ hash }).del(); // $ delete resets
  await db("resets").where({ hash }).delete(); // $ delete resets
  await db("resets").where({ hash }).whereNull("used_at").update({ used_at: now }); // $ update resets
  await db("resets").where({ hash }).increment("uses", 1); // $ update resets
  await db("resets").where({ hash }).decrement("left", 1); // $ update resets
  await db("resets").insert({ hash }); // $ insert resets
  await db.insert({ hash }).into("resets"); // $ insert resets
  await db.transaction(async (trx) => trx("resets").where({ hash }).del()); // $ delete resets
  await db.raw("DELETE FROM resets WHERE hash = ?", [hash]); // $ delete resets
}

/** Objection's queries are Knex's. */
export async function ofModels(id: number, hash: string): Promise<void> {
  await Reset.query().findById(id); // $ read Reset
  await Reset.query().findOne({ hash }); // $ read Reset
  await Reset.query().where({ hash }).first(); // $ read Reset
  await Reset.query().deleteById(id); // $ delete Reset
  await Reset.query().where({ hash }).patch({ uses: 1 }); // $ update Reset
  await Reset.query().patchAndFetchById(id, { uses: 1 }); // $ update Reset
  await Reset.query().updateAndFetchById(id, { hash, uses: 1 }); // $ update Reset
  await Reset.query().insert({ hash }); // $ insert Reset
}
