import type { Framework, Place } from "./types.ts";

/** Calls that answer with records, in a list, under `rows` or alone. */
const READS: readonly Place[] = [
  "prisma/model.{findUnique,findUniqueOrThrow,findFirst,findFirstOrThrow,findMany}()",
  "mongoose/model.{find,findOne,findById,findOneAndUpdate,findByIdAndUpdate,aggregate}()",
  "mongoose/query",
  "mongodb/collection.{findOne,findOneAndUpdate}()",
  "mongodb/collection.{find,aggregate}().{toArray,next}()",
  "pg/client.query().rows",
  "pg/promised.{any,one,oneOrNone,many,manyOrNone,query}()",
  "mysql/connection.{query,execute}()",
  "drizzle/builder",
  "drizzle/database.query.*.{findFirst,findMany}()",
  "knex/builder",
  "kysely/builder.{execute,executeTakeFirst,executeTakeFirstOrThrow}()",
  "sequelize/model.{findOne,findByPk,findAll,findAndCountAll}()",
  "typeorm/repository.{find,findOne,findBy,findOneBy,findOneOrFail,findOneByOrFail,findAndCount}()",
  "typeorm/source.{find,findOne,findBy,findOneBy,findOneOrFail,findOneByOrFail,query}()",
  "typeorm/builder.{getOne,getOneOrFail,getMany,getRawOne,getRawMany}()",
  "sqlite/database.prepare().{get,all}()",
  "sqlite/database.{get,all}()",
  "supabase/builder.data",
  "objection/builder",
  "lowdb/chain.value()",
  "lowdb/file.data",
  "mikro-orm/{manager,repository}.{find,findOne,findOneOrFail,findAll}()",
  "records",
];

const RECORD = { kind: "stored", what: "a record of the database", mixed: true, for: ["html"] } as const;

/** What the project's own database holds: a name, a title, a comment that a user once entered comes back as it was. */
export const storedRecords: Framework = {
  name: "stored-records",
  packages: [],
  types: { records: {} },
  handlers: [
    { call: "mysql/connection.{query,execute}", params: [null, "records"] },
    { call: "sqlite/database.{get,all,each}", params: [null, "records"] },
    { call: "pg/client.query", params: [null, "records"] },
    {
      call: "mongoose/model.{find,findOne,findById,findOneAndUpdate,findByIdAndUpdate}",
      params: [null, "records"],
    },
    { call: "mongoose/query.exec", params: [null, "records"] },
    { call: "mongodb/collection.findOne", params: [null, "records"] },
    { call: "mongodb/collection.find().toArray", params: [null, "records"] },
  ],
  sources: [
    ...READS.map((read) => ({ ...RECORD, read })),
    // a method that the project has put on its model: `Post.findBySlug(slug)`
    { ...RECORD, read: "mongoose/model.*()", likely: true },
  ],
};
