/** The promise form of mysql2, and mariadb's: a pool or a connection. */
export interface MysqlPromiseClient {
  execute(sql: string, values: never): Promise<unknown>;
  query(sql: string): Promise<unknown>;
}

/** The callback form of mysql2: a pool or a connection, which offers its promise form. */
export interface MysqlCallbackClient {
  promise(): MysqlPromiseClient;
}

export type MysqlClient = MysqlPromiseClient | MysqlCallbackClient;

export type Row = Readonly<Record<string, unknown>>;
type Value = string | number | null;

/** ER_LOCK_DEADLOCK and ER_CHECKREAD: the server undid the statement, and asks to repeat it. */
const REPEATABLE = new Set([1213, 1020]);
const ATTEMPTS = 5;

export class MysqlRunner {
  private readonly client: MysqlPromiseClient;
  /** mysql2 answers with the rows and a description of the fields, mariadb with the rows. */
  private readonly hasFields: boolean;

  /** @throws TypeError if it is no client that we know */
  constructor(client: MysqlClient) {
    const { promise } = (client ?? {}) as Partial<MysqlCallbackClient>;
    const promised = typeof promise === "function" ? promise.call(client) : (client as MysqlPromiseClient);
    if (typeof promised?.execute !== "function" || typeof promised.query !== "function") {
      throw new TypeError("mysql() takes a pool or connection of mysql2 or mariadb");
    }
    this.client = promised;
    this.hasFields = !("batch" in promised);
  }

  /** Runs SQL that holds no values, and that servers do not prepare. */
  async define(sql: string): Promise<void> {
    await this.client.query(sql);
  }

  async rows(sql: string, values: readonly Value[]): Promise<readonly Row[]> {
    return (await this.execute(sql, values)) as readonly Row[];
  }

  /** @returns how many rows changed */
  async run(sql: string, values: readonly Value[]): Promise<number> {
    const { affectedRows } = (await this.execute(sql, values)) as { affectedRows: number | bigint };
    return Number(affectedRows);
  }

  /** The first row that a procedure selects. */
  async call(sql: string, values: readonly Value[]): Promise<Row> {
    const [rows] = (await this.execute(sql, values)) as [readonly Row[]];
    return rows[0]!;
  }

  /** Values travel apart from the statement: no SQL mode of the server changes what they mean. */
  private async execute(sql: string, values: readonly Value[]): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await this.client.execute(sql, [...values] as never);
        return this.hasFields ? (answer as [unknown])[0] : answer;
      } catch (error) {
        const { errno } = Object(error) as { errno?: unknown };
        if (attempt === ATTEMPTS || !REPEATABLE.has(Number(errno))) throw error;
      }
    }
  }
}
