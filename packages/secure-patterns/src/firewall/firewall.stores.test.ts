import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { hasServer } from "../../tests/servers.ts";
import { uniqueName } from "../../tests/stores/contract-of.ts";
import { openSqlite } from "../../tests/stores/open-sqlite.ts";
import type { Store } from "../stores/store.ts";
import { firewall } from "./firewall.ts";
import { firewallPage } from "./page/firewall-page.ts";

const PROCESSES = 3;
const EACH = 7;
const LOADER = new URL("../../tests/ts-loader.mjs", import.meta.url).href;
const CHILD = fileURLToPath(new URL("../../tests/stores/report-events.ts", import.meta.url));
const HOSTILE = `<b>"'\\ \u0000 \uD800 ${"\u{1F47E}".repeat(5)} '); DROP TABLE events; --`;

const folder = await mkdtemp(path.join(tmpdir(), "firewall-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

function opener(file: string, query: string): URL {
  return new URL(`../../tests/stores/${file}?${query}`, import.meta.url);
}

/** The SQLite library that is there: Node's own (22.13 and later), or better-sqlite3. */
function findSqlite(): string | undefined {
  for (const client of ["node", "better-sqlite3"]) {
    try {
      openSqlite(client, ":memory:").close();
      return client;
    } catch {
      // the next one
    }
  }
  console.warn("Skipped: the firewall on SQLite: needs Node 22.13, or pnpm rebuild better-sqlite3");
  return undefined;
}

const sqlite = findSqlite();
const stores: [string, boolean, URL][] = [
  ["SQLite", sqlite !== undefined, opener("open-sqlite.ts", `client=${sqlite}&file=${folder}/events.db`)],
  ["PostgreSQL", await hasServer("PostgreSQL"), opener("open-postgres.ts", `schema=${uniqueName()}`)],
  ["MySQL", await hasServer("MySQL"), opener("open-mysql.ts", `prefix=${uniqueName()}_`)],
  ["Redis", await hasServer("Redis"), opener("open-redis.ts", `prefix=${uniqueName()}:`)],
];

/** Starts a process, waits until it stands, and hands over the word to begin. */
async function start(module: URL, ip: string): Promise<() => Promise<number>> {
  const child = spawn(process.execPath, ["--import", LOADER, CHILD, module.href, ip, String(EACH)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (text) => (output += String(text)));
  await once(child.stdout, "data");
  return async () => {
    child.stdin.write("go\n");
    const [code] = (await once(child, "exit")) as [number];
    expect(code).toBe(0);
    return Number(output.split("\n")[1]);
  };
}

test.each(stores.filter(([, isThere]) => isThere))(
  "%s: many processes see one count, one record each, and one block",
  async (_name, _isThere, module) => {
    const { default: open } = (await import(new URL(module.pathname, module).href)) as {
      default: (query: string) => Promise<Store>;
    };
    const fw = firewall({ store: await open(module.search) });
    const [ip, other] = ["203.0.113.50", "203.0.113.51"];
    const begin = await Promise.all(Array.from({ length: PROCESSES }, () => start(module, ip)));
    const told = await Promise.all(begin.map((go) => go()));

    const total = PROCESSES * EACH;
    expect((await fw.status(ip)).counts["fraud"]).toBe(total);
    expect(await fw.isBlocked(ip)).toBe(true);
    expect(await fw.isBlocked(other)).toBe(false);
    const records = await fw.events({ ip });
    expect(records).toHaveLength(total);
    expect(new Set(records.map(({ user }) => user)).size).toBe(PROCESSES);
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect((await fw.blocked()).map((blocked) => [blocked.ip, blocked.by])).toEqual([[ip, "fraud"]]);

    await fw.report({ ip: other, path: HOSTILE, agent: HOSTILE }, "login", {
      reason: HOSTILE,
      content: HOSTILE,
    });
    const [hostile] = await fw.events({ ip: other });
    expect(hostile).toMatchObject({
      kind: "login",
      counted: true,
      reason: expect.stringContaining("DROP TABLE"),
    });
    expect((await firewallPage(fw, "/")).body).toContain("DROP TABLE events");

    await fw.unblock(ip);
    expect(await fw.isBlocked(ip)).toBe(false);
    expect(await fw.events({ ip, kind: "fraud" })).toHaveLength(total);
    await fw.block(ip, { duration: "1h", reason: "again" });
    expect(await fw.status(ip)).toMatchObject({ blocked: true, by: "manual" });
    expect(await fw.purge()).toBe(0);
  },
);
