import type { Framework } from "./types.ts";

/** A database in a file of JSON: chains of lodash in its first version, a plain object in later ones. */
export const lowdb: Framework = {
  name: "lowdb",
  packages: ["lowdb"],
  types: {
    database: { from: ["lowdb#()"] },
    chain: { from: ["database.get()"], fluent: true },
    file: { from: ["lowdb#new {Low,LowSync}", "lowdb/node#{JSONFilePreset,JSONFileSyncPreset}()"] },
  },
};
