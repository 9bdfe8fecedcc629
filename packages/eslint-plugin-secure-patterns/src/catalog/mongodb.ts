import type { Framework } from "./types.ts";

const FILTERED =
  "find,findOne,findOneAndUpdate,findOneAndDelete,findOneAndReplace,updateOne,updateMany,update,deleteOne,deleteMany,remove,replaceOne,count,countDocuments,findAndModify";

export const mongodb: Framework = {
  name: "mongodb",
  packages: ["mongodb", "mongojs", "monk", "mongoskin", "marsdb", "minimongo"],
  sort: "database",
  shows: {
    text: "\\.collection\\(\\s*[^()]+\\s*\\)\\s*\\.(?:find|findOne|insertOne|insertMany|updateOne|updateMany|deleteOne|deleteMany|replaceOne|findOneAnd\\w+|countDocuments)\\(",
  },
  types: {
    client: {
      from: [
        "mongodb#new MongoClient",
        "mongodb#MongoClient.connect()",
        "mongodb#MongoClient",
        "client.connect()",
      ],
      annotated: ["mongodb#MongoClient"],
      named: ["mongoClient"],
    },
    database: {
      from: [
        "client.db()",
        "database()",
        "database.db()",
        "{mongojs,monk,mongoskin}#()",
        "mongoose#connection.db",
      ],
      annotated: ["mongodb#Db"],
      named: ["db", "database"],
    },
    local: { from: ["minimongo#new {MemoryDb,IndexedDb,LocalStorageDb,HybridDb}"] },
    collection: {
      from: [
        "database.{collection,get}()",
        "client.collection()",
        "mongoose#connection.collection()",
        "marsdb#new Collection",
        "local.*",
      ],
      annotated: ["mongodb#Collection"],
      named: ["/(?:^c|C)ollection$/", "/Coll?$/"],
    },
  },
  handlers: [
    { call: "client.connect", params: [null, "client"] },
    { call: "client.connect", params: [null, "database"] },
    { call: "database.collection", params: [null, "collection"] },
  ],
  guards: [{ call: "mongodb#ObjectId.isValid", clears: ["query-object", "sql"] }],
  barriers: [
    { call: "{mongodb,bson}#{new ObjectId,new ObjectID,ObjectId,ObjectID}", clears: "all", passes: [] },
    { call: "{mongodb,bson}#{ObjectId,ObjectID}.createFromHexString", clears: "all", passes: [] },
  ],
  sinks: [
    {
      call: `collection.{${FILTERED}}`,
      arg: 0,
      kind: "query-object",
      what: "the collection's filter",
      compares: "$eq",
    },
    {
      call: "collection.distinct",
      arg: 1,
      kind: "query-object",
      what: "the collection's filter",
      compares: "$eq",
    },
    // whoever takes a filter with this key hands it to MongoDB
    {
      call: "*.{find,findOne,count,countDocuments,deleteMany,deleteOne,updateMany,updateOne,exists}",
      arg: 0,
      at: ["$where"],
      mentions: "$where",
      kind: "query-object",
      code: true,
      what: "$where",
    },
    { call: "collection.aggregate", arg: 0, kind: "query-object", what: "the pipeline" },
    {
      call: "collection.{insertOne,insertMany,insert,save}",
      arg: 0,
      kind: "mass-assignment",
      what: "the new document",
    },
    {
      call: "collection.{updateOne,updateMany,update,findOneAndUpdate,replaceOne,findOneAndReplace}",
      arg: 1,
      kind: "mass-assignment",
      what: "the update",
    },
    { call: "collection.{insertOne,insertMany,insert}", arg: 0, kind: "amount", what: "the new document" },
    { call: "collection.{updateOne,findOneAndUpdate}", arg: 1, kind: "amount", what: "the update" },
  ],
};
