import { model, Schema } from "mongoose";

const Reset = model("Reset", new Schema({ hash: String, usedAt: Date }));

export async function operations(id: string, hash: string, now: Date): Promise<void> {
  const reset = await Reset.findOne({ hash }); // $ read Reset
  await Reset.findById(id); // $ read Reset
  await Reset.find({ hash }); // $ read Reset
  await Reset.findOneAndDelete({ hash }); // $ delete Reset
  await Reset.findByIdAndDelete(id); // $ delete Reset
  await Reset.deleteOne({ hash }); // $ delete Reset
  await Reset.deleteMany({ hash }); // $ delete Reset
  await Reset.findOneAndUpdate({ hash, usedAt: null }, { usedAt: now }); // $ update Reset
  await Reset.findOneAndReplace({ hash }, { hash, usedAt: now }); // $ update Reset
  await Reset.findByIdAndUpdate(id, { usedAt: now }); // $ update Reset
  await Reset.updateOne({ hash, usedAt: null }, { $set: { usedAt: now } }); // $ update Reset
  await Reset.updateMany({ hash }, { usedAt: now }); // $ update Reset
  await Reset.replaceOne({ hash }, { hash, usedAt: now }); // $ update Reset
  await Reset.create({ hash }); // $ insert Reset
  await Reset.insertMany([{ hash }]); // $ insert Reset
  // @ts-expect-error what the versions before 8 had
  await Reset.findOneAndRemove({ hash }); // $ delete Reset
  // @ts-expect-error the same
  await Reset.findByIdAndRemove(id); // $ delete Reset
  // @ts-expect-error the driver's method, which its models lack
  await Reset.insertOne({ hash }, {}, {}, {}); // $ insert Reset
  if (!reset) return;
  await reset.updateOne({ usedAt: now }); // $ save
  await reset.save(); // $ save
  await reset.deleteOne(); // $ delete
  // @ts-expect-error what the versions before 7 had
  await reset.remove(); // $ delete
  // @ts-expect-error the same
  await reset.delete(); // $ delete
}
