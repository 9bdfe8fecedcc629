import { model, Schema } from "mongoose";
import { consumeToken } from "secure-patterns/tokens";

export const User = model(
  "User",
  new Schema({ _id: Number, passwordHash: String, resetHash: String, resetExpires: Date }),
);

export const Reset = model(
  "Reset",
  new Schema({ _id: String, userId: { type: Number, required: true }, expiresAt: Date, usedAt: Date }),
);

/** The condition belongs in the filter. Never `doc.deleteOne()` or `doc.save()`: they do not say who won. */
export async function consumeByDelete(hash: string): Promise<number | null> {
  const reset = await consumeToken(() =>
    Reset.findOneAndDelete({ _id: hash, expiresAt: { $gt: new Date() } }),
  );
  return reset && reset.userId;
}

export async function consumeByMark(hash: string): Promise<number | null> {
  const reset = await consumeToken(() =>
    Reset.findOneAndUpdate(
      { _id: hash, usedAt: null, expiresAt: { $gt: new Date() } },
      { $set: { usedAt: new Date() } },
    ),
  );
  return reset && reset.userId;
}

/** One document holds everything that changes, so no transaction is needed. */
export async function clearAndApply(hash: string, passwordHash: string): Promise<boolean> {
  const result = await consumeToken(() =>
    User.updateOne(
      { resetHash: hash, resetExpires: { $gt: new Date() } },
      { $set: { passwordHash }, $unset: { resetHash: 1 } },
    ),
  );
  return result !== null;
}
