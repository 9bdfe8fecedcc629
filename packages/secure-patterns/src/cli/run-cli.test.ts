import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { hasServer, serverUrl } from "../../tests/servers.ts";
import { uniqueName } from "../../tests/stores/contract-of.ts";
import { openSqlite } from "../../tests/stores/open-sqlite.ts";
import { sqliteLibraries } from "../../tests/stores/sqlite-libraries.ts";
import { sqlite } from "../stores/sqlite/sqlite.ts";
import { openStore } from "./open-store.ts";
import { runCli } from "./run-cli.ts";

const hasPostgreSQL = await hasServer("PostgreSQL");
const hasMySQL = await hasServer("MySQL");
const hasRedis = await hasServer("Redis");

const folder = mkdtempSync(join(tmpdir(), "secure-patterns-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  return { code: await runCli(args, env, { out: say, error: say }), text: lines.join("\n") };
}

describe("purge", () => {
  test.runIf(hasPostgreSQL)("on PostgreSQL", async () => {
    const prefix = `${uniqueName()}_`;
    const url = serverUrl("PostgreSQL");
    const { store, close } = await openStore(url, { prefix });
    await store.migrate();
    await store.putToken({ hash: "h", purpose: "p", subject: "s", payload: null, ttl: 1 });
    await close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await run(["purge", url, "--prefix", prefix])).toEqual({
      code: 0,
      text: "Removed 0 rate-limit keys, 1 tokens and 0 firewall records",
    });
  });

  test.runIf(hasMySQL)("on MySQL", async () => {
    const prefix = `${uniqueName()}_`;
    const { store, close } = await openStore(serverUrl("MySQL"), { prefix });
    await store.migrate();
    await close();
    const { code } = await run(["purge", "--prefix", prefix], { SECURE_PATTERNS_STORE: serverUrl("MySQL") });
    expect(code).toBe(0);
  });

  test.runIf(hasRedis)("on Redis", async () => {
    expect(await run(["purge", serverUrl("Redis"), "--prefix", uniqueName()])).toMatchObject({ code: 0 });
  });

  test.each(sqliteLibraries())("on SQLite by %s", async (library) => {
    const file = join(folder, library);
    const db = openSqlite(library, file);
    await sqlite(db).migrate();
    db.close();
    expect(await run(["purge", `sqlite:${file}`, "--retention", "1000"])).toMatchObject({ code: 0 });
  });

  test("on what a module exports", async () => {
    const file = join(folder, "store.mjs");
    writeFileSync(
      file,
      "export const store = { purge: async ({ retention }) => ({ hits: 1, tokens: 2, events: retention }) };",
    );
    expect(await run(["purge", file, "--retention", "7"])).toEqual({
      code: 0,
      text: "Removed 1 rate-limit keys, 2 tokens and 7 firewall records",
    });
  });
});

test("a store that fails is named without its address", async () => {
  const { code, text } = await run(["purge", "postgres://root:hunter2@127.0.0.1:1/none"]);
  expect(code).toBe(1);
  expect(text).toBe("The store failed: ECONNREFUSED");
});

test.each([
  [[], "No command"],
  [["clean"], "Unknown command: clean"],
  [["purge"], "No store"],
  [["purge", "a", "b"], "One store at a time"],
  [["purge", "--every", "1h"], "--every"],
  [["purge", "./no-such-file.js"], "no module that can be found"],
  [["purge", "sqlite::memory:", "--retention", "soon"], "retention must be"],
  [["purge", "sqlite::memory:", "--prefix", "a-b"], "prefix must be"],
])("wrong command line: %j", async (args, message) => {
  const { code, text } = await run(args);
  expect(code).toBe(2);
  expect(text).toContain(message);
});

test("help", async () => {
  expect(await run(["--help"])).toMatchObject({ code: 0, text: expect.stringContaining("purge [store]") });
});
