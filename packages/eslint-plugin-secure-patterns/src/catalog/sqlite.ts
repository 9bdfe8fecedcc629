import type { Framework } from "./types.ts";

/** SQLite's clients: better-sqlite3, Node's own, sqlite3 and its promises, Bun's, libSQL. */
export const sqlite: Framework = {
  name: "sqlite",
  packages: ["better-sqlite3", "sqlite3", "sqlite", "@libsql/client"],
  sort: "database",
  types: {
    database: {
      from: [
        "better-sqlite3#new default",
        "better-sqlite3#()",
        "{sqlite3,sqlite}#{new Database,new DatabaseSync}",
        "sqlite3#verbose().new Database",
        "sqlite#open()",
        "bun:sqlite#{new Database,new default}",
        "@libsql/client#createClient()",
      ],
      annotated: [
        "better-sqlite3#{Database,default.Database}",
        "{sqlite3,sqlite}#{Database,DatabaseSync}",
        "bun:sqlite#Database",
        "@libsql/client#Client",
      ],
    },
  },
  sinks: [
    {
      call: "database.prepare",
      arg: 0,
      kind: "sql",
      what: "the SQLite statement",
      binds: { placeholder: "?", chained: true },
    },
    {
      call: "database.{run,get,all,each}",
      arg: 0,
      kind: "sql",
      what: "the SQLite statement",
      binds: { placeholder: "?" },
    },
    {
      call: "database.{exec,query,execute,executeMultiple}",
      arg: 0,
      kind: "sql",
      what: "the SQLite statement",
    },
    { call: "database.execute", arg: 0, at: ["sql"], kind: "sql", what: "the SQLite statement" },
  ],
};
