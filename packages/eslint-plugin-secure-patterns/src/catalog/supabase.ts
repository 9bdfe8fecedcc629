import type { Framework } from "./types.ts";

/** supabase-js and postgrest-js. */
export const supabase: Framework = {
  name: "supabase",
  packages: ["@supabase/supabase-js", "@supabase/ssr", "@supabase/postgrest-js"],
  sort: "database",
  shows: { text: "\\bsupabase\\w*\\s*\\.(?:from|rpc|auth|storage)\\b" },
  types: {
    client: {
      from: [
        "{@supabase/supabase-js,@supabase/ssr}#{createClient,createServerClient,createBrowserClient}()",
        "client.schema()",
      ],
      annotated: ["@supabase/supabase-js#SupabaseClient"],
      named: ["supabase", "supabaseAdmin", "supabaseClient"],
    },
    builder: { from: ["client.from()"], fluent: true },
  },
  sinks: [
    {
      call: "builder.{insert,update,upsert}",
      arg: 0,
      kind: "mass-assignment",
      what: "the row that Supabase writes",
    },
    { call: "builder.{insert,update,upsert}", arg: 0, kind: "amount", what: "the row that Supabase writes" },
    { call: "builder.or", arg: 0, kind: "sql", language: "postgrest", what: "Supabase's or" },
    { call: "builder.match", arg: 0, kind: "query-object", bound: true, what: "Supabase's match" },
  ],
  builders: [
    {
      verbs: { delete: "delete", update: "update", upsert: "upsert", insert: "insert", select: "read" },
      tables: ["from"],
      filters: ["eq", "match", "is", "gt", "gte", "lt", "lte", "neq", "in", "filter", "not", "or"],
      sets: ["update", "insert", "upsert"],
      needs: ["from"],
      tells: "select",
    },
  ],
};
