import { openSqlite } from "./open-sqlite.ts";

const LIBRARIES = { node: "node:sqlite needs Node 22.13", "better-sqlite3": "pnpm rebuild better-sqlite3" };

/** Which libraries for SQLite are there; for the others, one line about how to get them. */
export function sqliteLibraries(): string[] {
  return Object.entries(LIBRARIES)
    .filter(([library, remedy]) => isInstalled(library, remedy))
    .map(([library]) => library);
}

function isInstalled(library: string, remedy: string): boolean {
  try {
    openSqlite(library, ":memory:").close();
    return true;
  } catch {
    console.warn(`Skipped: the store on SQLite by ${library}: ${remedy}`);
    return false;
  }
}
