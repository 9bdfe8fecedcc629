import type { AskRow } from "./operation-types.ts";
import type { Framework } from "./types.ts";

const FILTERED =
  "find,findOne,findOneAndUpdate,findOneAndDelete,findOneAndRemove,findOneAndReplace,updateOne,updateMany,update,deleteOne,deleteMany,remove,replaceOne,count,countDocuments,exists,where,geoSearch";

const ASKS: AskRow = {
  as: "property",
  equals: "{column}: {value}",
  isNull: "{column}: null",
  below: "{column}: { $lt: {limit} }",
  above: "{column}: { $gt: {limit} }",
};

/** Mongoose and the MongoDB driver: the filter comes first; a document's own `save` overwrites. */
/** Methods that ask for an id alone, and those that ask for more beside it. */
export const ASK_BY_ID: ReadonlyMap<string, string> = new Map([["findByIdAndUpdate", "findOneAndUpdate"]]);

export const mongoose: Framework = {
  name: "mongoose",
  packages: ["mongoose", "mongodb", "@nestjs/mongoose", "@typegoose/typegoose"],
  sort: "database",
  usual: true,
  types: {
    connection: {
      from: [
        "mongoose#",
        "mongoose#{createConnection,connect}()",
        "mongoose#connection",
        "mongoose#new Mongoose",
      ],
      annotated: ["mongoose#{Connection,Mongoose}"],
    },
    model: {
      from: [
        "connection.{model,discriminator}()",
        "connection.new model",
        "connection.models.*",
        "model.discriminator()",
        "@typegoose/typegoose#{getModelForClass,getDiscriminatorModelForClass}()",
      ],
      annotated: ["mongoose#{Model,PaginateModel}", "@typegoose/typegoose#ReturnModelType"],
      named: [
        "/^(?!\\w*(?:Dto|DTO|Error|Exception|Command|Query|Event|Message|Request|Response|Service|Controller|Client|Handler|Manager|Helper|Builder|Factory|Validator|Mapper|View|Job|Task|Worker|Email|Mailer)$)[A-Z]\\w*$/",
        "/[mM]odel$/",
      ],
    },
    query: {
      from: [`{model,document}.{${FILTERED},findById,findByIdAndUpdate,distinct}()`, "mongoose#new Query"],
      annotated: ["mongoose#Query"],
      fluent: true,
    },
    documents: { from: ["model.find()"] },
    document: {
      from: [
        "documents.*",
        "model.{findOne,findById,findOneAndUpdate,findByIdAndUpdate,create,hydrate}()",
        "new model",
      ],
      annotated: ["mongoose#{Document,HydratedDocument}"],
    },
  },
  fields: [
    { call: "connection.model", arg: 1 },
    { call: "mongoose#new Schema", arg: 0 },
  ],
  appWide: [
    {
      call: "connection.set",
      if: [
        { arg: 0, is: ["sanitizefilter"] },
        { arg: 1, is: ["true"] },
      ],
      clears: ["query-object"],
    },
    {
      call: "connection.set",
      if: [{ arg: 0, at: ["sanitizeFilter"], is: ["true"] }],
      clears: ["query-object"],
    },
  ],
  handlers: [
    { call: "model.{findOne,findById,create}", params: [null, "document"] },
    { call: "model.find", params: [null, "documents"] },
    { call: "model.{findOne,findById,create}().{exec,then}", params: [null, "document"] },
    { call: "model.{findOne,findById,create}().then", position: 0, params: ["document"] },
    { call: "model.find().exec", params: [null, "documents"] },
    { call: "model.find().then", position: 0, params: ["documents"] },
  ],
  guards: [
    { call: "mongoose#{isValidObjectId,isObjectIdOrHexString}", clears: ["query-object", "sql"] },
    { call: "mongoose#{Types,mongo}.ObjectId.isValid", clears: ["query-object", "sql"] },
  ],
  barriers: [
    // an id is made one, whatever was handed over, and what the schema says is a text holds no operators
    {
      call: "new model",
      clears: ["query-object"],
      passes: [0],
      // what a document does is no field of it
      fields: "^(?!(?:_?id|save|populate|validate|updateOne|deleteOne|remove|exec|then)$).",
    },
    { call: "mongoose#{Types,mongo}.{new ObjectId,ObjectId}", clears: "all", passes: [] },
    {
      call: "mongoose#{Types,mongo}.ObjectId.{createFromHexString,createFromTime}",
      clears: "all",
      passes: [],
    },
  ],
  sinks: [
    {
      call: `model.{${FILTERED}}`,
      arg: 0,
      kind: "query-object",
      what: "the model's filter",
      compares: "$eq",
    },
    {
      call: "{model,query}.distinct",
      arg: 1,
      kind: "query-object",
      what: "the model's filter",
      compares: "$eq",
    },
    {
      call: "document.{find,findOne,count,where}",
      arg: 0,
      kind: "query-object",
      what: "the model's filter",
      compares: "$eq",
    },
    { call: "mongoose#new Query", arg: 2, kind: "query-object", what: "the query's filter" },
    {
      call: "model.{findById,findByIdAndUpdate,findByIdAndDelete,findByIdAndRemove}",
      arg: 0,
      kind: "query-object",
      likely: true,
      what: "the id that is looked up",
    },
    { call: "model.aggregate", arg: 0, kind: "query-object", what: "the pipeline" },
    {
      call: "query.{find,findOne,count,countDocuments,findOneAndUpdate,deleteOne,deleteMany,updateOne,updateMany,where,and,or,nor,equals,ne,merge,setQuery,elemMatch}",
      arg: "all",
      kind: "query-object",
      what: "the query's filter",
    },
    { call: "{model,query}.$where", arg: 0, kind: "query-object", code: true, what: "$where" },
    { call: "model.{create,insertMany}", arg: 0, kind: "mass-assignment", what: "the new document" },
    { call: "new model", arg: 0, kind: "mass-assignment", what: "the new document" },
    {
      call: "model.{findByIdAndUpdate,findOneAndUpdate,findOneAndReplace,updateOne,updateMany,update,replaceOne}",
      arg: 1,
      kind: "mass-assignment",
      what: "the update",
    },
    {
      call: "document.{set,updateOne,update,overwrite}",
      arg: 0,
      kind: "mass-assignment",
      what: "the document",
    },
    { call: "document.save", arg: "receiver", kind: "mass-assignment", what: "document.save" },
    { call: "model.{create,insertMany}", arg: 0, kind: "amount", what: "the new document" },
    { call: "new model", arg: 0, kind: "amount", what: "the new document" },
    {
      call: "model.{findByIdAndUpdate,findOneAndUpdate,updateOne}",
      arg: 1,
      kind: "amount",
      what: "the update",
    },
  ],
  claims: [
    {
      reads: ["findOne"],
      given: "condition",
      saved: "itself",
      write: "{model}.updateOne({ {asked} }, { {set} })",
      remove: "{model}.deleteOne({ {asked} })",
      key: "_id",
      empties: "$unset: { {column}: 1 }",
      // old documents have no such field
      unset: { flag: "{ $ne: true }", time: "null" },
    },
  ],
  operations: [
    { methods: ["findOne", "findById"], does: "read", filter: { arg: 0 }, needs: [{ arg: 0 }] },
    { methods: ["find"], does: "read", filter: { arg: 0 }, needs: [{ arg: 0 }] },
    {
      methods: ["findOneAndDelete", "findOneAndRemove", "findByIdAndDelete", "findByIdAndRemove"],
      does: "delete",
      filter: { arg: 0 },
    },
    { methods: ["deleteOne", "deleteMany"], does: "delete", filter: { arg: 0 }, needs: [{ arg: 0 }] },
    {
      methods: ["findOneAndUpdate", "findOneAndReplace", "findByIdAndUpdate"],
      does: "update",
      filter: { arg: 0 },
      sets: { arg: 1 },
      answersBefore: true,
      asks: ASKS,
    },
    {
      methods: ["updateOne", "updateMany", "replaceOne"],
      does: "update",
      asks: ASKS,
      filter: { arg: 0 },
      sets: { arg: 1 },
      needs: [{ arg: 1 }],
    },
    { methods: ["insertOne", "insertMany"], does: "insert", sets: { arg: 0 } },
    { methods: ["create"], does: "insert", sets: { arg: 0 }, needs: [{ arg: 0 }], receiver: "^[A-Z]|model$" },
    { methods: ["deleteOne", "remove", "delete"], does: "delete", table: "record", most: 0 },
    { methods: ["updateOne"], does: "save", table: "record", sets: { arg: 0 }, most: 1 },
    { methods: ["save"], does: "save", table: "record", most: 1 },
  ],
};
