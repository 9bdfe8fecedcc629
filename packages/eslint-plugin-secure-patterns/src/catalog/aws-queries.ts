import type { Framework } from "./types.ts";

/**
 * Services of AWS that are asked in SQL: Athena, Aurora's Data API and S3 Select; DynamoDB's PartiQL is in `dynamodb.ts`. The text
 * is a field of a command (version 3 of the SDK) or of what a client's method is handed (version 2).
 */
export const awsQueries: Framework = {
  name: "aws-queries",
  packages: ["@aws-sdk/client-athena", "@aws-sdk/client-rds-data", "@aws-sdk/client-s3", "aws-sdk"],
  sort: "database",
  types: {
    athena: {
      from: [
        "@aws-sdk/client-athena#new Athena",
        "aws-sdk#new Athena",
        "aws-sdk/clients/athena#{new Athena,new default}",
      ],
    },
    aurora: {
      from: [
        "@aws-sdk/client-rds-data#new RDSData",
        "aws-sdk#new RDSDataService",
        "aws-sdk/clients/rdsdataservice#{new RDSDataService,new default}",
      ],
    },
    bucket: {
      from: ["@aws-sdk/client-s3#new S3", "aws-sdk#new S3", "aws-sdk/clients/s3#{new S3,new default}"],
    },
  },
  sinks: [
    {
      call: "@aws-sdk/client-athena#new {StartQueryExecutionCommand,CreateNamedQueryCommand,UpdateNamedQueryCommand}",
      arg: 0,
      at: ["QueryString"],
      kind: "sql",
      sentBy: "send",
      what: "Athena's query",
    },
    {
      call: "athena.{startQueryExecution,createNamedQuery,updateNamedQuery}",
      arg: 0,
      at: ["QueryString"],
      kind: "sql",
      what: "Athena's query",
    },
    {
      call: "@aws-sdk/client-athena#new {CreatePreparedStatementCommand,UpdatePreparedStatementCommand}",
      arg: 0,
      at: ["QueryStatement"],
      kind: "sql",
      sentBy: "send",
      what: "Athena's prepared statement",
    },
    {
      call: "athena.{createPreparedStatement,updatePreparedStatement}",
      arg: 0,
      at: ["QueryStatement"],
      kind: "sql",
      what: "Athena's prepared statement",
    },
    {
      call: "@aws-sdk/client-rds-data#new {ExecuteStatementCommand,BatchExecuteStatementCommand}",
      arg: 0,
      at: ["sql"],
      kind: "sql",
      sentBy: "send",
      what: "the Data API's statement",
    },
    {
      call: "aurora.{executeStatement,batchExecuteStatement}",
      arg: 0,
      at: ["sql"],
      kind: "sql",
      what: "the Data API's statement",
    },
    {
      call: "@aws-sdk/client-rds-data#new ExecuteSqlCommand",
      arg: 0,
      at: ["sqlStatements"],
      kind: "sql",
      sentBy: "send",
      what: "the Data API's statements",
    },
    {
      call: "aurora.executeSql",
      arg: 0,
      at: ["sqlStatements"],
      kind: "sql",
      what: "the Data API's statements",
    },
    {
      call: "@aws-sdk/client-s3#new SelectObjectContentCommand",
      arg: 0,
      at: ["Expression"],
      kind: "sql",
      sentBy: "send",
      what: "S3 Select's expression",
    },
    {
      call: "bucket.selectObjectContent",
      arg: 0,
      at: ["Expression"],
      kind: "sql",
      what: "S3 Select's expression",
    },
  ],
};
