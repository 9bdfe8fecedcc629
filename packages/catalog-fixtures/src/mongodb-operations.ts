import { MongoClient } from "mongodb";

const db = new MongoClient("mongodb://localhost").db("shop");
const resets = db.collection("resets");

export async function operations(hash: string, now: Date): Promise<void> {
  await resets.findOne({ hash }); // $ read resets
  await resets.find({ hash }).toArray(); // $ read resets
  await db.collection("resets").findOne({ hash }); // $ read resets
  await resets.findOneAndDelete({ hash }); // $ delete resets
  await resets.deleteOne({ hash }); // $ delete resets
  await resets.deleteMany({ hash }); // $ delete resets
  await resets.findOneAndUpdate({ hash, usedAt: null }, { $set: { usedAt: now } }); // $ update resets
  await resets.findOneAndReplace({ hash }, { hash, usedAt: now }); // $ update resets
  await resets.updateOne({ hash, usedAt: null }, { $set: { usedAt: now } }); // $ update resets
  await resets.updateMany({ hash }, { $set: { usedAt: now } }); // $ update resets
  await resets.replaceOne({ hash }, { hash, usedAt: now }); // $ update resets
  await resets.insertOne({ hash }); // $ insert resets
  await resets.insertMany([{ hash }]); // $ insert resets
}
