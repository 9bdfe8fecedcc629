import type { Framework } from "./types.ts";

/** Meteor's collections: MongoDB's words, with promises. */
export const meteor: Framework = {
  name: "meteor",
  packages: ["meteor/mongo"],
  operations: [
    { methods: ["findOneAsync"], does: "read", filter: { arg: 0 } },
    { methods: ["updateAsync"], does: "update", filter: { arg: 0 }, sets: { arg: 1 }, needs: [{ arg: 1 }] },
    { methods: ["removeAsync"], does: "delete", filter: { arg: 0 } },
    { methods: ["insertAsync"], does: "insert", sets: { arg: 0 } },
  ],
};
