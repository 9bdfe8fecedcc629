import type { Framework } from "./types.ts";

/** Knex and Objection, which share their query builder. */
export const knex: Framework = {
  name: "knex",
  packages: ["knex", "objection", "bookshelf"],
  sort: "database",
  types: {
    knex: {
      from: ["knex#()", "knex#knex()", "knex.{withSchema,withUserParams}()"],
      annotated: ["knex#Knex", "knex#Knex.Transaction"],
      named: ["knex", "trx"],
    },
    builder: {
      from: [
        "knex.{select,from,table,where,insert,into,with,queryBuilder,count,distinct,first,update,del}()",
        "knex()",
      ],
      annotated: ["knex#Knex.QueryBuilder"],
      fluent: true,
    },
  },
  handlers: [{ call: "knex.transaction", params: ["knex"] }],
  sinks: [
    { call: "knex.raw", arg: 0, kind: "sql", what: "knex.raw", binds: { placeholder: "?" } },
    { call: "knex.schema.raw", arg: 0, kind: "sql", what: "knex.schema.raw" },
    {
      call: "builder.{insert,update,merge}",
      arg: 0,
      kind: "mass-assignment",
      what: "the row that Knex writes",
    },
    { call: "knex.insert", arg: 0, kind: "mass-assignment", what: "the row that Knex writes" },
    {
      call: "builder.{where,andWhere,orWhere,whereNot}",
      arg: 0,
      kind: "query-object",
      bound: true,
      likely: true,
      what: "Knex's where",
    },
    { call: "builder.{insert,update}", arg: 0, kind: "amount", what: "the row that Knex writes" },
  ],
  builders: [
    {
      verbs: {
        del: "delete",
        delete: "delete",
        deleteById: "delete",
        update: "update",
        patch: "update",
        patchAndFetchById: "update",
        increment: "update",
        decrement: "update",
        insert: "insert",
        first: "read",
        findById: "read",
        findOne: "read",
        select: "read",
        where: "read",
      },
      tables: ["()", "from", "into", "table"],
      filters: [
        "where",
        "andWhere",
        "whereNull",
        "whereNot",
        "whereIn",
        "findById",
        "deleteById",
        "findOne",
        "whereRaw",
        "andWhereRaw",
      ],
      sets: ["update", "patch", "insert", "increment", "decrement"],
      needs: ["where", "findById", "deleteById", "findOne", "insert", "whereNull"],
      locks: ["forUpdate"],
      throws: ["throwIfNotFound"],
    },
  ],
};
