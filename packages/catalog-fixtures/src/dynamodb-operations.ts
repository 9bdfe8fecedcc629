import {
  DeleteItemCommand,
  DynamoDB,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  DynamoDBDocument,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";

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

const documents = DynamoDBDocument.from(client);
const plain = new DynamoDB({});

export async function operationsWithoutCommands(hash: string): Promise<void> {
  const ConditionExpression = "attribute_exists(hash)";
  const UpdateExpression = "SET used = :yes";
  const Key = { hash: { S: hash } };
  await documents.get({ TableName: "resets", Key: { hash } }); // $ read resets
  await documents.query({ TableName: "resets", KeyConditionExpression: "hash = :hash" }); // $ read resets
  await documents.delete({ TableName: "resets", Key: { hash } }); // $ delete resets
  await documents.delete({ TableName: "resets", Key: { hash }, ConditionExpression }); // $ delete resets
  await documents.update({ TableName: "resets", Key: { hash }, UpdateExpression }); // $ update resets
  await documents.update({ TableName: "resets", Key: { hash }, UpdateExpression, ConditionExpression }); // $ update resets
  await documents.put({ TableName: "resets", Item: { hash } }); // $ insert resets
  await plain.getItem({ TableName: "resets", Key }); // $ read resets
  await plain.deleteItem({ TableName: "resets", Key }); // $ delete resets
  await plain.deleteItem({ TableName: "resets", Key, ConditionExpression }); // $ delete resets
  await plain.updateItem({ TableName: "resets", Key, UpdateExpression }); // $ update resets
  await plain.updateItem({ TableName: "resets", Key, UpdateExpression, ConditionExpression }); // $ update resets
  await plain.putItem({ TableName: "resets", Item: Key }); // $ insert resets
}
