import type { Framework } from "./types.ts";

/** SQL Server: mssql and the driver below it. Values go beside the text by `request.input(name, value)`. */
export const mssql: Framework = {
  name: "mssql",
  packages: ["mssql", "tedious"],
  sort: "database",
  types: {
    pool: {
      from: [
        "{mssql,mssql/msnodesqlv8}#{new ConnectionPool,connect()}",
        "pool.connect()",
        "{mssql,mssql/msnodesqlv8}#{new Transaction,new PreparedStatement}",
        "pool.transaction()",
      ],
      annotated: ["mssql#{ConnectionPool,Transaction,PreparedStatement}"],
    },
    request: {
      from: ["{mssql,mssql/msnodesqlv8}#new Request", "pool.request()", "request.{input,output}()"],
      annotated: ["mssql#Request"],
    },
  },
  sinks: [
    { call: "{pool,request}.{query,batch}", arg: 0, kind: "sql", what: "request.query" },
    { call: "{mssql,mssql/msnodesqlv8}#{query,batch}", arg: 0, kind: "sql", what: "sql.query" },
    { call: "pool.prepare", arg: 0, kind: "sql", what: "the prepared statement" },
    { call: "tedious#new Request", arg: 0, kind: "sql", what: "the request's SQL" },
  ],
};
