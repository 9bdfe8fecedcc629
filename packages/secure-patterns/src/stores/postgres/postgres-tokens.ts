import { fromStorable, toStorable } from "../reversible-text.ts";
import { tokenId, tokenOwner } from "../sql-keys.ts";
import type { NewToken, StoredToken, TokenStore } from "../store.ts";
import type { PostgresRunner, Row } from "./postgres-runner.ts";

const COLUMNS = "subject, payload, (extract(epoch FROM expires_at) * 1000)::float8 AS expires";

export class PostgresTokens implements TokenStore {
  private readonly run: PostgresRunner;
  private readonly table: string;

  constructor(run: PostgresRunner, name: (table: string) => string) {
    this.run = run;
    this.table = name("tokens");
  }

  async putToken({ hash, purpose, subject, payload, ttl }: NewToken): Promise<void> {
    await this.run(
      `INSERT INTO ${this.table} (id, owner, purpose, subject, payload, expires_at)
VALUES ($1::text, $2::text, $3::text, $4::text, $5::text, clock_timestamp() + $6::float8 * interval '1 millisecond')`,
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

  takeToken(hash: string, purpose: string): Promise<StoredToken | null> {
    return this.read(
      `DELETE FROM ${this.table} WHERE id = $1::text AND expires_at > clock_timestamp() RETURNING ${COLUMNS}`,
      [tokenId(hash, purpose)],
    );
  }

  peekToken(hash: string, purpose: string): Promise<StoredToken | null> {
    return this.read(
      `SELECT ${COLUMNS} FROM ${this.table} WHERE id = $1::text AND expires_at > clock_timestamp()`,
      [tokenId(hash, purpose)],
    );
  }

  revokeTokens(subject: string, purpose: string): Promise<number> {
    return this.remove("owner = $1::text", "expires_at > clock_timestamp()", [tokenOwner(subject, purpose)]);
  }

  purgeTokens(): Promise<number> {
    return this.remove("expires_at <= clock_timestamp()", "true", []);
  }

  private async read(statement: string, values: readonly unknown[]): Promise<StoredToken | null> {
    const [row] = await this.run(statement, values, true);
    return row ? readToken(row) : null;
  }

  private async remove(condition: string, counted: string, values: readonly unknown[]): Promise<number> {
    const rows = await this.run(
      `WITH gone AS (DELETE FROM ${this.table} WHERE ${condition} RETURNING expires_at)
SELECT count(*)::float8 AS count FROM gone WHERE ${counted}`,
      values,
    );
    return Number(rows[0]!.count);
  }
}

function readToken(row: Row): StoredToken {
  return {
    subject: fromStorable(String(row.subject)),
    payload: row.payload === null ? null : fromStorable(String(row.payload)),
    expiresAt: Number(row.expires),
  };
}
