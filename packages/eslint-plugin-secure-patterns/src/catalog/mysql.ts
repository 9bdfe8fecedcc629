import type { Framework } from "./types.ts";

export const mysql: Framework = {
  name: "mysql",
  packages: ["mysql", "mysql2", "promise-mysql", "mariadb"],
  sort: "database",
  types: {
    connection: {
      from: [
        "{mysql,mysql2,mysql2/promise,promise-mysql,mariadb}#{createConnection,createPool,createPoolCluster}()",
        "connection.{promise,getConnection,of}()",
      ],
      annotated: ["{mysql,mysql2,mysql2/promise,mariadb}#{Connection,Pool,PoolConnection}"],
      named: ["connection", "conn", "con", "pool", "mysql"],
    },
  },
  handlers: [{ call: "connection.getConnection", params: [null, "connection"] }],
  barriers: [
    { call: "connection.{escape,escapeId,format}", clears: ["sql"], text: true },
    { call: "{mysql,mysql2,mysql2/promise,mariadb}#{escape,escapeId,format}", clears: ["sql"], text: true },
  ],
  sinks: [
    {
      call: "connection.{query,execute}",
      arg: 0,
      kind: "sql",
      what: "connection.query",
      binds: { placeholder: "?" },
    },
    // `SET ?` writes a column for each key
    {
      call: "connection.query",
      arg: 1,
      if: { arg: 0, matches: "\\bset\\s+\\?" },
      kind: "mass-assignment",
      what: "the row that SET ? writes",
    },
    { call: "connection.{query,execute}", arg: 0, at: ["sql"], kind: "sql", what: "connection.query" },
  ],
};
