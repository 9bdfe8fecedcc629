import { fromStorable, toStorable } from "../reversible-text.ts";
import { tokenId, tokenOwner } from "../sql-keys.ts";
import type { NewToken, StoredToken, TokenStore } from "../store.ts";
import type { MysqlRunner } from "./mysql-runner.ts";
import { NOW } from "./mysql-schema.ts";

export class MysqlTokens implements TokenStore {
  private readonly db: MysqlRunner;
  private readonly table: string;

  constructor(db: MysqlRunner, name: (table: string) => string) {
    this.db = db;
    this.table = name("tokens");
  }

  async putToken({ hash, purpose, subject, payload, ttl }: NewToken): Promise<void> {
    await this.db.run(
      `INSERT INTO ${this.table} (id, owner, purpose, subject, payload, expires_at)
VALUES (?, ?, ?, ?, ?, ${NOW} + ?)`,
      [
        tokenId(hash, purpose),
        tokenOwner(subject, purpose),
        toStorable(purpose),
        toStorable(subject),
        payload === null ? null : toStorable(payload),
        ttl,
      ],
    );
  }

  /** MySQL deletes without saying what: a token never changes, so reading it first is safe, and the delete has one winner. */
  async takeToken(hash: string, purpose: string): Promise<StoredToken | null> {
    const token = await this.peekToken(hash, purpose);
    if (!token) return null;
    const won = await this.db.run(`DELETE FROM ${this.table} WHERE id = ? AND expires_at > ${NOW}`, [
      tokenId(hash, purpose),
    ]);
    return won === 1 ? token : null;
  }

  async peekToken(hash: string, purpose: string): Promise<StoredToken | null> {
    const [row] = await this.db.rows(
      `SELECT subject, payload, expires_at FROM ${this.table} WHERE id = ? AND expires_at > ${NOW}`,
      [tokenId(hash, purpose)],
    );
    if (!row) return null;
    return {
      subject: fromStorable(String(row.subject)),
      payload: row.payload === null ? null : fromStorable(String(row.payload)),
      expiresAt: Number(row.expires_at),
    };
  }

  async revokeTokens(subject: string, purpose: string): Promise<number> {
    const owner = tokenOwner(subject, purpose);
    const live = await this.db.run(`DELETE FROM ${this.table} WHERE owner = ? AND expires_at > ${NOW}`, [
      owner,
    ]);
    await this.db.run(`DELETE FROM ${this.table} WHERE owner = ?`, [owner]);
    return live;
  }

  purgeTokens(): Promise<number> {
    return this.db.run(`DELETE FROM ${this.table} WHERE expires_at <= ${NOW}`, []);
  }
}
