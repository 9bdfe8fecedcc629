import type { AskRow } from "./operation-types.ts";
import type { Framework } from "./types.ts";

const ASKS: AskRow = {
  as: "property",
  equals: "{column}: {value}",
  isNull: "{column}: null",
  below: "{column}: { lt: {limit} }",
  above: "{column}: { gt: {limit} }",
  // what is undefined is not asked
  unlimited: "{limit} ?? undefined",
  counts: "{ increment: {by} }",
};

/** Prisma Client: methods of a model take one object. Its `delete` and `update` reject where no row matches. */
export const prisma: Framework = {
  name: "prisma",
  packages: ["@prisma/client", "prisma"],
  sort: "database",
  types: {
    // the generator writes it into a folder of the project, which a fresh clone does not have
    generated: { named: ["PrismaClient"] },
    client: {
      from: [
        "{@prisma/client,@prisma/client/edge}#new PrismaClient",
        "new generated",
        "client.{$extends,$on}()",
      ],
      annotated: ["@prisma/client#{PrismaClient,Prisma.TransactionClient}"],
      named: ["prisma", "prismaClient", "prismaService", "db", "tx"],
    },
    model: { from: ["client.*"] },
  },
  handlers: [{ call: "client.$transaction", params: ["client"] }],
  barriers: [{ call: "@prisma/client#Prisma.raw", clears: [], text: true }],
  sinks: [
    {
      call: "client.{$queryRawUnsafe,$executeRawUnsafe}",
      arg: 0,
      kind: "sql",
      what: "the raw query",
    },
    { call: "@prisma/client#Prisma.raw", arg: 0, kind: "sql", what: "Prisma.raw" },
    {
      call: "model.{findFirst,findFirstOrThrow,findMany,updateMany,deleteMany,count,aggregate,groupBy}",
      arg: 0,
      at: ["where"],
      kind: "query-object",
      what: "Prisma's filter",
      // operators of Prisma only widen a filter whose fields the code names
      likely: true,
      compares: "equals",
    },
    {
      call: "model.{create,update,upsert,createMany,createManyAndReturn,updateMany}",
      arg: 0,
      at: ["data"],
      kind: "mass-assignment",
      what: "the data that Prisma writes",
    },
    {
      call: "model.upsert",
      arg: 0,
      at: ["create"],
      kind: "mass-assignment",
      what: "the data that Prisma writes",
    },
    {
      call: "model.upsert",
      arg: 0,
      at: ["update"],
      kind: "mass-assignment",
      what: "the data that Prisma writes",
    },
    {
      call: "model.{create,update,createMany}",
      arg: 0,
      at: ["data"],
      kind: "amount",
      what: "the data that Prisma writes",
    },
  ],
  batches: ["$transaction"],
  operations: [
    {
      methods: ["findUnique", "findFirst", "findUniqueOrThrow", "findFirstOrThrow", "findMany"],
      does: "read",
      filter: { arg: 0, at: ["where"] },
      needs: [{ arg: 0, at: ["where"] }],
    },
    {
      methods: ["delete"],
      does: "delete",
      filter: { arg: 0, at: ["where"] },
      needs: [{ arg: 0, at: ["where"] }],
      throws: true,
    },
    {
      methods: ["deleteMany"],
      does: "delete",
      filter: { arg: 0, at: ["where"] },
      needs: [{ arg: 0, at: ["where"] }],
    },
    {
      methods: ["update"],
      does: "update",
      asks: ASKS,
      filter: { arg: 0, at: ["where"] },
      sets: { arg: 0, at: ["data"] },
      needs: [
        { arg: 0, at: ["where"] },
        { arg: 0, at: ["data"] },
      ],
      throws: true,
    },
    {
      methods: ["updateMany", "updateManyAndReturn"],
      does: "update",
      asks: ASKS,
      filter: { arg: 0, at: ["where"] },
      sets: { arg: 0, at: ["data"] },
      needs: [
        { arg: 0, at: ["where"] },
        { arg: 0, at: ["data"] },
      ],
    },
    {
      methods: ["upsert"],
      does: "upsert",
      filter: { arg: 0, at: ["where"] },
      sets: { arg: 0, at: ["update"] },
      needs: [
        { arg: 0, at: ["where"] },
        { arg: 0, at: ["create"] },
      ],
    },
    {
      methods: ["create", "createMany", "createManyAndReturn"],
      does: "insert",
      sets: { arg: 0, at: ["data"] },
      needs: [{ arg: 0, at: ["data"] }],
    },
  ],
};
