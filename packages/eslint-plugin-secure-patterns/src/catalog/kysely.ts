import type { Framework } from "./types.ts";

/** Kysely's query builder. */
export const kysely: Framework = {
  name: "kysely",
  packages: ["kysely"],
  sort: "database",
  shows: { text: "\\.(?:insertInto|updateTable|deleteFrom|selectFrom)\\(\\s*[\"'`]" },
  types: {
    database: { from: ["kysely#new Kysely"], annotated: ["kysely#{Kysely,Transaction}"], named: ["kysely"] },
    builder: { from: ["database.{insertInto,updateTable,selectFrom,deleteFrom}()"], fluent: true },
  },
  sinks: [
    { call: "kysely#sql.raw", arg: 0, kind: "sql", what: "sql.raw" },
    // quotes in it are doubled, which is not enough everywhere
    { call: "kysely#sql.lit", arg: 0, kind: "sql", what: "sql.lit", likely: true },
    { call: "builder.{values,set}", arg: 0, kind: "mass-assignment", what: "the row that Kysely writes" },
    { call: "builder.{values,set}", arg: 0, kind: "amount", what: "the row that Kysely writes" },
  ],
  builders: [
    {
      verbs: { deleteFrom: "delete", updateTable: "update", insertInto: "insert", selectFrom: "read" },
      tables: ["deleteFrom", "updateTable", "insertInto", "selectFrom"],
      filters: ["where", "whereRef"],
      sets: ["set", "values"],
      locks: ["forUpdate"],
      asks: {
        as: "call",
        equals: '.where("{column}", "=", {value})',
        isNull: '.where("{column}", "is", null)',
        below: '.where("{column}", "<", {limit})',
        above: '.where("{column}", ">", {limit})',
      },
      overwrites: ["onDuplicateKeyUpdate"],
      throws: ["executeTakeFirstOrThrow"],
      returning: ["returning", "returningAll"],
    },
  ],
};
