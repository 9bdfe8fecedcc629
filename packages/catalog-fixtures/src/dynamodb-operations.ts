import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";

const client = new DynamoDBClient({});

export async function operations(hash: string): Promise<void> {
  const byHash = { KeyConditionExpression: "hash = :hash", ExpressionAttributeValues: { ":hash": hash } };
  await client.send(new GetCommand({ TableName: "resets", Key: { hash } })); // $ read resets
  await client.send(new QueryCommand({ TableName: "resets", ...byHash })); // $ read resets
  await client.send(new DeleteCommand({ TableName: "resets", Key: { hash } })); // $ delete resets
  const ConditionExpression = "attribute_exists(hash)";
  await client.send(
    new DeleteCommand({ TableName: "resets", Key: { hash }, ConditionExpression }), // $ delete resets
  );
  await client.send(
    new UpdateCommand({
      TableName: "resets",
      Key: { hash },
      UpdateExpression: "SET used = :yes",
      ConditionExpression: "used = :no",
    }), // $ update resets
  );
  await client.send(new PutCommand({ TableName: "resets", Item: { hash } })); // $ insert resets
  const Key = { hash: { S: hash } };
  await client.send(new GetItemCommand({ TableName: "resets", Key })); // $ read resets
  await client.send(new DeleteItemCommand({ TableName: "resets", Key })); // $ delete resets
  await client.send(
    new DeleteItemCommand({ TableName: "resets", Key, ConditionExpression }), // $ delete resets
  );
  await client.send(
    new UpdateItemCommand({ TableName: "resets", Key, UpdateExpression: "SET used = :yes" }), // $ update resets
  );
  await client.send(
    new UpdateCommand({ TableName: "resets", Key: { hash }, UpdateExpression: "REMOVE hash" }), // $ update resets
  );
  await client.send(
    new UpdateItemCommand({
      TableName: "resets",
      Key,
      UpdateExpression: "SET used = :yes",
      ConditionExpression,
    }), // $ update resets
  );
  await client.send(new PutItemCommand({ TableName: "resets", Item: Key })); // $ insert resets
}
