import type { SinkRow } from "./sink-types.ts";
import type { Framework } from "./types.ts";

const ASKED = "query,any,one,oneOrNone,none,many,manyOrNone,result,each,map,multi,multiResult";

/** pg-promise writes what stands for `$1:raw`, `$1:value` or `$1^` into the text as it is. */
const RAW_PLACEHOLDERS = [1, 2, 3, 4].flatMap((number): SinkRow[] => {
  const raw = { kind: "sql", what: "a raw placeholder" } as const;
  const matches = `\\$${number}(?::raw|:value|\\^)`;
  const item = String(number - 1);
  return [
    { call: `promised.{${ASKED}}`, arg: 1, at: [item], if: { arg: 0, matches }, ...raw },
    {
      call: `promised.{${ASKED}}`,
      arg: 0,
      at: ["values", item],
      if: { arg: 0, at: ["text"], matches },
      ...raw,
    },
  ];
});

export const pg: Framework = {
  name: "pg",
  packages: ["pg", "pg-promise", "postgres", "slonik", "@neondatabase/serverless", "@vercel/postgres"],
  sort: "database",
  types: {
    client: {
      from: [
        "pg#new {Pool,Client}",
        "pg#native.new {Pool,Client}",
        "client.connect()",
        "@neondatabase/serverless#new {Pool,Client}",
        "@vercel/postgres#{createPool,createClient}()",
        "@vercel/postgres#{db,sql}",
      ],
      annotated: ["pg#{Pool,Client,PoolClient}"],
      named: ["pool", "client", "pgClient", "pgPool"],
    },
    promised: { from: ["pg-promise#()()"], annotated: ["pg-promise#IDatabase"] },
    postgres: { from: ["postgres#()"] },
  },
  handlers: [
    { call: "client.connect", params: [null, "client"] },
    { call: "pg#connect", params: [null, "client"] },
    { call: "promised.{tx,task,taskIf,txIf}", params: ["promised"] },
    { call: "postgres.begin", params: ["postgres"] },
  ],
  barriers: [{ call: "client.{escapeLiteral,escapeIdentifier}", clears: ["sql"], text: true }],
  sinks: [
    { call: "client.query", arg: 0, kind: "sql", what: "client.query", binds: { placeholder: "$n" } },
    { call: "client.query", arg: 0, at: ["text"], kind: "sql", what: "client.query" },
    {
      call: `promised.{${ASKED}}`,
      arg: 0,
      kind: "sql",
      what: "db.query",
      binds: { placeholder: "$n" },
    },
    { call: `promised.{${ASKED}}`, arg: 0, at: ["text"], kind: "sql", what: "db.query" },
    ...RAW_PLACEHOLDERS,
    { call: "postgres.unsafe", arg: 0, kind: "sql", what: "sql.unsafe" },
  ],
};
