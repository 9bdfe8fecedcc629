import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runContract } from "../../../tests/stores/contract-of.ts";
import { openSqlite } from "../../../tests/stores/open-sqlite.ts";
import { sqliteLibraries } from "../../../tests/stores/sqlite-libraries.ts";
import { sqlite } from "./sqlite.ts";

const folder = mkdtempSync(join(tmpdir(), "secure-patterns-"));
afterAll(() => rmSync(folder, { recursive: true }));

const libraries = sqliteLibraries();

describe.runIf(libraries.length > 0)("contract", () => {
  test.concurrent.each(libraries)(
    "by %s",
    async (client) => {
      const query = `client=${client}&file=${encodeURIComponent(join(folder, client))}`;
      await runContract(new URL(`../../../tests/stores/open-sqlite.ts?${query}`, import.meta.url));
    },
    300_000,
  );
});

test.runIf(libraries.length > 0)(
  "takes part in a transaction of the caller's, and in its rollback",
  async () => {
    const db = openSqlite(libraries[0]!, ":memory:");
    const store = sqlite(db);
    await store.migrate();
    const attempt = { bucket: "a", keys: ["k"], limit: 1, window: 60_000, cost: 1, block: 0 };
    await store.putToken({ hash: "h", purpose: "p", subject: "s", payload: null, ttl: 60_000 });
    db.exec("BEGIN");
    expect(await store.hit(attempt)).toMatchObject({ admitted: true });
    expect(await store.takeToken("h", "p")).toMatchObject({ subject: "s" });
    db.exec("ROLLBACK");
    expect(await store.peekHits(attempt)).toMatchObject({ used: 0 });
    expect(await store.takeToken("h", "p")).toMatchObject({ subject: "s" });
  },
);

test.each([undefined, null, {}, "file.db"])("no database: %j", (db) => {
  expect(() => sqlite(db as never)).toThrow(TypeError);
});

test.each([
  [{ prefix: 'a"b' }, "prefix"],
  [{ schema: "" }, "schema"],
  [{ log: true }, "log"],
  [{ perfix: "a" }, "perfix"],
])("bad option %j", (options, name) => {
  const db = { prepare: () => ({ all: () => [], run: () => ({ changes: 0 }) }), exec: () => {} };
  expect(() => sqlite(db, options as never)).toThrow(new RegExp(`^${name} `));
});
