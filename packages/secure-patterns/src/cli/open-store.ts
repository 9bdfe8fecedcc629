import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { mysql, type MysqlClient } from "../stores/mysql/mysql.ts";
import { postgres, type PostgresClient } from "../stores/postgres/postgres.ts";
import { redis, type RedisClient } from "../stores/redis/redis.ts";
import { readPrefix } from "../stores/redis/redis-prefix.ts";
import { type SqlNameOptions, sqlNames } from "../stores/sql-names.ts";
import { sqlite, type SqliteDatabase } from "../stores/sqlite/sqlite.ts";
import type { Store } from "../stores/store.ts";

export interface OpenedStore {
  readonly store: Store;
  close(): Promise<unknown>;
}

type Open = (url: string, options: SqlNameOptions) => Promise<OpenedStore>;

interface Scheme {
  readonly open: Open;
  /** @throws TypeError if a name is not of the form that the store takes */
  readonly check: (options: SqlNameOptions) => unknown;
}

const POSTGRES: Scheme = { open: openPostgres, check: (options) => sqlNames(options, '"') };
const MYSQL: Scheme = { open: openMysql, check: (options) => sqlNames(options, "`") };
const REDIS: Scheme = { open: openRedis, check: ({ prefix }) => readPrefix(prefix) };
const SQLITE: Scheme = { open: openSqlite, check: (options) => sqlNames(options, '"') };

/** By scheme, with whichever driver the project has. */
const SCHEMES: Readonly<Record<string, Scheme>> = {
  "postgres:": POSTGRES,
  "postgresql:": POSTGRES,
  "mysql:": MYSQL,
  "mariadb:": MYSQL,
  "redis:": REDIS,
  "rediss:": REDIS,
  "sqlite:": SQLITE,
};

const require = createRequire(join(process.cwd(), "package.json"));

/**
 * Opens the store behind an address, or the one that a module exports.
 *
 * @throws TypeError if it is neither, or no driver for it is installed
 */
export async function openStore(target: string, options: SqlNameOptions): Promise<OpenedStore> {
  const name = /^[a-z]+:/.exec(target)?.[0];
  const scheme = name === undefined ? undefined : SCHEMES[name];
  if (!scheme) return openModule(target);
  scheme.check(options);
  return scheme.open(target, options);
}

async function openModule(path: string): Promise<OpenedStore> {
  const module = await importModule(path);
  const exported =
    module.store ?? (module.default as Partial<typeof module> | undefined)?.store ?? module.default;
  const store = (typeof exported === "function" ? await exported() : exported) as Partial<Store> | undefined;
  if (typeof store?.purge !== "function") {
    throw new TypeError(`${path} exports no store, neither as default nor as "store"`);
  }
  return { store: store as Store, close: () => Promise.resolve() };
}

async function importModule(path: string): Promise<{ store?: unknown; default?: unknown }> {
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as { store?: unknown; default?: unknown };
  } catch (error) {
    if (!String((error as { code?: unknown }).code).includes("MODULE_NOT_FOUND")) throw error;
    throw new TypeError(`${path} is no address of a store and no module that can be found`);
  }
}

async function openPostgres(url: string, options: SqlNameOptions): Promise<OpenedStore> {
  const { name, library } = firstInstalled("pg", "postgres");
  if (name === "postgres") {
    const sql = (library as (url: string) => PostgresClient & { end(): Promise<void> })(url);
    return { store: postgres(sql, options), close: () => sql.end() };
  }
  const { Pool } = library as {
    Pool: new (options: object) => PostgresClient & { end(): Promise<void> };
  };
  const pool = new Pool({ connectionString: url, max: 1 });
  return { store: postgres(pool, options), close: () => pool.end() };
}

async function openMysql(url: string, options: SqlNameOptions): Promise<OpenedStore> {
  const { library } = firstInstalled("mysql2/promise", "mariadb");
  const { createPool } = library as { createPool(url: string): MysqlClient & { end(): Promise<void> } };
  const pool = createPool(url);
  return { store: mysql(pool, options), close: () => pool.end() };
}

async function openRedis(url: string, { prefix }: SqlNameOptions): Promise<OpenedStore> {
  const { name, library } = firstInstalled("redis", "ioredis");
  const options = prefix === undefined ? {} : { prefix };
  if (name === "ioredis") {
    const { Redis } = library as {
      Redis: new (url: string, options: object) => RedisClient & { quit(): Promise<unknown> };
    };
    const client = new Redis(url, { retryStrategy: null });
    return { store: redis(client, options), close: () => client.quit() };
  }
  const { createClient } = library as {
    createClient(options: object): RedisClient & { connect(): Promise<unknown>; close(): Promise<unknown> };
  };
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  await client.connect();
  return { store: redis(client, options), close: () => client.close() };
}

async function openSqlite(url: string, options: SqlNameOptions): Promise<OpenedStore> {
  const { name, library } = firstInstalled("node:sqlite", "better-sqlite3");
  const { DatabaseSync = library } = name === "node:sqlite" ? (library as { DatabaseSync: unknown }) : {};
  const Database = DatabaseSync as new (file: string) => SqliteDatabase & { close(): void };
  const db = new Database(url.slice("sqlite:".length));
  return { store: sqlite(db, options), close: () => Promise.resolve(db.close()) };
}

function firstInstalled(...names: string[]): { name: string; library: unknown } {
  for (const name of names) {
    try {
      return { name, library: require(name) as unknown };
    } catch {
      // The next one may be there.
    }
  }
  throw new TypeError(`None of these is installed here: ${names.join(", ")}`);
}
