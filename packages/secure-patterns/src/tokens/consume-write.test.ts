import { describe, expect, expectTypeOf, it } from "vitest";
import { consumeToken, type ConsumeWriteOptions, type Driver } from "./index.ts";

type Outcome = "won" | "none" | "many" | RegExp;

async function expectOutcome(
  answer: unknown,
  outcome: Outcome,
  options?: ConsumeWriteOptions<unknown>,
): Promise<void> {
  const consumed = consumeToken(() => Promise.resolve(answer), options);
  if (outcome === "won") expect(await consumed).toBe(answer);
  else if (outcome === "none") expect(await consumed).toBeNull();
  else if (outcome === "many") await expect(consumed).rejects.toThrow(/changed \d+ rows/);
  else {
    await expect(consumed).rejects.toThrow(outcome);
    await expect(consumed).rejects.toThrow(TypeError);
    await expect(consumed).rejects.toThrow(/Name the driver, .*, or count/);
  }
}

/** Results and entities are mostly instances of a class. */
function instance(fields: object): object {
  return Object.assign(Object.create({ save: () => {} }), fields);
}

describe("answers that prove a number of rows", () => {
  const row = { token: "t", userId: 7 };
  const columns = [{ name: "token", columnType: 253 }];
  it.each<[string, unknown, Outcome]>([
    ["a count", 1, "won"],
    ["a count", 0, "none"],
    ["a count", 2, "many"],
    ["a count", 1n, "won"],
    ["a count", 0n, "none"],
    ["null", null, "none"],
    ["a value", "7", "won"],
    ["an empty value", "", "won"],
    ["a buffer", Buffer.from("7"), "won"],
    ["a row", row, "won"],
    [
      "a row with usual columns",
      { id: 1, updatedAt: new Date(), deletedAt: null, resendCount: 2, meta: "x" },
      "won",
    ],
    ["a class instance", instance(row), "won"],
    ["rows", [row], "won"],
    ["rows", [], "none"],
    ["rows", [row, row], "many"],
    ["rows", [row, row, row], "many"],
    ["a row with a column named count", [{ id: 1, count: 3 }], "won"],
    ["count", { count: 1 }, "won"],
    ["count", { count: 0 }, "none"],
    ["count", { count: 3 }, "many"],
    ["affectedRows", { affectedRows: 1 }, "won"],
    ["affectedRows beside insertId", { affectedRows: 0, insertId: 0n, warningStatus: 0 }, "none"],
    ["affected", { raw: [], affected: 1 }, "won"],
    ["changes", { changes: 1, lastInsertRowid: 4 }, "won"],
    ["changes", { changes: 0n, lastInsertRowid: 4n }, "none"],
    ["changes", { changes: 1, lastID: 4 }, "won"],
    ["deletedCount", { acknowledged: true, deletedCount: 1 }, "won"],
    ["deletedCount", { deletedCount: 0 }, "none"],
    ["modifiedCount", { acknowledged: true, matchedCount: 1, modifiedCount: 1, upsertedCount: 0 }, "won"],
    ["modifiedCount", { acknowledged: true, matchedCount: 0, modifiedCount: 0, upsertedCount: 0 }, "none"],
    ["rowCount", { command: "DELETE", rowCount: 1, rows: [], fields: [] }, "won"],
    ["rowCount", { command: "DELETE", rowCount: 0, rows: [], fields: [] }, "none"],
    ["numDeletedRows", instance({ numDeletedRows: 1n }), "won"],
    ["numUpdatedRows", [instance({ numUpdatedRows: 0n, numChangedRows: undefined })], "none"],
    ["numAffectedRows", { numAffectedRows: 1n, rows: [] }, "won"],
    ["rowsAffected", { rowsAffected: 1, rows: [], columns: [], lastInsertRowid: undefined }, "won"],
    ["meta.changes", { success: true, meta: { changes: 1, duration: 0.2 }, results: [] }, "won"],
    ["meta.changes", { success: true, meta: { changes: 0 }, results: [] }, "none"],
    ["findOneAndDelete with metadata", { lastErrorObject: { n: 1 }, value: row, ok: 1 }, "won"],
    ["findOneAndDelete with metadata", { lastErrorObject: { n: 0 }, value: null, ok: 1 }, "none"],
    ["[n]", [1], "won"],
    ["[n]", [0], "none"],
    ["[n, rows]", [1, [row]], "won"],
    ["[n, rows]", [0, []], "none"],
    ["[header, fields]", [{ affectedRows: 1, insertId: 0, info: "" }, undefined], "won"],
    ["[rows, fields]", [[row], columns], "won"],
    ["[rows, fields]", [[], columns], "none"],
    ["[rows, fields]", [[row, row], columns], "many"],
    ["[rows, n]", [[row], 1], "won"],
    ["[rows, n]", [[], 0], "none"],
    ["[undefined, n]", [undefined, 1], "won"],
    ["[undefined, n]", [undefined, 0], "none"],
    ["[rows, header]", [[], { command: "DELETE", rowCount: 1 }], "won"],
  ])("%s: %o is %s", (_, answer, outcome) => expectOutcome(answer, outcome));
});

