import type { Framework } from "./types.ts";

/** Sequelize: models take `where`; an instance's own `update` and `destroy` do not say who won. */
export const sequelize: Framework = {
  name: "sequelize",
  packages: ["sequelize", "sequelize-typescript"],
  sort: "database",
  shows: { text: "\\.(?:findByPk|findAndCountAll|bulkCreate)\\(|\\bsequelize\\.query\\(" },
  types: {
    sequelize: {
      from: ["sequelize#new default", "sequelize#new Sequelize", "sequelize-typescript#new Sequelize"],
      annotated: ["{sequelize,sequelize-typescript}#Sequelize"],
      named: ["sequelize"],
    },
    model: {
      from: [
        "sequelize.{define,import,model}()",
        "sequelize.models.*",
        "models.*",
        "{sequelize,sequelize-typescript}#Model",
        "model.{scope,unscoped,schema}()",
      ],
      annotated: ["sequelize#ModelStatic"],
      named: ["/^[A-Z]\\w*$/"],
    },
    // the index of models that its command line makes
    models: { named: ["db", "models"] },
    instance: {
      from: ["model.{findOne,findByPk,create,build,findOrCreate}()", "new model"],
    },
  },
  fields: [{ call: "sequelize.define", arg: 1 }],
  handlers: [{ call: "model.{findOne,findByPk,create}().then", params: ["instance"] }],
  barriers: [{ call: "sequelize.escape", clears: ["sql"], text: true }],
  sinks: [
    {
      call: "sequelize.query",
      arg: 0,
      kind: "sql",
      what: "sequelize.query",
      binds: { placeholder: "?", option: "replacements" },
    },
    { call: "sequelize.query", arg: 0, at: ["query"], kind: "sql", what: "sequelize.query" },
    {
      call: "{sequelize#,sequelize#Sequelize.,sequelize.}literal",
      arg: 0,
      kind: "sql",
      what: "sequelize.literal",
    },
    {
      call: "model.{findAll,findOne,findAndCountAll,count,destroy,findOrCreate,max,min,sum}",
      arg: 0,
      at: ["where"],
      kind: "query-object",
      bound: true,
      what: "Sequelize's where",
    },
    {
      call: "model.{create,build,upsert,bulkCreate,findOrBuild}",
      arg: 0,
      kind: "mass-assignment",
      what: "the row that Sequelize writes",
    },
    { call: "model.update", arg: 0, kind: "mass-assignment", what: "the row that Sequelize writes" },
    {
      call: "instance.{update,set,setAttributes}",
      arg: 0,
      kind: "mass-assignment",
      what: "the row that Sequelize writes",
    },
    { call: "instance.save", arg: "receiver", kind: "mass-assignment", what: "instance.save" },
    { call: "model.{create,update,upsert}", arg: 0, kind: "amount", what: "the row that Sequelize writes" },
  ],
  claims: [
    {
      reads: ["findOne"],
      given: "where",
      saved: "itself",
      write: "{model}.update({ {set} }, { where: { {asked} } })",
      remove: "{model}.destroy({ where: { {asked} } })",
    },
  ],
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
