import mysql from "mysql2/promise";
import pg from "pg";
import { createClient } from "redis";
import type { TestProject } from "vitest/node";

/** Addresses of servers that answered; `undefined` for the others. */
export interface Servers {
  readonly postgres: string | undefined;
  readonly mysql: string | undefined;
  readonly redis: string | undefined;
}

declare module "vitest" {
  interface ProvidedContext {
    servers: Servers;
  }
}

const HOW_TO_START = "docker compose up -d";

/** Finds the servers on their standard addresses, or where the environment says, and says what is missing. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide("servers", {
    postgres: await find(
      "PostgreSQL",
      "SECURE_PATTERNS_POSTGRES",
      "postgres://postgres@127.0.0.1:5432/postgres",
      tryPostgres,
    ),
    mysql: await find("MariaDB", "SECURE_PATTERNS_MYSQL", "mysql://root@127.0.0.1:3306/test", tryMysql),
    redis: await find("Redis", "SECURE_PATTERNS_REDIS", "redis://127.0.0.1:6379", tryRedis),
  });
}

async function find(
  name: string,
  variable: string,
  standard: string,
  attempt: (url: string) => Promise<unknown>,
): Promise<string | undefined> {
  const url = process.env[variable] ?? standard;
  try {
    await attempt(url);
    return url;
  } catch (error) {
    if (process.env.SECURE_PATTERNS_REQUIRE_SERVERS === "1") {
      throw new Error(`${name} does not answer; start it or set ${variable}`, { cause: error });
    }
    console.log(
      `skipped: drivers of ${name}, which does not answer (start it with ${HOW_TO_START}, or set ${variable})`,
    );
    return undefined;
  }
}

async function tryPostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  await client.connect();
  await client.query("SELECT 1");
  await client.end();
}

async function tryMysql(url: string): Promise<void> {
  const connection = await mysql.createConnection({ uri: url, connectTimeout: 3000 });
  await connection.query("SELECT 1");
  await connection.end();
}

async function tryRedis(url: string): Promise<void> {
  const client = createClient({ url, socket: { connectTimeout: 3000, reconnectStrategy: false } });
  client.on("error", () => {});
  await client.connect();
  await client.ping();
  client.destroy();
}
