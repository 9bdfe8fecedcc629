import type { Framework, HandlerRow, SourceRow } from "./types.ts";

/** What these calls of a client's second version, or of its one object for all commands, answer. */
const READS = [
  "aws-queries/athena.getQueryResults",
  "aws-queries/aurora.{executeStatement,batchExecuteStatement,executeSql}",
  "aws-queries/bucket.getObject",
  "dynamodb/client.{get,query,scan,batchGet,getItem,batchGetItem,executeStatement}",
];

const RECORD = {
  kind: "stored",
  what: "a record of the database",
  mixed: true,
  for: ["html"],
} as const satisfies Partial<SourceRow>;

/** What the stores of AWS hold: their answers come back from a promise, a callback, or a client that is sent commands. */
export const awsRecords: Framework = {
  name: "aws-records",
  packages: [
    "@aws-sdk/client-athena",
    "@aws-sdk/client-dynamodb",
    "@aws-sdk/client-rds-data",
    "@aws-sdk/client-s3",
    "@aws-sdk/lib-dynamodb",
    "aws-sdk",
  ],
  sort: "database",
  types: {
    sender: {
      from: [
        "@aws-sdk/client-athena#new AthenaClient",
        "@aws-sdk/client-dynamodb#new DynamoDBClient",
        "@aws-sdk/client-rds-data#new RDSDataClient",
        "@aws-sdk/client-s3#new S3Client",
        "@aws-sdk/lib-dynamodb#DynamoDBDocumentClient.from()",
      ],
      annotated: ["@aws-sdk/client-dynamodb#DynamoDBClient", "@aws-sdk/lib-dynamodb#DynamoDBDocumentClient"],
    },
  },
  handlers: READS.map((call): HandlerRow => ({ call, params: [null, "stored-records/records"] })),
  sources: [
    ...READS.map((call): SourceRow => ({ ...RECORD, read: `${call}()` })),
    { ...RECORD, read: "sender.send()" },
  ],
};
