import type { Framework } from "./types.ts";

/** The repositories that applications write themselves, known by what is passed to them. */
export const repositories: Framework = {
  name: "repositories",
  packages: [],
  operations: [
    {
      methods: ["update", "updateOne", "updateBy", "patch", "modify", "updateWhere"],
      does: "update",
      filter: { arg: 0 },
      sets: { arg: 1 },
      literal: true,
    },
    {
      methods: ["insert", "create", "add", "save"],
      does: "insert",
      sets: { arg: 0 },
      literal: true,
      receiver: "repo|store$|dao$",
    },
  ],
};
