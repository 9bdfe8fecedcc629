/** The database's own clock, in milliseconds since 1970. */
export const NOW =
  "(CAST(strftime('%s', 'now') AS INTEGER) * 1000 + CAST(substr(strftime('%f', 'now'), 4) AS INTEGER))";

/** Everything that `migrate()` creates, as `docs/guide/choosing-a-store.md` shows it; safe to repeat. */
export function sqliteSchema(name: (table: string) => string): readonly string[] {
  return [
    `CREATE TABLE IF NOT EXISTS ${name("hits")} (
  key TEXT PRIMARY KEY,
  log TEXT NOT NULL,
  blocked_until INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID`,
    `CREATE TABLE IF NOT EXISTS ${name("tokens")} (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  purpose TEXT NOT NULL,
  subject TEXT NOT NULL,
  payload TEXT,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID`,
    `CREATE INDEX IF NOT EXISTS ${name("tokens_owner")} ON ${bare(name("tokens"))} (owner)`,
    `CREATE INDEX IF NOT EXISTS ${name("tokens_expires")} ON ${bare(name("tokens"))} (expires_at)`,
    `CREATE TABLE IF NOT EXISTS ${name("events")} (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  ip TEXT NOT NULL,
  kind TEXT NOT NULL,
  user TEXT,
  agent TEXT,
  method TEXT,
  path TEXT,
  reason TEXT,
  content TEXT,
  counted INTEGER NOT NULL
)`,
    `CREATE INDEX IF NOT EXISTS ${name("events_at")} ON ${bare(name("events"))} (at)`,
    `CREATE INDEX IF NOT EXISTS ${name("events_ip")} ON ${bare(name("events"))} (ip, id)`,
    `CREATE TABLE IF NOT EXISTS ${name("blocks")} (
  ip TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  until INTEGER
) WITHOUT ROWID`,
    `CREATE TABLE IF NOT EXISTS ${name("leases")} (
  name TEXT PRIMARY KEY,
  until INTEGER NOT NULL
) WITHOUT ROWID`,
  ];
}

/** An index is in the schema of its own name, and finds its table there. */
function bare(qualified: string): string {
  return qualified.split(".").at(-1)!;
}
