import type { Framework } from "./types.ts";

/**
 * The repositories that applications write themselves, and those of content systems (Keystone, Payload): known by what is passed
 * to them.
 */
export const repositories: Framework = {
  name: "repositories",
  packages: [],
  // nothing else is called so
  types: { "prisma/client": { named: ["prisma", "prismaClient", "prismaService"] } },
  operations: [
    {
      methods: ["update", "updateOne", "updateBy", "patch", "modify", "updateWhere"],
      does: "update",
      filter: { arg: 0 },
      sets: { arg: 1 },
      literal: true,
      // what they answer, their project alone knows
      mute: true,
    },
    {
      methods: ["updateOne"],
      does: "update",
      filter: { arg: 0, at: ["where"] },
      sets: { arg: 0, at: ["data"] },
      needs: [
        { arg: 0, at: ["where"] },
        { arg: 0, at: ["data"] },
      ],
      mute: true,
    },
    {
      methods: ["update", "updateOne"],
      does: "update",
      filter: { arg: 0, at: ["id"] },
      sets: { arg: 0, at: ["data"] },
      needs: [
        { arg: 0, at: ["id"] },
        { arg: 0, at: ["data"] },
      ],
      mute: true,
    },
    {
      methods: ["deleteOne"],
      does: "delete",
      filter: { arg: 0, at: ["where"] },
      needs: [{ arg: 0, at: ["where"] }],
      mute: true,
    },
    {
      methods: ["insert", "create", "add", "save"],
      does: "insert",
      sets: { arg: 0 },
      literal: true,
      receiver: "repo|store$|dao$",
    },
  ],
};
