import type { Framework } from "./types.ts";

/** MikroORM: only the native operations say how many rows they changed. */
export const mikroOrm: Framework = {
  name: "mikro-orm",
  packages: [
    "@mikro-orm/core",
    "@mikro-orm/postgresql",
    "@mikro-orm/mysql",
    "@mikro-orm/sqlite",
    "@mikro-orm/mongodb",
    "@mikro-orm/nestjs",
  ],
  sort: "database",
  types: {
    manager: {
      from: [
        "{@mikro-orm/core,@mikro-orm/postgresql,@mikro-orm/mysql,@mikro-orm/sqlite,@mikro-orm/mongodb}#MikroORM.{init,initSync}().em",
        "manager.{fork,getContext}()",
      ],
      annotated: [
        "{@mikro-orm/core,@mikro-orm/postgresql,@mikro-orm/mysql,@mikro-orm/sqlite,@mikro-orm/mongodb,@mikro-orm/knex}#{EntityManager,SqlEntityManager,MongoEntityManager}",
      ],
      named: ["em"],
    },
    repository: {
      from: ["manager.getRepository()"],
      annotated: [
        "{@mikro-orm/core,@mikro-orm/postgresql,@mikro-orm/mysql,@mikro-orm/sqlite,@mikro-orm/mongodb,@mikro-orm/knex}#{EntityRepository,SqlEntityRepository}",
      ],
    },
  },
  handlers: [{ call: "manager.transactional", params: ["manager"] }],
  sinks: [
    {
      call: "manager.{find,findOne,findOneOrFail,findAndCount,count,nativeDelete,nativeUpdate}",
      arg: 1,
      kind: "query-object",
      what: "MikroORM's filter",
      compares: "$eq",
    },
    {
      call: "repository.{find,findOne,findOneOrFail,findAndCount,count,nativeDelete,nativeUpdate}",
      arg: 0,
      kind: "query-object",
      what: "MikroORM's filter",
      compares: "$eq",
    },
    {
      call: "manager.{create,assign,insert,upsert}",
      arg: 1,
      kind: "mass-assignment",
      what: "the entity that MikroORM writes",
    },
    {
      call: "repository.{create,insert,upsert}",
      arg: 0,
      kind: "mass-assignment",
      what: "the entity that MikroORM writes",
    },
    {
      call: "manager.nativeUpdate",
      arg: 2,
      kind: "mass-assignment",
      what: "the entity that MikroORM writes",
    },
    {
      call: "repository.{assign,nativeUpdate}",
      arg: 1,
      kind: "mass-assignment",
      what: "the entity that MikroORM writes",
    },
    {
      call: "{@mikro-orm/core,@mikro-orm/postgresql,@mikro-orm/mysql,@mikro-orm/sqlite}#wrap().assign",
      arg: 0,
      kind: "mass-assignment",
      what: "the entity that MikroORM writes",
    },
    { call: "manager.{create,insert}", arg: 1, kind: "amount", what: "the entity that MikroORM writes" },
    { call: "manager.{execute,raw}", arg: 0, kind: "sql", what: "the raw query" },
    {
      call: "{@mikro-orm/core,@mikro-orm/postgresql,@mikro-orm/mysql,@mikro-orm/sqlite}#raw",
      arg: 0,
      kind: "sql",
      what: "MikroORM's raw",
    },
  ],
  claims: [
    {
      reads: ["findOne", "findOneOrFail"],
      given: "entity",
      saved: "by receiver",
      write: "{model}.nativeUpdate({entity}, { {asked} }, { {set} })",
      remove: "{model}.nativeDelete({entity}, { {asked} })",
    },
    {
      reads: ["findOne", "findOneOrFail"],
      given: "condition",
      saved: "by receiver",
      write: "{model}.nativeUpdate({ {asked} }, { {set} })",
      remove: "{model}.nativeDelete({ {asked} })",
    },
  ],
  operations: [
    {
      methods: ["findOne", "findOneOrFail", "find"],
      does: "read",
      table: 0,
      filter: { arg: 1 },
      needs: [{ arg: 1 }],
      receiver: "^em$|manager|orm",
    },
    {
      methods: ["nativeDelete"],
      does: "delete",
      table: 0,
      filter: { arg: 1 },
      needs: [{ arg: 1 }],
    },
    { methods: ["nativeDelete"], does: "delete", filter: { arg: 0 } },
    {
      methods: ["nativeUpdate"],
      does: "update",
      table: 0,
      filter: { arg: 1 },
      sets: { arg: 2 },
      needs: [{ arg: 2 }],
    },
    { methods: ["nativeUpdate"], does: "update", filter: { arg: 0 }, sets: { arg: 1 } },
    {
      methods: ["removeAndFlush"],
      does: "delete",
      filter: { arg: 0 },
      receiver: "^em$|manager|repo",
      mute: true,
    },
    {
      methods: ["persistAndFlush"],
      does: "save",
      filter: { arg: 0 },
      sets: { arg: 0 },
      receiver: "^em$|manager|repo",
    },
    { methods: ["flush"], does: "save", most: 0, receiver: "^em$|manager|repo" },
  ],
};
