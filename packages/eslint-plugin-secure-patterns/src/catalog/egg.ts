import type { Framework } from "./types.ts";

/** Egg runs on Koa: controllers and services have the context of the request, and the application with its plugins. */
export const egg: Framework = {
  name: "egg",
  packages: ["egg"],
  sort: "server",
  types: {
    application: { named: ["app"] },
    part: { from: ["egg#{Controller,Service,Subscription}", "application.{Controller,Service}"] },
    "koa/context": { from: ["part.ctx"] },
    "mysql/connection": { from: ["part.app.mysql", "koa/context.app.mysql"] },
    // of Mongoose or of Sequelize
    model: { from: ["koa/context.model.*"] },
  },
  sinks: [
    {
      call: "model.{create,insertMany,bulkCreate}",
      arg: 0,
      kind: "mass-assignment",
      what: "the new document",
    },
    { call: "model.findByIdAndUpdate", arg: 1, kind: "mass-assignment", what: "the update" },
  ],
};
