import type { Framework } from "./types.ts";

/** DynamoDB's commands: a `ConditionExpression` makes a write conditional and rejects the loser. */
export const dynamodb: Framework = {
  name: "dynamodb",
  packages: ["@aws-sdk/lib-dynamodb", "@aws-sdk/client-dynamodb"],
  operations: [
    {
      methods: ["GetCommand", "GetItemCommand", "QueryCommand"],
      does: "read",
      table: 0,
      filter: { arg: 0, at: ["Key"] },
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
    },
    { methods: ["PutCommand", "PutItemCommand"], does: "insert", table: 0, sets: { arg: 0, at: ["Item"] } },
  ],
};
