import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mysqlSchema } from "./mysql/mysql-schema.ts";
import { postgresSchema } from "./postgres/postgres-schema.ts";
import { sqlNames } from "./sql-names.ts";
import { sqliteSchema } from "./sqlite/sqlite-schema.ts";

const page = readFileSync(new URL("../../../../docs/guide/store-tables.md", import.meta.url), "utf8");

test.each([
  ["PostgreSQL", postgresSchema(sqlNames({}, '"')), ";"],
  ["MySQL", mysqlSchema(sqlNames({}, "`")), " //"],
  ["SQLite", sqliteSchema(sqlNames({}, '"')), ";"],
])("the documentation shows what migrate() runs on %s", (_, statements, end) => {
  for (const statement of statements) expect(page).toContain(`${statement}${end}\n`);
});
