import type { Framework } from "./types.ts";

/** Models of pages, which hold what a server answered. */
export const backbone: Framework = {
  name: "backbone",
  packages: ["backbone", "backbone.marionette"],
  shows: { text: "\\b(?:Backbone|Marionette)\\.(?:View|Model|Collection|ItemView|CompositeView)\\b" },
  types: {
    model: {
      from: ["backbone#new Model", "global#new Backbone.Model", "model.clone()"],
      annotated: ["backbone#Model"],
      named: ["model"],
    },
  },
  sources: [
    {
      read: "model.{get,previous}()",
      kind: "stored",
      what: "an attribute of a model",
      field: true,
      mixed: "parts",
      for: ["html"],
    },
    {
      read: "model.{attributes,toJSON()}",
      kind: "stored",
      what: "an attribute of a model",
      mixed: true,
      for: ["html"],
    },
  ],
};
