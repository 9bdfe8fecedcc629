import type { Framework } from "./types.ts";

/** Prisma Client: methods of a model take one object. Its `delete` and `update` reject where no row matches. */
export const prisma: Framework = {
  name: "prisma",
  packages: ["@prisma/client", "prisma"],
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
