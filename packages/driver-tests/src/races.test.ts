import { type Client, createClient } from "@libsql/client";
import { PrismaPg } from "@prisma/adapter-pg";
import type { Database } from "better-sqlite3";
import { drizzle } from "drizzle-orm/node-postgres";
import { Redis } from "ioredis";
import knex from "knex";
import { Kysely, PostgresDialect } from "kysely";
import mysql from "mysql2/promise";
import pg from "pg";
import { createClient as createRedis, type RedisClientType } from "redis";
import { afterAll, describe, inject } from "vitest";
import { DataSource } from "typeorm";
import { Sequelize } from "sequelize";
import * as sqliteFlagged from "../races/better-sqlite3-flagged.ts";
import * as sqliteSuggested from "../races/better-sqlite3-suggested.ts";
import * as drizzleFlagged from "../races/drizzle-flagged.ts";
import * as drizzleSuggested from "../races/drizzle-suggested.ts";
import * as ioredisFlagged from "../races/ioredis-flagged.ts";
import * as ioredisSuggested from "../races/ioredis-suggested.ts";
import * as knexFlagged from "../races/knex-flagged.ts";
import * as knexSuggested from "../races/knex-suggested.ts";
import * as kyselyFlagged from "../races/kysely-flagged.ts";
import * as kyselySuggested from "../races/kysely-suggested.ts";
import * as libsqlFlagged from "../races/libsql-flagged.ts";
import * as libsqlSuggested from "../races/libsql-suggested.ts";
import * as mysqlFlagged from "../races/mysql2-flagged.ts";
import * as mysqlSuggested from "../races/mysql2-suggested.ts";
import * as pgFlagged from "../races/pg-flagged.ts";
import * as pgSuggested from "../races/pg-suggested.ts";
import * as prismaFlagged from "../races/prisma-flagged.ts";
import * as prismaSuggested from "../races/prisma-suggested.ts";
import * as redisFlagged from "../races/redis-flagged.ts";
import * as redisSuggested from "../races/redis-suggested.ts";
import * as sequelizeFlagged from "../races/sequelize-flagged.ts";
import * as sequelizeSuggested from "../races/sequelize-suggested.ts";
import * as typeormFlagged from "../races/typeorm-flagged.ts";
import * as typeormSuggested from "../races/typeorm-suggested.ts";
import { PrismaClient } from "../generated/prisma/client.ts";
import * as sequelizeModels from "../recipes/sequelize.ts";
import { ResetEntity, UserEntity } from "../recipes/typeorm.ts";
import type { Database as KyselyTables } from "../recipes/kysely.ts";
import { ownMysql, ownPostgres, SQLITE_TABLES } from "./databases.ts";
import { applySuggestions } from "./lint-race.ts";
import { openSqlite } from "./open-sqlite.ts";
import { type Forms, proveLint, proveRace } from "./prove-race.ts";
import type { Tables } from "./prove-recipe.ts";
import { mysqlTables, postgresTables } from "./tables.ts";

const postgresDatabase = await ownPostgres("races");
const mysqlDatabase = await ownMysql("races");
const sqlite = await openSqlite(SQLITE_TABLES);
const redisUrl = inject("servers").redis;

const drivers = {
  pg: pgFlagged,
  mysql2: mysqlFlagged,
  drizzle: drizzleFlagged,
  kysely: kyselyFlagged,
  knex: knexFlagged,
  prisma: prismaFlagged,
  typeorm: typeormFlagged,
  sequelize: sequelizeFlagged,
  libsql: libsqlFlagged,
  "better-sqlite3": sqliteFlagged,
  redis: redisFlagged,
  ioredis: ioredisFlagged,
};
for (const [driver, flagged] of Object.entries(drivers)) {
  proveLint(driver, Object.keys(flagged));
}

describe.skipIf(!postgresDatabase)("PostgreSQL", async () => {
  if (!postgresDatabase) return;
  const pool = new pg.Pool({ connectionString: postgresDatabase.url });
  afterAll(() => pool.end());
  proveRace(
    "pg",
    bind(pool, pgFlagged, pgSuggested, await applySuggestions("pg")),
    postgresTables(postgresDatabase),
  );
  proveRace(
    "drizzle",
    bind(drizzle(pool), drizzleFlagged, drizzleSuggested, await applySuggestions("drizzle")),
    postgresTables(postgresDatabase),
  );
  const kysely = new Kysely<KyselyTables>({ dialect: new PostgresDialect({ pool }) });
  proveRace(
    "kysely",
    bind(kysely, kyselyFlagged, kyselySuggested, await applySuggestions("kysely")),
    postgresTables(postgresDatabase),
  );
  const knexPool = knex({ client: "pg", connection: postgresDatabase.url });
  afterAll(() => knexPool.destroy());
  proveRace(
    "knex",
    bind(knexPool, knexFlagged, knexSuggested, await applySuggestions("knex")),
    postgresTables(postgresDatabase),
  );
  const adapter = new PrismaPg({ connectionString: postgresDatabase.url, max: 10 });
  const prisma = new PrismaClient({ adapter, transactionOptions: { maxWait: 30_000, timeout: 30_000 } });
  afterAll(() => prisma.$disconnect());
  proveRace(
    "prisma",
    bind(prisma, prismaFlagged, prismaSuggested, await applySuggestions("prisma")),
    postgresTables(postgresDatabase),
  );
  const source = new DataSource({
    type: "postgres",
    url: postgresDatabase.url,
    entities: [UserEntity, ResetEntity],
  });
  await source.initialize();
  afterAll(() => source.destroy());
  const repositories = {
    userRepository: source.getRepository(UserEntity),
    resetRepository: source.getRepository(ResetEntity),
  };
  proveRace(
    "typeorm",
    bind(repositories, typeormFlagged, typeormSuggested, await applySuggestions("typeorm")),
    postgresTables(postgresDatabase),
  );
  const sequelize = new Sequelize(postgresDatabase.url, { logging: false });
  afterAll(() => sequelize.close());
  sequelizeModels.defineModels(sequelize);
  proveRace(
    "sequelize",
    bind(sequelizeModels, sequelizeFlagged, sequelizeSuggested, await applySuggestions("sequelize")),
    postgresTables(postgresDatabase),
  );
});

