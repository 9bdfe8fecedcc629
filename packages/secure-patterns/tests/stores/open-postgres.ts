import { postgres, type PostgresClient } from "../../src/stores/postgres/postgres.ts";
import { postgresRunner } from "../../src/stores/postgres/postgres-runner.ts";
import type { Store } from "../../src/stores/store.ts";
import { serverUrl } from "../servers.ts";

/** `?client=pool|client|postgres.js|http|pglite&schema=…` */
export default async function open(query: string = new URL(import.meta.url).search): Promise<Store> {
  const settings = new URLSearchParams(query);
  const schema = settings.get("schema") ?? "test";
  const client = await openClient(settings.get("client") ?? "pool");
  await postgresRunner(client)(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
  const store = postgres(client, { schema });
  await store.migrate();
  return store;
}

async function openClient(kind: string): Promise<PostgresClient> {
  const connectionString = serverUrl("PostgreSQL");
  if (kind === "pglite") return new (await import("@electric-sql/pglite")).PGlite();
  if (kind === "postgres.js") return (await import("postgres")).default(connectionString, { max: 4 });
  const { Pool, Client } = (await import("pg")).default;
  const pool = new Pool({ connectionString, max: 4 });
  if (kind === "pool") return pool;
  // The form of Neon's HTTP driver: a function, one statement per request, rows as the answer.
  if (kind === "http") return async (text, values) => (await pool.query(text, values)).rows;
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}
