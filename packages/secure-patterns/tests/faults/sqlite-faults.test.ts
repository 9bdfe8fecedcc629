import { describe, expect, test } from "vitest";
import { rateLimit } from "../../src/rate-limit/rate-limit.ts";
import { sqlite } from "../../src/stores/sqlite/sqlite.ts";
import { sqliteLibraries } from "../stores/sqlite-libraries.ts";
import { openSqlite } from "../stores/open-sqlite.ts";

const libraries = sqliteLibraries();

describe.runIf(libraries.length > 0)("SQLite", () => {
  test.each(libraries)(
    "by %s: a full disk is an outage, not a refusal, and nothing is half written",
    async (library) => {
      const db = openSqlite(library, ":memory:");
      const store = sqlite(db);
      await store.migrate();
      const limit = rateLimit({ bucket: "login", limit: 4, store, log: () => {} });
      await limit.check("ann");
      db.exec("PRAGMA max_page_count = 1");
      const token = { hash: "h", purpose: "reset", subject: "ann", payload: "x".repeat(10_000), ttl: 60_000 };
      await expect(store.putToken(token)).rejects.toThrow(/full/);
      const keys = Array.from({ length: 200 }, (_, i) => `key ${i}`);
      const full = { bucket: "login", keys: [keys.join()], limit: 4, window: 60_000, cost: 1, block: 0 };
      let failures = 0;
      for (const key of keys) {
        try {
          await store.hit({ ...full, keys: [key] });
        } catch {
          failures++;
          expect((await store.peekHits({ ...full, keys: [key] })).used).toBe(0);
        }
      }
      expect(failures).toBeGreaterThan(0);
      expect(await limit.check("nobody yet")).toMatchObject({ allowed: true, isDegraded: true });
      db.exec("PRAGMA max_page_count = 100000");
      await store.putToken(token);
      expect(await store.takeToken("h", "reset")).toMatchObject({ subject: "ann" });
    },
  );
});
