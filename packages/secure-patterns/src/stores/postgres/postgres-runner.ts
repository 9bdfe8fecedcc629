import { hashKey } from "../hash-key.ts";

/** pg's Pool, Client and PoolClient, PGlite, and whatever else has their `query`. */
export interface PostgresQueryClient {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] } | unknown[]>;
}

/** The `sql` of postgres.js, or a transaction's. */
export interface PostgresJsClient {
  unsafe(text: string, values: never[]): PromiseLike<unknown>;
}

/** The `sql` of Neon's HTTP driver before version 1, which had no `query`. */
export type PostgresHttpClient = (text: string, values: unknown[]) => Promise<unknown>;

export type PostgresClient = PostgresQueryClient | PostgresJsClient | PostgresHttpClient;

export type Row = Readonly<Record<string, unknown>>;

/**
 * Runs one statement and gives its rows.
 *
 * @param isHot - run it prepared, where the client can: on short statements, parsing costs more than running
 */
export type PostgresRunner = (
  text: string,
  values?: readonly unknown[],
  isHot?: boolean,
) => Promise<readonly Row[]>;

type Send = (text: string, values: unknown[], isPrepared: boolean) => PromiseLike<unknown>;

/** Deadlock and serialization failure: the server undid the statement, and asks to repeat it. */
const REPEATABLE = new Set(["40P01", "40001"]);
/** A pooler between client and server hands out other connections than the one that knows the statement. */
const UNPREPARED = new Set(["26000", "42P05", "0A000"]);
const ATTEMPTS = 5;

/** @throws TypeError if it is no client that we know */
export function postgresRunner(client: PostgresClient): PostgresRunner {
  const send = senderFor(client);
  let canPrepare = true;
  return async (text, values = [], isHot = false) => {
    for (let attempt = 1; ; attempt++) {
      const isPrepared = isHot && canPrepare;
      try {
        return rowsOf(await send(text, [...values], isPrepared));
      } catch (error) {
        const code = codeOf(error);
        if (isPrepared && UNPREPARED.has(code)) canPrepare = false;
        else if (attempt === ATTEMPTS || !REPEATABLE.has(code)) throw error;
      }
    }
  };
}

function senderFor(client: PostgresClient): Send {
  const { unsafe, query, connect, execProtocol } = (client ?? {}) as unknown as Record<string, unknown>;
  if (typeof unsafe === "function") {
    return (text, values, prepare) => unsafe.call(client, text, values, { prepare }) as PromiseLike<unknown>;
  }
  if (typeof query === "function") {
    // PGlite looks like pg, but knows no statements with a name.
    const canName = typeof connect === "function" && execProtocol === undefined;
    return (text, values, isPrepared) =>
      (isPrepared && canName
        ? query.call(client, { name: statementName(text), text, values })
        : query.call(client, text, values)) as PromiseLike<unknown>;
  }
  if (typeof client === "function") return (text, values) => (client as PostgresHttpClient)(text, values);
  throw new TypeError("postgres() takes a pg Pool or Client, a postgres.js or Neon sql, or a PGlite");
}

const names = new Map<string, string>();

function statementName(text: string): string {
  let name = names.get(text);
  if (!name) names.set(text, (name = `secure_patterns_${hashKey(text).slice(0, 16)}`));
  return name;
}

function rowsOf(answer: unknown): readonly Row[] {
  const rows = Array.isArray(answer) ? answer : (answer as { rows?: unknown } | null)?.rows;
  if (Array.isArray(rows)) return rows as Row[];
  throw new Error("The PostgreSQL client answered without rows");
}

/** The SQLSTATE, if it is the server's error. */
export function codeOf(error: unknown): string {
  return String((Object(error) as { code?: unknown }).code);
}
