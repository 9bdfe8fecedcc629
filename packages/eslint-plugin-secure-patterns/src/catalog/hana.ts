import type { Framework } from "./types.ts";

const STATEMENT = { kind: "sql", what: "the HANA statement" } as const;
const RECORDS = "stored-records/records";

/** SAP HANA's clients: both take callbacks, and a procedure answers with several lists of records. */
export const hana: Framework = {
  name: "hana",
  packages: ["@sap/hana-client", "hdb"],
  sort: "database",
  types: {
    connection: { from: ["@sap/hana-client#createConnection()", "hdb#createClient()"] },
    statement: { from: ["connection.prepare()"] },
  },
  handlers: [
    { call: "connection.{exec,execute}", params: [null, RECORDS] },
    { call: "connection.prepare", params: [null, "statement"] },
    { call: "statement.{exec,execBatch,execQuery}", params: [null, RECORDS, RECORDS, RECORDS] },
  ],
  sinks: [{ call: "connection.{exec,execute,prepare}", arg: 0, ...STATEMENT }],
};
