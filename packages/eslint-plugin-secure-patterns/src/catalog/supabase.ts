import type { Framework } from "./types.ts";

/** supabase-js and postgrest-js. */
export const supabase: Framework = {
  name: "supabase",
  packages: ["@supabase/supabase-js", "@supabase/ssr", "@supabase/postgrest-js"],
  builders: [
    {
      verbs: { delete: "delete", update: "update", upsert: "upsert", insert: "insert", select: "read" },
      tables: ["from"],
      filters: ["eq", "match", "is", "gt", "gte", "lt", "lte", "neq", "in", "filter", "not", "or"],
      sets: ["update", "insert", "upsert"],
      needs: ["from"],
    },
  ],
};
