import type { Database } from "better-sqlite3";

/** A database in memory, or `undefined` where better-sqlite3 could not be built. */
export async function openSqlite(tables: string): Promise<Database | undefined> {
  try {
    const { default: Sqlite } = await import("better-sqlite3");
    return new Sqlite(":memory:").exec(tables);
  } catch {
    console.log(
      "skipped: better-sqlite3, which is not built for this Node (pnpm rebuild better-sqlite3 needs a compiler or a download)",
    );
    return undefined;
  }
}
