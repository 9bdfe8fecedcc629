import type { Framework } from "./types.ts";

const TABLE = { arg: 0, at: ["TableName"] };
const KEY = { arg: 0, at: ["Key"] };
const CONDITION = { arg: 0, at: ["ConditionExpression"] };

/** DynamoDB's commands: a `ConditionExpression` makes a write conditional and rejects the loser. */
export const dynamodb: Framework = {
  name: "dynamodb",
  packages: ["@aws-sdk/lib-dynamodb", "@aws-sdk/client-dynamodb", "aws-sdk"],
  sort: "database",
  types: {
    client: {
      from: [
        "aws-sdk#DynamoDB.new DocumentClient",
        "aws-sdk#new DynamoDB",
        "aws-sdk/clients/dynamodb#{new DocumentClient,new default}",
        "@aws-sdk/lib-dynamodb#DynamoDBDocument.from()",
        "@aws-sdk/client-dynamodb#new DynamoDB",
      ],
    },
  },
  sinks: [
    {
      call: "{@aws-sdk/lib-dynamodb,@aws-sdk/client-dynamodb}#new {QueryCommand,ScanCommand,GetCommand,GetItemCommand,BatchGetCommand,DeleteCommand,DeleteItemCommand,UpdateCommand,UpdateItemCommand}",
      arg: 0,
      kind: "query-object",
      bound: true,
      what: "the DynamoDB command",
    },
    {
      call: "client.{query,scan,get,delete,update,batchGet,getItem,deleteItem,updateItem}",
      arg: 0,
      kind: "query-object",
      bound: true,
      what: "the DynamoDB command",
    },
    {
      call: "{@aws-sdk/lib-dynamodb,@aws-sdk/client-dynamodb}#new {QueryCommand,ScanCommand}",
      arg: 0,
      at: ["FilterExpression"],
      kind: "sql",
      what: "the FilterExpression",
    },
    {
      call: "{@aws-sdk/lib-dynamodb,@aws-sdk/client-dynamodb}#new {QueryCommand,ScanCommand}",
      arg: 0,
      at: ["KeyConditionExpression"],
      kind: "sql",
      what: "the KeyConditionExpression",
    },
    {
      call: "{@aws-sdk/lib-dynamodb,@aws-sdk/client-dynamodb}#new {ExecuteStatementCommand}",
      arg: 0,
      at: ["Statement"],
      kind: "sql",
      what: "the PartiQL statement",
    },
    {
      call: "client.executeStatement",
      arg: 0,
      at: ["Statement"],
      kind: "sql",
      what: "the PartiQL statement",
    },
    {
      call: "{@aws-sdk/lib-dynamodb,@aws-sdk/client-dynamodb}#new BatchExecuteStatementCommand",
      arg: 0,
      at: ["Statements", "*", "Statement"],
      kind: "sql",
      what: "the PartiQL statements",
    },
    {
      call: "client.batchExecuteStatement",
      arg: 0,
      at: ["Statements", "*", "Statement"],
      kind: "sql",
      what: "the PartiQL statements",
    },
    {
      call: "{@aws-sdk/lib-dynamodb,@aws-sdk/client-dynamodb}#new {PutCommand,PutItemCommand}",
      arg: 0,
      at: ["Item"],
      kind: "mass-assignment",
      what: "the item that DynamoDB writes",
    },
    {
      call: "client.{put,putItem}",
      arg: 0,
      at: ["Item"],
      kind: "mass-assignment",
      what: "the item that DynamoDB writes",
    },
    {
      call: "{@aws-sdk/lib-dynamodb,@aws-sdk/client-dynamodb}#new {PutCommand,PutItemCommand}",
      arg: 0,
      at: ["Item"],
      kind: "amount",
      what: "the item that DynamoDB writes",
    },
  ],
  operations: [
    {
      methods: ["GetCommand", "GetItemCommand"],
      does: "read",
      table: 0,
      filter: { arg: 0, at: ["Key"] },
    },
    {
      methods: ["QueryCommand"],
      does: "read",
      table: 0,
      filter: { arg: 0, at: ["KeyConditionExpression"] },
      text: true,
    },
    // without a condition a delete succeeds for everyone; with one it rejects whoever comes second
    {
      methods: ["DeleteCommand", "DeleteItemCommand"],
      does: "delete",
      table: 0,
      filter: { arg: 0, at: ["Key"] },
      needs: [{ arg: 0, at: ["ConditionExpression"] }],
      throws: true,
    },
    {
      methods: ["DeleteCommand", "DeleteItemCommand"],
      does: "delete",
      table: 0,
      filter: { arg: 0, at: ["Key"] },
    },
    {
      methods: ["UpdateCommand", "UpdateItemCommand"],
      does: "update",
      table: 0,
      filter: { arg: 0, at: ["ConditionExpression"] },
      sets: { arg: 0, at: ["UpdateExpression"] },
      needs: [{ arg: 0, at: ["ConditionExpression"] }],
      throws: true,
      text: true,
    },
    {
      methods: ["UpdateCommand", "UpdateItemCommand"],
      does: "update",
      table: 0,
      sets: { arg: 0, at: ["UpdateExpression"] },
      text: true,
    },
    { methods: ["PutCommand", "PutItemCommand"], does: "insert", table: 0, sets: { arg: 0, at: ["Item"] } },
    // the same without commands: `documents.get({ TableName, Key }).promise()`
    { methods: ["get", "getItem"], does: "read", table: 0, filter: KEY, needs: [TABLE, KEY] },
    {
      methods: ["query"],
      does: "read",
      table: 0,
      filter: { arg: 0, at: ["KeyConditionExpression"] },
      needs: [TABLE, { arg: 0, at: ["KeyConditionExpression"] }],
      text: true,
    },
    {
      methods: ["delete", "deleteItem"],
      does: "delete",
      table: 0,
      filter: KEY,
      needs: [TABLE, KEY, CONDITION],
      throws: true,
    },
    { methods: ["delete", "deleteItem"], does: "delete", table: 0, filter: KEY, needs: [TABLE, KEY] },
    {
      methods: ["update", "updateItem"],
      does: "update",
      table: 0,
      filter: CONDITION,
      sets: { arg: 0, at: ["UpdateExpression"] },
      needs: [TABLE, KEY, CONDITION],
      throws: true,
      text: true,
    },
    {
      methods: ["update", "updateItem"],
      does: "update",
      table: 0,
      sets: { arg: 0, at: ["UpdateExpression"] },
      needs: [TABLE, KEY],
      text: true,
    },
    {
      methods: ["put", "putItem"],
      does: "insert",
      table: 0,
      sets: { arg: 0, at: ["Item"] },
      needs: [TABLE, { arg: 0, at: ["Item"] }],
    },
  ],
};
