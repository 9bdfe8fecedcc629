import { Athena, AthenaClient, GetQueryResultsCommand } from "@aws-sdk/client-athena";
import { DynamoDB, DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import {
  ExecuteStatementCommand,
  type ExecuteStatementCommandOutput,
  RDSData,
  RDSDataClient,
} from "@aws-sdk/client-rds-data";
import { GetObjectCommand, S3, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import express from "express";

declare const respond: express.Response;
const athena = new AthenaClient({});
const ownAthena = new Athena({});
const aurora = new RDSDataClient({});
const ownAurora = new RDSData({});
const files = new S3Client({});
const ownFiles = new S3({});
const notes = new DynamoDBClient({});
const ownNotes = new DynamoDB({});
const documents = DynamoDBDocumentClient.from(notes);
const where = { resourceArn: "arn:cluster", secretArn: "arn:secret", sql: "SELECT name FROM authors" };

export async function show(id: string, typed: DynamoDBDocumentClient): Promise<void> {
  const visits = await athena.send(new GetQueryResultsCommand({ QueryExecutionId: id })); // $ source stored
  respond.send(`<p>${visits.ResultSet?.Rows?.[0]?.Data?.[0]?.VarCharValue}</p>`); // $ sink html
  const own = await ownAthena.getQueryResults({ QueryExecutionId: id }); // $ source stored
  respond.send(`<p>${own.ResultSet?.Rows?.[0]?.Data?.[0]?.VarCharValue}</p>`); // $ sink html
  const authors = await aurora.send(new ExecuteStatementCommand(where)); // $ source stored
  respond.send(`<p>${authors.records?.[0]?.[0]?.stringValue}</p>`); // $ sink html
  const others = await ownAurora.executeStatement(where); // $ source stored
  respond.send(`<p>${others.records?.[0]?.[0]?.stringValue}</p>`); // $ sink html
  const file = await files.send(new GetObjectCommand({ Bucket: "pages", Key: id })); // $ source stored
  respond.send(`<p>${file.Metadata?.["title"]}</p>`); // $ sink html
  const kept = await ownFiles.getObject({ Bucket: "pages", Key: id }); // $ source stored
  respond.send(`<p>${kept.Metadata?.["title"]}</p>`); // $ sink html
  const note = await notes.send(new GetItemCommand({ TableName: "notes", Key: { id: { S: id } } })); // $ source stored
  respond.send(`<p>${note.Item?.["text"]?.S}</p>`); // $ sink html
  const again = await ownNotes.getItem({ TableName: "notes", Key: { id: { S: id } } }); // $ source stored
  respond.send(`<p>${again.Item?.["text"]?.S}</p>`); // $ sink html
  const document = await documents.send(new GetCommand({ TableName: "notes", Key: { id } })); // $ source stored
  respond.send(`<p>${document.Item?.["text"]}</p>`); // $ sink html
  respond.send(`<p>${document.Item?.["createdAt"]}</p>`); // safe
  const third = await typed.send(new GetCommand({ TableName: "notes", Key: { id } })); // $ source stored
  respond.send(`<p>${third.Item?.["text"]}</p>`); // $ sink html
}

ownAthena.getQueryResults({ QueryExecutionId: "1" }, (_, visits) => {
  respond.send(`<p>${visits?.ResultSet?.Rows?.[0]?.Data?.[0]?.VarCharValue}</p>`); // $ source stored $ sink html
});
ownAurora.executeStatement(where, (_: unknown, authors?: ExecuteStatementCommandOutput) => {
  respond.send(`<p>${authors?.records?.[0]?.[0]?.stringValue}</p>`); // $ source stored $ sink html
});
ownFiles.getObject({ Bucket: "pages", Key: "1" }, (_, kept) => {
  respond.send(`<p>${kept?.Metadata?.["title"]}</p>`); // $ source stored $ sink html
});
ownNotes.getItem({ TableName: "notes", Key: { id: { S: "1" } } }, (_, note) => {
  respond.send(`<p>${note?.Item?.["text"]?.S}</p>`); // $ source stored $ sink html
});
