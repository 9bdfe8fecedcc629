import { MongoClient, type MongoClientOptions } from "mongodb";
import mongoose from "mongoose";
import { consumeToken } from "secure-patterns/tokens";
import { afterAll, describe, expect, it } from "vitest";
import * as recipes from "../recipes/mongodb.ts";
import * as mongooseRecipes from "../recipes/mongoose.ts";
import { MongoStub } from "./mongo-stub.ts";
import { proveRecipe } from "./prove-recipe.ts";

const stub = new MongoStub();
if (process.env.SECURE_PATTERNS_MONGODB === undefined) {
  console.log(
    "skipped: a real MongoDB (set SECURE_PATTERNS_MONGODB); its drivers talk to a stub of its wire protocol instead",
  );
}
const url = process.env.SECURE_PATTERNS_MONGODB ?? (await stub.listen());
const options: MongoClientOptions = { serverApi: "1", retryWrites: false, serverMonitoringMode: "poll" };
const client = await new MongoClient(url, options).connect();
await mongoose.connect(url, options);
afterAll(async () => {
  await client
    .db()
    .collection("users")
    .deleteMany({ _id: { $in: [7, 8] } as object });
  await Promise.all([client.close(), mongoose.disconnect()]);
  stub.close();
});

const users = client.db().collection<recipes.User>("users");
const resets = client.db().collection<recipes.Reset>("resets");
const later = (): Date => new Date(Date.now() + 60_000);

const tables = {
  async reset(hash: string, expiresAt: Date) {
    for (const _id of [7, 8]) await users.deleteMany({ _id });
    for (const _id of [hash, "other"]) await resets.deleteMany({ _id });
    await users.insertMany([
      { _id: 7, passwordHash: "old", resetHash: hash, resetExpires: expiresAt },
      { _id: 8, passwordHash: "other" },
    ]);
    await resets.insertMany([
      { _id: hash, userId: 7, expiresAt },
      { _id: "other", userId: 8, expiresAt },
    ]);
  },
  passwordHash: async () => (await users.findOne({ _id: 7 }))?.passwordHash,
};

describe("MongoDB's driver", () => {
  proveRecipe(
    "recipes",
    {
      consumeByDelete: (hash) => recipes.consumeByDelete(resets, hash),
      consumeByMark: (hash) => recipes.consumeByMark(resets, hash),
      clearAndApply: (hash, password) => recipes.clearAndApply(users, hash, password),
    },
    tables,
  );

  it("reads deletedCount, metadata, and asks where a match changed nothing", async () => {
    await tables.reset("t", later());
    expect((await consumeToken(() => resets.deleteOne({ _id: "t" })))?.deletedCount).toBe(1);
    expect(await consumeToken(() => resets.deleteOne({ _id: "t" }))).toBeNull();
    const metadata = () => resets.findOneAndDelete({ _id: "other" }, { includeResultMetadata: true });
    expect((await consumeToken(metadata))?.value?.userId).toBe(8);
    expect(await consumeToken(metadata)).toBeNull();
    await tables.reset("t", later());
    const unconditional = () => resets.updateOne({ _id: "t" }, { $set: { userId: 7 } });
    await expect(consumeToken(unconditional)).rejects.toThrow(/without changing it/);
  });

  it("asks about writes that nobody acknowledged", async () => {
    await tables.reset("t", later());
    const write = () => resets.deleteOne({ _id: "t" }, { writeConcern: { w: 0 } });
    await expect(consumeToken(write)).rejects.toThrow(/acknowledge/);
  });

  it("throws where the server is away", async () => {
    const away = new MongoClient("mongodb://127.0.0.1:1", { ...options, serverSelectionTimeoutMS: 200 });
    await expect(
      consumeToken(() => away.db().collection("resets").deleteOne({ token: "t" })),
    ).rejects.toThrow();
    await away.close();
  });
});

describe("Mongoose", () => {
  const { consumeByDelete, consumeByMark, clearAndApply } = mongooseRecipes;
  proveRecipe("recipes", { consumeByDelete, consumeByMark, clearAndApply }, tables);

  it("reads documents, lean documents and counts", async () => {
    await tables.reset("t", later());
    expect(await consumeToken(() => mongooseRecipes.Reset.deleteOne({ _id: "t" }))).toMatchObject({
      deletedCount: 1,
    });
    expect(await consumeToken(() => mongooseRecipes.Reset.deleteOne({ _id: "t" }).exec())).toBeNull();
    const lean = () => mongooseRecipes.Reset.findOneAndDelete({ _id: "other" }).lean();
    expect((await consumeToken(lean))?.userId).toBe(8);
    expect(await consumeToken(lean)).toBeNull();
    await tables.reset("t", later());
    const unconditional = () => mongooseRecipes.Reset.updateOne({ _id: "t" }, { $set: { userId: 7 } });
    await expect(consumeToken(unconditional)).rejects.toThrow(/without changing it/);
  });
});
