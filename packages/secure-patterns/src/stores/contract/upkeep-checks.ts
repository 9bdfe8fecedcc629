import assert from "node:assert/strict";
import type { Checks } from "./contract.ts";
import { sleep } from "./sleep.ts";

export const upkeepChecks: Checks = {
  async "upkeep: migrate may be repeated, by all processes at once"({ crew }) {
    await crew.all("migrate", [], 2);
  },

  async "upkeep: a lease has one winner per period"({ store, crew, unique }) {
    const name = unique("job");
    const outcomes = await crew.all("lease", [name, 60_000], 8);
    assert.equal(outcomes.filter(({ value }) => value).length, 1);
    assert.equal(await store.lease(unique("job"), 60_000), true);
    const short = unique("job");
    assert.equal(await store.lease(short, 100), true);
    await sleep(150);
    assert.equal(await store.lease(short, 100), true);
  },

  async "upkeep: purge removes the expired and keeps the live"({ store, unique }) {
    const query = { bucket: "contract", keys: [unique("key")], limit: 1, cost: 1, block: 0 };
    await store.hit({ ...query, window: 50 });
    await store.hit({ ...query, window: 60_000 });
    const token = { hash: unique("hash"), purpose: "reset", subject: "ann", payload: null };
    await store.putToken({ ...token, ttl: 3_600_000 });
    await sleep(100);
    const purged = await store.purge({ retention: "1d" });
    assert.ok(purged.hits >= 0 && purged.tokens >= 0 && purged.events >= 0);
    assert.equal((await store.hit({ ...query, window: 60_000 })).admitted, false);
    assert.notEqual(await store.takeToken(token.hash, token.purpose), null);
  },

  async "upkeep: a scheduled purge runs, and stops"({ store, unique }) {
    const ip = unique("ip");
    const nothing = { user: null, agent: null, method: null, path: null, reason: null, content: null };
    await store.addEvent({ ip, kind: "probe", ...nothing, countFor: 0 });
    const schedule = store.purge({ every: 50, retention: 1 });
    for (let i = 0; i < 400 && (await store.findEvents({ ip, limit: 1 })).length > 0; i++) await sleep(50);
    schedule.stop();
    assert.equal((await store.findEvents({ ip, limit: 1 })).length, 0);
  },

  async "upkeep: close ends schedules and may be repeated"({ store, crew }) {
    store.purge({ every: "1h" });
    await store.close();
    await store.close();
    await crew.dismiss();
  },
};
