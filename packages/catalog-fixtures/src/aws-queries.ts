import {
  Athena,
  AthenaClient,
  CreatePreparedStatementCommand,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { ExecuteSqlCommand, ExecuteStatementCommand, RDSData, RDSDataClient } from "@aws-sdk/client-rds-data";
import { S3, S3Client, SelectObjectContentCommand } from "@aws-sdk/client-s3";
import express from "express";

const app = express();
const athena = new AthenaClient({});
const ownAthena = new Athena({});
const aurora = new RDSDataClient({});
const ownAurora = new RDSData({});
const files = new S3Client({});
const ownFiles = new S3({});

app.get("/visits/:page", async (req, res) => {
  const { page } = req.params;
  const built = `SELECT * FROM visits WHERE page = '${page}'`;
  const bound = "SELECT * FROM visits WHERE page = ?";
  const ResultConfiguration = { OutputLocation: "s3://results/" };

  await athena.send(new StartQueryExecutionCommand({ QueryString: built, ResultConfiguration })); // $ sink sql
  await athena.send(
    new StartQueryExecutionCommand({ QueryString: bound, ExecutionParameters: [page] }), // safe
  );
  await ownAthena.startQueryExecution({ QueryString: built }); // $ sink sql
  await ownAthena.startQueryExecution({ QueryString: bound, ExecutionParameters: [page] }); // safe
  const prepared = { StatementName: "visits", WorkGroup: "site" };
  await athena.send(new CreatePreparedStatementCommand({ ...prepared, QueryStatement: built })); // $ sink sql
  await athena.send(new CreatePreparedStatementCommand({ ...prepared, QueryStatement: bound })); // safe
  await ownAthena.createPreparedStatement({ ...prepared, QueryStatement: built }); // $ sink sql
  await ownAthena.createPreparedStatement({ ...prepared, QueryStatement: bound }); // safe

  const where = { resourceArn: "arn:cluster", secretArn: "arn:secret" };
  const parameters = [{ name: "page", value: { stringValue: page } }];
  const named = "SELECT * FROM visits WHERE page = :page";
  await aurora.send(new ExecuteStatementCommand({ ...where, sql: built })); // $ sink sql
  await aurora.send(new ExecuteStatementCommand({ ...where, sql: named, parameters })); // safe
  await ownAurora.executeStatement({ ...where, sql: built }); // $ sink sql
  await ownAurora.executeStatement({ ...where, sql: named, parameters }); // safe
  const cluster = { dbClusterOrInstanceArn: "arn:cluster", awsSecretStoreArn: "arn:secret" };
  await aurora.send(new ExecuteSqlCommand({ ...cluster, sqlStatements: built })); // $ sink sql
  await aurora.send(new ExecuteSqlCommand({ ...cluster, sqlStatements: "SELECT 1" })); // safe
  await ownAurora.executeSql({ ...cluster, sqlStatements: built }); // $ sink sql
  await ownAurora.executeSql({ ...cluster, sqlStatements: "SELECT 1" }); // safe

  const table = { Bucket: "site", Key: "visits.csv", ExpressionType: "SQL" } as const;
  const format = { InputSerialization: { CSV: {} }, OutputSerialization: { JSON: {} } };
  const Expression = "SELECT * FROM S3Object s LIMIT 10";
  await files.send(new SelectObjectContentCommand({ ...table, ...format, Expression: built })); // $ sink sql
  await files.send(new SelectObjectContentCommand({ ...table, ...format, Expression })); // safe
  await ownFiles.selectObjectContent({ ...table, ...format, Expression: built }); // $ sink sql
  await ownFiles.selectObjectContent({ ...table, ...format, Expression }); // safe
  res.json({});
});
