import type { Framework } from "./types.ts";

/** Sequelize: models take `where`; an instance's own `update` and `destroy` do not say who won. */
export const sequelize: Framework = {
  name: "sequelize",
  packages: ["sequelize", "sequelize-typescript"],
  operations: [
    {
      methods: ["findOne", "findAll"],
      does: "read",
      filter: { arg: 0, at: ["where"] },
      needs: [{ arg: 0, at: ["where"] }],
    },
    { methods: ["findByPk"], does: "read", filter: { arg: 0 } },
    {
      methods: ["destroy"],
      does: "delete",
      filter: { arg: 0, at: ["where"] },
      needs: [{ arg: 0, at: ["where"] }],
    },
    {
      methods: ["update"],
      does: "update",
      sets: { arg: 0 },
      filter: { arg: 1, at: ["where"] },
      needs: [{ arg: 1, at: ["where"] }],
    },
    {
      methods: ["increment", "decrement"],
      does: "update",
      sets: { arg: 0 },
      filter: { arg: 1, at: ["where"] },
      needs: [{ arg: 1, at: ["where"] }],
    },
    { methods: ["increment", "decrement"], does: "update", table: "record", sets: { arg: 0 } },
    { methods: ["update"], does: "save", table: "record", sets: { arg: 0 }, most: 2 },
    { methods: ["destroy"], does: "delete", table: "record", most: 1 },
  ],
};
