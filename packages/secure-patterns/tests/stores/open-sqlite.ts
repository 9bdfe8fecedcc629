import { createRequire } from "node:module";
import { sqlite, type SqliteDatabase } from "../../src/stores/sqlite/sqlite.ts";
import type { Store } from "../../src/stores/store.ts";

const require = createRequire(import.meta.url);

/** `?client=node|better-sqlite3&file=…` */
export default async function open(query: string = new URL(import.meta.url).search): Promise<Store> {
  const settings = new URLSearchParams(query);
  const db = openSqlite(settings.get("client") ?? "node", settings.get("file") ?? ":memory:");
  const store = sqlite(db);
  db.exec("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL");
  await store.migrate();
  return store;
}

export function openSqlite(kind: string, file: string): SqliteDatabase & { close(): void } {
  if (kind === "node") {
    const { DatabaseSync } = require("node:sqlite") as {
      DatabaseSync: new (file: string) => SqliteDatabase & { close(): void };
    };
    return new DatabaseSync(file);
  }
  const Database = require("better-sqlite3") as new (file: string) => SqliteDatabase & { close(): void };
  return new Database(file);
}
