import { mysql, type MysqlClient } from "../../src/stores/mysql/mysql.ts";
import type { Store } from "../../src/stores/store.ts";
import { serverUrl } from "../servers.ts";

/** `?client=callback|promise|connection|mariadb&prefix=…` */
export default async function open(query: string = new URL(import.meta.url).search): Promise<Store> {
  const settings = new URLSearchParams(query);
  const client = await openClient(settings.get("client") ?? "promise");
  const store = mysql(client, { prefix: settings.get("prefix") ?? "test_" });
  await store.migrate();
  return store;
}

/** A second to connect and ten for a place in the pool are too short on a busy machine. */
const PATIENT = { connectTimeout: 60_000, acquireTimeout: 120_000 };

async function openClient(kind: string): Promise<MysqlClient> {
  const { hostname: host, port, username: user, password, pathname } = new URL(serverUrl("MySQL"));
  const login = { host, port: Number(port), user, password, database: pathname.slice(1) };
  if (kind === "mariadb")
    return (await import("mariadb")).createPool({ ...login, connectionLimit: 4, ...PATIENT });
  if (kind === "callback") return (await import("mysql2")).createPool({ ...login, connectionLimit: 4 });
  const mysql2 = await import("mysql2/promise");
  if (kind === "connection") return mysql2.createConnection(login);
  return mysql2.createPool({ ...login, connectionLimit: 4 });
}
