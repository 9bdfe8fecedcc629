import type { Framework } from "./types.ts";

/** Mongoose and the MongoDB driver: the filter comes first; a document's own `save` overwrites. */
export const mongoose: Framework = {
  name: "mongoose",
  packages: ["mongoose", "mongodb", "@nestjs/mongoose", "@typegoose/typegoose"],
  operations: [
    { methods: ["findOne", "findById"], does: "read", filter: { arg: 0 }, needs: [{ arg: 0 }] },
    { methods: ["find"], does: "read", filter: { arg: 0 }, needs: [{ arg: 0 }] },
    {
      methods: ["findOneAndDelete", "findOneAndRemove", "findByIdAndDelete", "findByIdAndRemove"],
      does: "delete",
      filter: { arg: 0 },
    },
    { methods: ["deleteOne", "deleteMany"], does: "delete", filter: { arg: 0 }, needs: [{ arg: 0 }] },
    {
      methods: ["findOneAndUpdate", "findOneAndReplace", "findByIdAndUpdate"],
      does: "update",
      filter: { arg: 0 },
      sets: { arg: 1 },
      answersBefore: true,
    },
    {
      methods: ["updateOne", "updateMany", "replaceOne"],
      does: "update",
      filter: { arg: 0 },
      sets: { arg: 1 },
      needs: [{ arg: 1 }],
    },
    { methods: ["insertOne", "insertMany"], does: "insert", sets: { arg: 0 } },
    { methods: ["create"], does: "insert", sets: { arg: 0 }, needs: [{ arg: 0 }], receiver: "^[A-Z]|model$" },
    { methods: ["deleteOne", "remove", "delete"], does: "delete", table: "record", most: 0 },
    { methods: ["updateOne"], does: "save", table: "record", sets: { arg: 0 }, most: 1 },
    { methods: ["save"], does: "save", table: "record", most: 1 },
  ],
};