describe("answers that prove nothing", () => {
  it.each<[string, unknown, RegExp]>([
    ["a function that returns nothing", undefined, /no row was there, or that the function returns nothing/],
    ["a boolean", true, /may only say that the statement ran/],
    ["a boolean", false, /may only say that the statement ran/],
    ["a fraction", 0.5, /does not say how many/],
    ["an unknown count", -1, /does not say how many/],
    ["an absent count", { raw: [], affected: undefined }, /does not say how many/],
    ["no count", { raw: [], affected: null }, /does not say how many/],
    ["a queued command", "QUEUED", /queued/],
    ["an empty object", {}, /neither a row nor a result/],
    ["an error", new Error("secret"), /neither a row nor a result/],
    ["a map", new Map([["a", 1]]), /neither a row nor a result/],
    ["a query that has not run", { execute: () => 1, node: {} }, /query that has not run/],
    ["a function", () => 1, /drivers do not answer so/],
    [
      "a match without a change",
      { acknowledged: true, matchedCount: 1, modifiedCount: 0 },
      /without changing it/,
    ],
    ["an unacknowledged write", { acknowledged: false }, /acknowledged/],
    ["an unacknowledged delete", { acknowledged: false, deletedCount: 0 }, /did not acknowledge/],
    ["an upsert", { acknowledged: true, matchedCount: 0, modifiedCount: 0, upsertedCount: 1 }, /upsert/],
    [
      "a bulk write",
      { acknowledged: true, deletedCount: 1, modifiedCount: 0, matchedCount: 0 },
      /several writes/,
    ],
    ["a read", { command: "SELECT", rowCount: 1, rows: [{}] }, /SELECT/],
    ["a read", { rows: [{ a: 1 }], fields: [], affectedRows: 0 }, /SELECT/],
    [
      "an update that leaves used tokens used",
      [{ affectedRows: 1, insertId: 0, info: "Rows matched: 1  Changed: 0  Warnings: 0" }, undefined],
      /without changing it/,
    ],
    ["an unchanged row", [{ numUpdatedRows: 1n, numChangedRows: 0n }], /without changing it/],
    ["a failed statement", { success: false, meta: { changes: 0 } }, /did not succeed/],
    ["a result of an unknown library", { ok: 1, n: 0 }, /column ok, or a result/],
    ["a result of an unknown library", { success: true }, /column success/],
    ["a result of an unknown library", { numRemoved: 0 }, /column numRemoved/],
    ["a result of an unknown library", { $metadata: { attempts: 1 } }, /column \$metadata/],
    ["a row with a column named count", { id: 1, count: 3 }, /column count/],
    ["a row as an array", [["t", 7]], /neither a row nor a count/],
    [
      "rows as arrays",
      [
        ["t", 7],
        ["u", 8],
      ],
      /several results/,
    ],
    ["replies of a transaction", ["7", 1], /several results/],
    [
      "replies of a transaction",
      [
        [null, "7"],
        [null, 1],
      ],
      /several results/,
    ],
    [
      "two statements",
      [
        { command: "DELETE", rowCount: 1 },
        { command: "DELETE", rowCount: 0 },
      ],
      /several results/,
    ],
    ["two statements", [{ count: 1 }, { count: 0 }], /several results/],
    ["two empty lists", [[], []], /several results/],
  ])("%s: %o", (_, answer, outcome) => expectOutcome(answer, outcome));

  it("names fields, never values", async () => {
    const consumed = consumeToken(() => ({ success: true, token: "s3cret" }));
    await expect(consumed).rejects.toThrow(/an object with success, token/);
    await expect(consumed).rejects.not.toThrow(/s3cret/);
  });
});

