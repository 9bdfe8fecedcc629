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

/** Runs one statement and gives its rows. */
export type PostgresRunner = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** Deadlock and serialization failure: the server undid the statement, and asks to repeat it. */
const REPEATABLE = new Set(["40P01", "40001"]);
const ATTEMPTS = 5;

/** @throws TypeError if it is no client that we know */
export function postgresRunner(client: PostgresClient): PostgresRunner {
  const send = senderFor(client);
  return async (text, values = []) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return rowsOf(await send(text, [...values]));
      } catch (error) {
        if (attempt === ATTEMPTS || !REPEATABLE.has(codeOf(error))) throw error;
      }
    }
  };
}

function senderFor(client: PostgresClient): (text: string, values: unknown[]) => PromiseLike<unknown> {
  const { unsafe, query } = (client ?? {}) as Partial<PostgresJsClient & PostgresQueryClient>;
  if (typeof unsafe === "function") return (text, values) => unsafe.call(client, text, values as never[]);
  if (typeof query === "function") return (text, values) => query.call(client, text, values);
  if (typeof client === "function") return (text, values) => client(text, values);
  throw new TypeError("postgres() takes a pg Pool or Client, a postgres.js or Neon sql, or a PGlite");
}

function rowsOf(answer: unknown): readonly Row[] {
  const rows = Array.isArray(answer) ? answer : (answer as { rows?: unknown } | null)?.rows;
  if (Array.isArray(rows)) return rows as Row[];
  throw new Error("The PostgreSQL client answered without rows");
}

function codeOf(error: unknown): string {
  return String((Object(error) as { code?: unknown }).code);
}
