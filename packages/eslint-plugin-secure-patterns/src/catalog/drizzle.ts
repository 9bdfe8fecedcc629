import type { Framework } from "./types.ts";

/** Drizzle's query builder and relational queries. */
export const drizzle: Framework = {
  name: "drizzle",
  packages: ["drizzle-orm"],
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
    },
  ],
};
