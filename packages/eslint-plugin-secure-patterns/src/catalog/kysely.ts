import type { Framework } from "./types.ts";

/** Kysely's query builder. */
export const kysely: Framework = {
  name: "kysely",
  packages: ["kysely"],
  builders: [
    {
      verbs: { deleteFrom: "delete", updateTable: "update", insertInto: "insert", selectFrom: "read" },
      tables: ["deleteFrom", "updateTable", "insertInto", "selectFrom"],
      filters: ["where", "whereRef"],
      sets: ["set", "values"],
      locks: ["forUpdate"],
      throws: ["executeTakeFirstOrThrow"],
    },
  ],
};