describe.skipIf(!mysqlDatabase)("MariaDB", async () => {
  if (!mysqlDatabase) return;
  const pool = mysql.createPool({ uri: mysqlDatabase.url, timezone: "Z" });
  afterAll(() => pool.end());
  proveRace(
    "mysql2",
    bind(pool, mysqlFlagged, mysqlSuggested, await applySuggestions("mysql2")),
    mysqlTables(mysqlDatabase),
  );
  const knexPool = knex({ client: "mysql2", connection: mysqlDatabase.url });
  afterAll(() => knexPool.destroy());
  proveRace(
    "knex",
    bind(knexPool, knexFlagged, knexSuggested, await applySuggestions("knex")),
    mysqlTables(mysqlDatabase),
  );
});

describe("SQLite", async () => {
  const db = createClient({ url: ":memory:" });
  afterAll(() => db.close());
  proveRace(
    "libsql",
    bind(db, libsqlFlagged, libsqlSuggested, await applySuggestions("libsql")),
    libsqlTables(db),
  );
});

describe.skipIf(!sqlite)("SQLite", async () => {
  if (!sqlite) return;
  proveRace(
    "better-sqlite3",
    bind(sqlite, sqliteFlagged, sqliteSuggested, await applySuggestions("better-sqlite3")),
    sqliteTables(sqlite),
  );
});

describe.skipIf(redisUrl === undefined)("Redis", async () => {
  if (redisUrl === undefined) return;
  const redis: RedisClientType = createRedis({ url: redisUrl });
  await redis.connect();
  const ioredis = new Redis(redisUrl);
  const own = `${process.pid}-${Date.now()}-races-`;
  const userKey = `user:${own}7`;
  afterAll(async () => {
    await redis.del([userKey, `reset:${own}${"a".repeat(64)}`]);
    redis.destroy();
    ioredis.disconnect();
  });
  const tables: Tables = {
    async reset(hash, expiresAt) {
      await redis.hSet(userKey, "passwordHash", "old");
      await redis.set(`reset:${own}${hash}`, userKey, {
        expiration: { type: "PXAT", value: expiresAt.getTime() },
      });
    },
    passwordHash: () => redis.hGet(userKey, "passwordHash"),
  };
  proveRace("redis", bind(redis, redisFlagged, redisSuggested, await applySuggestions("redis"), own), tables);
  proveRace(
    "ioredis",
    bind(ioredis, ioredisFlagged, ioredisSuggested, await applySuggestions("ioredis"), own),
    tables,
  );
});

type Bound = Forms["flagged"][string];
type Unbound<Db> = Record<string, (db: Db, ...rest: Parameters<Bound>) => ReturnType<Bound>>;

/** `prefix` keeps the keys of this file apart on a shared server. */
function bind<Db>(
  db: Db,
  flagged: Unbound<Db>,
  suggested: Unbound<Db>,
  applied: Unbound<Db>,
  prefix = "",
): Forms {
  const all = (form: Unbound<Db>): Forms["flagged"] =>
    Object.fromEntries(
      Object.entries(form).map(([name, reset]): [string, Bound] => [
        name,
        (hash, ...rest) => reset(db, prefix + hash, ...rest),
      ]),
    );
  return { flagged: all(flagged), suggested: all(suggested), applied: all(applied) };
}

function libsqlTables(db: Client): Tables {
  return {
    async reset(hash, expiresAt) {
      await db.executeMultiple(`DROP TABLE IF EXISTS users; DROP TABLE IF EXISTS resets; ${SQLITE_TABLES}`);
      await db.execute({
        sql: "INSERT INTO users VALUES (7, 'old', ?, ?)",
        args: [hash, expiresAt.getTime()],
      });
      await db.execute({
        sql: "INSERT INTO resets (hash, user_id, expires_at, used_at) VALUES (?, 7, ?, NULL)",
        args: [hash, expiresAt.getTime()],
      });
    },
    async passwordHash() {
      return (await db.execute("SELECT password_hash FROM users")).rows[0]?.password_hash;
    },
  };
}

function sqliteTables(db: Database): Tables {
  return {
    async reset(hash, expiresAt) {
      db.exec("DELETE FROM users; DELETE FROM resets");
      db.prepare("INSERT INTO users VALUES (7, 'old', ?, ?)").run(hash, expiresAt.getTime());
      db.prepare("INSERT INTO resets (hash, user_id, expires_at, used_at) VALUES (?, 7, ?, NULL)").run(
        hash,
        expiresAt.getTime(),
      );
    },
    async passwordHash() {
      return db.prepare("SELECT password_hash FROM users").pluck().get();
    },
  };
}
