import type { Framework } from "./types.ts";

/** Knex and Objection, which share their query builder. */
export const knex: Framework = {
  name: "knex",
  packages: ["knex", "objection", "bookshelf"],
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
