import type { Framework } from "./types.ts";

const DB = "{@adonisjs/lucid/services/db,@ioc:Adonis/Lucid/Database}#";

/** Lucid, the models of AdonisJS, which build on Knex. */
export const lucid: Framework = {
  name: "lucid",
  packages: ["@adonisjs/lucid"],
  sort: "database",
  types: {
    db: {
      from: [DB],
      annotated: [
        "@adonisjs/lucid/types/database#{QueryClientContract,TransactionClientContract}",
        "@ioc:Adonis/Lucid/Database#{QueryClientContract,TransactionClientContract}",
      ],
      named: ["Database"],
    },
    model: {
      // `class User extends compose(BaseModel, Auditable)`
      from: [
        "{@adonisjs/lucid/orm,@ioc:Adonis/Lucid/Orm}#BaseModel",
        "{@adonisjs/core/helpers,@ioc:Adonis/Core/Helpers}#compose()",
      ],
      annotated: ["{@adonisjs/lucid/types/model,@ioc:Adonis/Lucid/Orm}#LucidModel"],
      named: ["/^[A-Z]\\w*$/"],
    },
    instance: {
      from: [
        "model.{find,findOrFail,findBy,findByOrFail,first,firstOrFail,create,firstOrNew,firstOrCreate,updateOrCreate}()",
        "new model",
        "builder.{first,firstOrFail}()",
        "adonis/context.auth.user",
        "adonis/context.auth.{getUserOrFail,authenticate}()",
      ],
      annotated: ["{@adonisjs/lucid/types/model,@ioc:Adonis/Lucid/Orm}#LucidRow"],
    },
    relation: { from: ["instance.related()"] },
    builder: {
      from: ["{model,relation}.query()", "db.{from,table,query,insertQuery,modelQuery}()"],
      fluent: true,
    },
  },
  handlers: [{ call: "db.transaction", params: ["db"] }],
  sinks: [
    { call: "db.{rawQuery,raw}", arg: 0, kind: "sql", what: "rawQuery", binds: { placeholder: "?" } },
    {
      call: "{model,relation}.{create,createQuietly,createMany,createManyQuietly,firstOrNew,firstOrCreate,updateOrCreate}",
      arg: 0,
      kind: "mass-assignment",
      what: "the row that Lucid writes",
    },
    {
      call: "{model,relation}.{firstOrNew,firstOrCreate,updateOrCreate}",
      arg: 1,
      kind: "mass-assignment",
      what: "the row that Lucid writes",
    },
    {
      call: "{instance,model}.{merge,fill}",
      arg: 0,
      kind: "mass-assignment",
      what: "the row that Lucid writes",
    },
    {
      call: "builder.{insert,multiInsert,update}",
      arg: 0,
      kind: "mass-assignment",
      what: "the row that Lucid writes",
    },
    {
      call: "{model,relation}.{create,createMany,firstOrCreate}",
      arg: 0,
      kind: "amount",
      what: "the row that Lucid writes",
    },
    { call: "{instance,model}.{merge,fill}", arg: 0, kind: "amount", what: "the row that Lucid writes" },
    {
      call: "builder.{where,andWhere,orWhere,whereNot}",
      arg: 0,
      kind: "query-object",
      bound: true,
      likely: true,
      what: "Lucid's where",
    },
  ],
};
