/** A database of node:sqlite, better-sqlite3 or bun:sqlite, as far as it is used here. */
export interface SqliteDatabase {
  prepare(sql: string): SqliteStatement;
  exec(sql: string): unknown;
}

export interface SqliteStatement {
  all(...values: never[]): unknown[];
  run(...values: never[]): unknown;
}

export type Row = Readonly<Record<string, unknown>>;
type Value = string | number | null;

/** Another process writes: wait for it this long, in milliseconds, without stopping this one. */
const PATIENCE = 5_000;
/** SQLITE_BUSY and SQLITE_LOCKED; extended codes carry more in the upper bits. */
const BUSY = new Set([5, 6]);

export class SqliteRunner {
  private readonly db: SqliteDatabase;
  private readonly statements = new Map<string, SqliteStatement>();

  /** @throws TypeError if it is no database that we know */
  constructor(db: SqliteDatabase) {
    if (typeof db?.prepare !== "function" || typeof db.exec !== "function") {
      throw new TypeError("sqlite() takes a database of node:sqlite, better-sqlite3 or bun:sqlite");
    }
    this.db = db;
  }

  exec(sql: string): void {
    this.db.exec(sql);
  }

  rows(sql: string, ...values: Value[]): Row[] {
    return this.prepare(sql).all(...(values as never[])) as Row[];
  }

  /** @returns how many rows changed */
  run(sql: string, ...values: Value[]): number {
    const { changes } = this.prepare(sql).run(...(values as never[])) as { changes: number | bigint };
    return Number(changes);
  }

  /** Does all of `action` or nothing, with no other writer in between; within a transaction of the caller's, as part of it. */
  transact<T>(action: () => T): Promise<T> {
    return this.patiently(() => {
      const { commit, rollback } = this.begin();
      try {
        const result = action();
        this.db.exec(commit);
        return result;
      } catch (error) {
        this.rollBack(rollback);
        throw error;
      }
    });
  }

  /** Repeats while another process holds the lock. */
  async patiently<T>(action: () => T): Promise<T> {
    const deadline = performance.now() + PATIENCE;
    for (let pause = 1; ; pause = Math.min(2 * pause, 50)) {
      try {
        return action();
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
  }

  private begin(): { commit: string; rollback: string } {
    try {
      this.db.exec("BEGIN IMMEDIATE");
      return { commit: "COMMIT", rollback: "ROLLBACK" };
    } catch (error) {
      if (!String(error).includes("within a transaction")) throw error;
      this.db.exec("SAVEPOINT secure_patterns");
      return {
        commit: "RELEASE secure_patterns",
        rollback: "ROLLBACK TO secure_patterns; RELEASE secure_patterns",
      };
    }
  }

  private rollBack(statement: string): void {
    try {
      this.db.exec(statement);
    } catch {
      // After a full disk or an I/O error SQLite may have rolled back by itself: the first error tells more.
    }
  }

  private prepare(sql: string): SqliteStatement {
    let statement = this.statements.get(sql);
    if (!statement) this.statements.set(sql, (statement = this.db.prepare(sql)));
    return statement;
  }
}

function isBusy(error: unknown): boolean {
  const { code, errcode } = Object(error) as { code?: unknown; errcode?: unknown };
  if (typeof errcode === "number") return BUSY.has(errcode & 0xff);
  return typeof code === "string" && /^SQLITE_(BUSY|LOCKED)/.test(code);
}
