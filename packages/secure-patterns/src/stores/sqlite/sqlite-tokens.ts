import { fromStorable, toStorable } from "../reversible-text.ts";
import { tokenId, tokenOwner } from "../sql-keys.ts";
import type { NewToken, StoredToken, TokenStore } from "../store.ts";
import type { Row, SqliteRunner } from "./sqlite-runner.ts";
import { NOW } from "./sqlite-schema.ts";

const COLUMNS = "subject, payload, expires_at";

export class SqliteTokens implements TokenStore {
  private readonly db: SqliteRunner;
  private readonly table: string;

  constructor(db: SqliteRunner, name: (table: string) => string) {
    this.db = db;
    this.table = name("tokens");
  }

  async putToken({ hash, purpose, subject, payload, ttl }: NewToken): Promise<void> {
    await this.db.patiently(() =>
      this.db.run(
        `INSERT INTO ${this.table} (id, owner, purpose, subject, payload, expires_at)
VALUES (?, ?, ?, ?, ?, ${NOW} + ?)`,
        tokenId(hash, purpose),
        tokenOwner(subject, purpose),
        toStorable(purpose),
        toStorable(subject),
        payload === null ? null : toStorable(payload),
        ttl,
      ),
    );
  }

  takeToken(hash: string, purpose: string): Promise<StoredToken | null> {
    return this.read(
      `DELETE FROM ${this.table} WHERE id = ? AND expires_at > ${NOW} RETURNING ${COLUMNS}`,
      tokenId(hash, purpose),
    );
  }

  peekToken(hash: string, purpose: string): Promise<StoredToken | null> {
    return this.read(
      `SELECT ${COLUMNS} FROM ${this.table} WHERE id = ? AND expires_at > ${NOW}`,
      tokenId(hash, purpose),
    );
  }

  revokeTokens(subject: string, purpose: string): Promise<number> {
    return this.db.patiently(() => {
      const gone = this.db.rows(
        `DELETE FROM ${this.table} WHERE owner = ? RETURNING expires_at > ${NOW} AS live`,
        tokenOwner(subject, purpose),
      );
      return gone.filter(({ live }) => Number(live) === 1).length;
    });
  }

  purgeTokens(): Promise<number> {
    return this.db.patiently(() => this.db.run(`DELETE FROM ${this.table} WHERE expires_at <= ${NOW}`));
  }

  private async read(statement: string, id: string): Promise<StoredToken | null> {
    const [row] = await this.db.patiently(() => this.db.rows(statement, id));
    return row ? readToken(row) : null;
  }
}

function readToken(row: Row): StoredToken {
  return {
    subject: fromStorable(String(row.subject)),
    payload: row.payload === null ? null : fromStorable(String(row.payload)),
    expiresAt: Number(row.expires_at),
  };
}
