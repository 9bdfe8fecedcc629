import type { Framework } from "./types.ts";

/** MikroORM: only the native operations say how many rows they changed. */
export const mikroOrm: Framework = {
  name: "mikro-orm",
  packages: ["@mikro-orm/core"],
  sort: "database",
  operations: [
    {
      methods: ["findOne", "findOneOrFail", "find"],
      does: "read",
      table: 0,
      filter: { arg: 1 },
      needs: [{ arg: 1 }],
      receiver: "^em$|manager|orm",
    },
    {
      methods: ["nativeDelete"],
      does: "delete",
      table: 0,
      filter: { arg: 1 },
      needs: [{ arg: 1 }],
    },
    { methods: ["nativeDelete"], does: "delete", filter: { arg: 0 } },
    {
      methods: ["nativeUpdate"],
      does: "update",
      table: 0,
      filter: { arg: 1 },
      sets: { arg: 2 },
      needs: [{ arg: 2 }],
    },
    { methods: ["nativeUpdate"], does: "update", filter: { arg: 0 }, sets: { arg: 1 } },
    {
      methods: ["removeAndFlush", "persistAndFlush"],
      does: "delete",
      filter: { arg: 0 },
      receiver: "^em$|manager|repo",
    },
    { methods: ["flush"], does: "save", most: 0, receiver: "^em$|manager|repo" },
  ],
};
