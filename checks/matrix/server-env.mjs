// What probes need of a server runtime: a listener of `node:http`, a Fetch server, a database file.
import { createServer } from "node:http";
import process from "node:process";

const { Bun, Deno } = globalThis;

/** @param {(subpath: string) => Promise<any>} load */
export function serverEnv(load) {
  return {
    memory: () => load("./memory"),
    serveNode,
    serveFetch: Bun ? serveBun : Deno ? serveDeno : undefined,
    openSqlite,
    openPostgres: has("postgres") && openPostgres,
    openMysql: has("mysql") && openMysql,
    openRedis: has("redis") && openRedis,
  };
}

async function serveNode(listener) {
  const server = createServer(listener);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return {
    call: () => finish(fetch(`http://127.0.0.1:${port}/`)),
    close: () => (server.closeAllConnections(), server.close()),
  };
}

async function serveBun(handler) {
  const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: handler });
  return { call: () => finish(fetch(server.url)), close: () => server.stop(true) };
}

async function serveDeno(handler) {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
  return {
    call: () => finish(fetch(`http://127.0.0.1:${server.addr.port}/`)),
    close: () => server.shutdown(),
  };
}

async function finish(call) {
  const response = await call;
  await response.text();
  return response;
}

async function openSqlite() {
  const Database = Bun ? (await import("bun:sqlite")).Database : (await import("node:sqlite")).DatabaseSync;
  const client = new Database(":memory:");
  return { client, close: () => client.close() };
}

/** Clients of the repository, linked into the consumer's folder, for servers that answer at their standard address. */
const has = (server) => (process.env.SECURE_PATTERNS_REACHABLE ?? "").split(",").includes(server);

async function openPostgres() {
  const { default: pg } = await import("pg");
  // A schema of its own: what an earlier version left behind is not what is tested here.
  const schema = `matrix_${process.pid}`;
  const server = { host: "127.0.0.1", user: "postgres", database: "postgres" };
  const client = new pg.Pool({ ...server, options: `-c search_path=${schema}` });
  await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema}`);
  const close = async () => {
    await client.query(`DROP SCHEMA ${schema} CASCADE`);
    await client.end();
  };
  return { client, options: { prefix: "matrix_" }, close };
}

async function openMysql() {
  const { default: mysql } = await import("mysql2/promise");
  const client = mysql.createPool({ host: "127.0.0.1", user: "root", database: "test" });
  return { client, options: { prefix: "matrix_" }, close: () => client.end() };
}

async function openRedis() {
  const { Redis } = await import("ioredis");
  const client = new Redis({ host: "127.0.0.1" });
  return { client, options: { prefix: "matrix:" }, close: () => client.disconnect() };
}
