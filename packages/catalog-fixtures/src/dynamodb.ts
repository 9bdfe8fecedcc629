import {
  BatchExecuteStatementCommand,
  DynamoDB,
  DynamoDBClient,
  ExecuteStatementCommand,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBDocument, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import express from "express";

const app = express();
const client = new DynamoDBClient({});
const documents = DynamoDBDocument.from(client);

app.post("/users/:id", async (req, res) => {
  await client.send(new QueryCommand(req.body)); // $ sink query-object $ sink sql
  const values = { ":id": req.params.id };
  const byId = { TableName: "users", KeyConditionExpression: "id = :id", ExpressionAttributeValues: values };
  await client.send(new QueryCommand(byId)); // safe
  await client.send(new QueryCommand({ ...byId, FilterExpression: `age > ${req.query.age}` })); // $ sink sql
  await client.send(
    new QueryCommand({ TableName: "users", KeyConditionExpression: `id = ${req.params.id}` }), // $ sink sql
  );
  const statement = `SELECT * FROM users WHERE id = '${req.params.id}'`;
  await client.send(new ExecuteStatementCommand({ Statement: statement })); // $ sink sql
  const safe = { Statement: "SELECT * FROM users WHERE id = ?", Parameters: [{ S: req.params.id }] };
  await client.send(new ExecuteStatementCommand(safe)); // safe
  await client.send(new BatchExecuteStatementCommand({ Statements: [safe, { Statement: statement }] })); // $ sink sql
  await client.send(new BatchExecuteStatementCommand({ Statements: [safe] })); // safe
  const own = new DynamoDB({});
  await own.executeStatement({ Statement: statement }); // $ sink sql
  await own.executeStatement(safe); // safe
  await own.batchExecuteStatement({ Statements: [{ Statement: statement }] }); // $ sink sql
  await own.batchExecuteStatement({ Statements: [safe] }); // safe
  await client.send(new PutCommand({ TableName: "users", Item: req.body })); // $ sink mass-assignment
  const item = { id: req.params.id, balance: Number(req.body.balance) };
  await client.send(new PutCommand({ TableName: "users", Item: item })); // safe
  const owed = { id: "1", balance: req.body.balance };
  await client.send(new PutCommand({ TableName: "users", Item: owed })); // $ sink amount
  await documents.query(req.body); // $ sink query-object
  await documents.query(byId); // safe
  await documents.put({ TableName: "users", Item: req.body }); // $ sink mass-assignment
  await documents.put({ TableName: "users", Item: item }); // safe
  res.json({});
});
