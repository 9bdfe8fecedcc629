import type { Framework } from "./types.ts";

const STATEMENT =
  "^\\s*\\(?\\s*(?:select\\s|insert\\s+into\\s|replace\\s+into\\s|update\\s+\\S+\\s+set\\s|delete\\s+from\\s|with\\s+\\w+\\s+as\\s|(?:create|alter|drop|truncate)\\s+(?:(?:or\\s+replace|temp(?:orary)?|unique|materialized|global|local)\\s+)*(?:table|user|database|schema|index|view|role|function|trigger)\\b|copy\\s|call\\s|exec(?:ute)?\\s)";

/** Calls of any database's client, wrapped or not: what is handed over begins as SQL does, or the name says it. */
export const sql: Framework = {
  name: "sql",
  packages: [],
  types: { template: { from: ["sql-template-strings#", "sql-template-tag#", "slonik#sql"] } },
  barriers: [
    { call: "{sqlstring,mysql,mysql2}#{escape,escapeId,format}", clears: ["sql"], text: true },
    { call: "sqlstring#{escape,escapeId,format}", clears: ["sql"], text: true },
    { call: "pg-format#", clears: ["sql"], text: true },
    { call: "pg#{escapeIdentifier,escapeLiteral}", clears: ["sql"], text: true },
  ],
  sinks: [
    {
      call: "*.{query,execute,exec,run,all,get,each,raw,prepare,any,one,many,none,oneOrNone,manyOrNone,result,unsafe,queryAsync,executeSql,sql,runQuery,runSql,executeQuery,dbQuery,select,simpleQuery,batch,literal}",
      arg: 0,
      kind: "sql",
      begins: STATEMENT,
      what: "the query",
    },
    {
      call: "*.{$queryRawUnsafe,$executeRawUnsafe,whereRaw,orWhereRaw,andWhereRaw,havingRaw,orHavingRaw,orderByRaw,groupByRaw,joinRaw,selectRaw,fromRaw}",
      arg: 0,
      kind: "sql",
      what: "the query",
    },
  ],
};
