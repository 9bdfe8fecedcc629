import type { Framework } from "./types.ts";

/** Drizzle's query builder and relational queries. */
export const drizzle: Framework = {
  name: "drizzle",
  packages: ["drizzle-orm"],
  sort: "database",
  shows: {
    text: "\\.insert\\(\\s*[\\w.]+\\s*\\)\\s*\\.values\\(|\\.update\\(\\s*[\\w.]+\\s*\\)\\s*\\.set\\(",
  },
  types: {
    database: {
      from: [
        "{drizzle-orm/node-postgres,drizzle-orm/postgres-js,drizzle-orm/mysql2,drizzle-orm/better-sqlite3,drizzle-orm/libsql,drizzle-orm/d1,drizzle-orm/neon-http,drizzle-orm/vercel-postgres}#drizzle()",
        // Nuxt brings helpers of the project in by itself
        "global#{useDrizzle,useDB,useDb}()",
      ],
      named: ["db", "tx", "database"],
    },
    builder: { from: ["database.{insert,update,delete,select}()"], fluent: true },
  },
  handlers: [{ call: "database.transaction", params: ["database"] }],
  sinks: [
    { call: "drizzle-orm#sql.raw", arg: 0, kind: "sql", what: "sql.raw" },
    { call: "builder.{values,set}", arg: 0, kind: "mass-assignment", what: "the row that Drizzle writes" },
    { call: "builder.{values,set}", arg: 0, kind: "amount", what: "the row that Drizzle writes" },
  ],
  operations: [
    {
      methods: ["findFirst", "findMany"],
      does: "read",
      filter: { arg: 0, at: ["where"] },
      needs: [{ arg: 0, at: ["where"] }],
    },
  ],
  builders: [
    {
      verbs: { delete: "delete", update: "update", insert: "insert", select: "read", selectDistinct: "read" },
      tables: ["delete", "update", "insert", "from"],
      filters: ["where"],
      sets: ["set", "values"],
      needs: ["where", "values", "from"],
      locks: ["for"],
      asks: {
        as: "around",
        equals: "{and}({condition}, {eq}({table}.{column}, {value}))",
        isNull: "{and}({condition}, {isNull}({table}.{column}))",
        below: "{and}({condition}, {lt}({table}.{column}, {limit}))",
        above: "{and}({condition}, {gt}({table}.{column}, {limit}))",
        imports: { from: "drizzle-orm", names: ["and", "eq", "gt", "isNull", "lt"] },
      },
      overwrites: ["onConflictDoUpdate", "onDuplicateKeyUpdate"],
    },
  ],
};
