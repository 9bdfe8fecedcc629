import mysql from "mysql2/promise";
import pg from "pg";
import { afterAll, inject } from "vitest";

/** A database of this test file's own, with the tables that recipes and races use. */
export interface OwnDatabase {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  run(sql: string): Promise<void>;
}

export const SQLITE_TABLES = `
  CREATE TABLE users (id INTEGER PRIMARY KEY, password_hash TEXT NOT NULL, reset_hash TEXT, reset_expires INTEGER);
  CREATE TABLE resets (hash TEXT PRIMARY KEY, user_id INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER, status TEXT NOT NULL DEFAULT 'pending');`;

export const POSTGRES_TABLES = `
  CREATE TABLE users (id integer PRIMARY KEY, password_hash text NOT NULL, reset_hash text, reset_expires timestamptz);
  CREATE TABLE resets (hash text PRIMARY KEY, user_id integer NOT NULL, expires_at timestamptz NOT NULL, used_at timestamptz, status text NOT NULL DEFAULT 'pending');
  CREATE TABLE coupons (code text PRIMARY KEY, user_id integer NOT NULL, uses integer NOT NULL DEFAULT 0, max_uses integer NOT NULL);`;

const MYSQL_TABLES = `
  CREATE TABLE users (id INT PRIMARY KEY, password_hash VARCHAR(255) NOT NULL, reset_hash VARCHAR(64), reset_expires DATETIME(3), INDEX (reset_hash));
  CREATE TABLE resets (hash VARCHAR(64) PRIMARY KEY, user_id INT NOT NULL, expires_at DATETIME(3) NOT NULL, used_at DATETIME(3), status VARCHAR(16) NOT NULL DEFAULT 'pending');
  CREATE TABLE coupons (code VARCHAR(64) PRIMARY KEY, user_id INT NOT NULL, uses INT NOT NULL DEFAULT 0, max_uses INT NOT NULL);`;

/** `undefined` where there is no server. Dropped after the file. */
export async function ownPostgres(name: string): Promise<OwnDatabase | undefined> {
  const server = inject("servers").postgres;
  if (server === undefined) return undefined;
  const database = databaseName(name);
  await withPostgres(server, (client) => client.query(`CREATE DATABASE ${database}`));
  const url = urlOf(server, database);
  // A pool's end() answers before its sockets are closed, so force would end connections that nobody listens to
  // any more: an uncaught error. Without it the server waits (five seconds) until they are gone.
  afterAll(() => withPostgres(server, (client) => client.query(`DROP DATABASE ${database}`)));
  const run = (sql: string): Promise<void> => withPostgres(url, (client) => client.query(sql));
  await run(POSTGRES_TABLES);
  return { ...partsOf(url), url, database, run };
}

/** `undefined` where there is no server. Dropped after the file. */
export async function ownMysql(name: string): Promise<OwnDatabase | undefined> {
  const server = inject("servers").mysql;
  if (server === undefined) return undefined;
  const database = databaseName(name);
  await withMysql(server, (client) => client.query(`CREATE DATABASE ${database}`));
  const url = urlOf(server, database);
  afterAll(() => withMysql(server, (client) => client.query(`DROP DATABASE ${database}`)));
  const run = (sql: string): Promise<void> => withMysql(url, (client) => client.query(sql));
  await run(MYSQL_TABLES);
  return { ...partsOf(url), url, database, run };
}

function databaseName(name: string): string {
  return `sp_${name}_${process.pid}_${Date.now().toString(36)}`;
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

function partsOf(url: string): Pick<OwnDatabase, "host" | "port" | "user" | "password"> {
  const { hostname, port, username, password } = new URL(url);
  return {
    host: hostname,
    port: Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}

async function withPostgres(url: string, action: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await action(client);
  } finally {
    await client.end();
  }
}

async function withMysql(url: string, action: (client: mysql.Connection) => Promise<unknown>): Promise<void> {
  const client = await mysql.createConnection({ uri: url, multipleStatements: true });
  try {
    await action(client);
  } finally {
    await client.end();
  }
}