describe("options that settle an answer", () => {
  it.each<[unknown, Driver, Outcome]>([
    [undefined, "kysely", "none"],
    [undefined, "better-sqlite3", "none"],
    [undefined, "prisma", /no row was there/],
    [true, "redis", "won"],
    [false, "redis", "none"],
    [true, "pg", /statement ran/],
    [{ id: 1, count: 3 }, "prisma", "won"],
    [{ count: 0 }, "prisma", "none"],
    [{ count: 0 }, "drizzle", "won"],
    [{ success: true, token: "t" }, "mongodb", "won"],
    [{ acknowledged: true, matchedCount: 1, modifiedCount: 0 }, "mongodb", /without changing it/],
    [{ rows: [{ id: 1 }], rowsAffected: 0, columns: ["id"], lastInsertRowid: undefined }, "libsql", "won"],
    [{ rows: [{ id: 1 }], rowsAffected: 0, insertId: "0", statement: "" }, "planetscale", /SELECT/],
    [{}, "pg", /neither a row/],
  ])("%o of %s", (answer, driver, outcome) => expectOutcome(answer, outcome, { driver }));

  it("counts by a function", async () => {
    const write = (): { wasApplied: () => boolean } => ({ wasApplied: () => true });
    expect(await consumeToken(write, { count: (answer) => Number(answer.wasApplied()) })).not.toBeNull();
    expect(await consumeToken(() => ["7", 1] as const, { count: ([, deleted]) => deleted })).toEqual([
      "7",
      1,
    ]);
    expect(await consumeToken(write, { count: () => 0n })).toBeNull();
    await expect(consumeToken(write, { count: () => 2 })).rejects.toThrow(/changed 2 rows/);
    await expect(consumeToken(write, { count: () => NaN })).rejects.toThrow(/does not say how many/);
    await expect(consumeToken(write, { count: (() => true) as unknown as () => number })).rejects.toThrow(
      TypeError,
    );
  });

  it.each([
    [{ driver: "oracle" }, /driver must be one of better-sqlite3, .*typeorm/],
    [{ driver: "toString" }, /driver must be one of/],
    [{ count: 1 }, /count must be a function/],
    [{ driver: "pg", count: () => 1 }, /not both/],
  ])("refuses %o before it writes", async (options, message) => {
    let writes = 0;
    const consumed = consumeToken(() => ++writes, options as unknown as ConsumeWriteOptions<number>);
    await expect(consumed).rejects.toThrow(message);
    expect(writes).toBe(0);
  });
});

describe("failures", () => {
  it("passes the write's own error on, thrown or rejected", async () => {
    const failure = new Error("connection lost");
    await expect(consumeToken(() => Promise.reject(failure))).rejects.toBe(failure);
    await expect(
      consumeToken(() => {
        throw failure;
      }),
    ).rejects.toBe(failure);
  });

  it("knows the errors that mean no row", async () => {
    const prisma = Object.assign(new Error("No record was found for a delete."), { code: "P2025" });
    const kysely = Object.assign(new Error("no result"), { node: { kind: "DeleteQueryNode" } });
    expect(await consumeToken(() => Promise.reject(prisma))).toBeNull();
    expect(await consumeToken(() => Promise.reject(kysely))).toBeNull();
    await expect(consumeToken(() => Promise.reject({ code: "P2002" }))).rejects.toEqual({ code: "P2002" });
    await expect(consumeToken(() => Promise.reject(undefined))).rejects.toBeUndefined();
  });

  it("waits for queries that run when awaited, once", async () => {
    let runs = 0;
    const query = { then: (resolve: (count: number) => void) => (runs++, resolve(1)) };
    expect(await consumeToken(() => query as unknown as Promise<number>)).toBe(1);
    expect(runs).toBe(1);
  });
});

it("gives back the driver's own type", () => {
  expectTypeOf(consumeToken(() => Promise.resolve({ count: 1 }))).resolves.toEqualTypeOf<{
    count: number;
  } | null>();
  expectTypeOf(consumeToken(() => "7" as string | null | undefined)).resolves.toEqualTypeOf<string | null>();
});
