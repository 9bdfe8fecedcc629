import type { Framework } from "./types.ts";

/** Objection's models, which build on Knex. */
export const objection: Framework = {
  name: "objection",
  packages: ["objection"],
  sort: "database",
  types: {
    model: { from: ["objection#Model"], annotated: ["objection#ModelClass"], named: ["/^[A-Z]\\w*$/"] },
    builder: {
      from: ["model.query()", "model.{relatedQuery,$query,$relatedQuery}()"],
      annotated: ["objection#QueryBuilder"],
      fluent: true,
    },
  },
  builders: [
    {
      verbs: {
        patch: "save",
        patchAndFetch: "save",
        update: "save",
        updateAndFetch: "save",
        delete: "delete",
      },
      record: "$query",
      tables: [],
      filters: [],
      sets: ["patch", "patchAndFetch", "update", "updateAndFetch"],
    },
  ],
  sinks: [
    { call: "objection#raw", arg: 0, kind: "sql", what: "Objection's raw" },
    {
      call: "builder.{insert,insertAndFetch,insertGraph,upsertGraph,patch,update}",
      arg: 0,
      kind: "mass-assignment",
      what: "the row that Objection writes",
    },
    {
      call: "builder.{patchAndFetchById,updateAndFetchById}",
      arg: 1,
      kind: "mass-assignment",
      what: "the row that Objection writes",
    },
    {
      call: "builder.{insert,insertAndFetch,patch,update}",
      arg: 0,
      kind: "amount",
      what: "the row that Objection writes",
    },
    {
      call: "builder.{where,findOne}",
      arg: 0,
      kind: "query-object",
      bound: true,
      likely: true,
      what: "Objection's where",
    },
  ],
};
