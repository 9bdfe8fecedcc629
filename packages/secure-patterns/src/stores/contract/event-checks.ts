import assert from "node:assert/strict";
import type { EventRule, NewEvent, StoredEvent } from "../store.ts";
import type { Checks } from "./contract.ts";
import { halfCharacter, hostileTexts } from "./hostile-texts.ts";
import { sleep } from "./sleep.ts";
import { unhurried } from "./unhurried.ts";

const HOUR = 3_600_000;

export const eventChecks: Checks = {
  async "events: records come back whole, newest first"({ store, unique }) {
    const ip = unique("ip");
    const full = newEvent(ip, {
      user: "ann",
      agent: "curl",
      method: "POST",
      path: "/login",
      reason: "wrong password",
      content: "{}",
      countFor: HOUR,
    });
    await store.addEvent(newEvent(ip, {}));
    await store.addEvent(full);
    const [newest, oldest, ...rest] = await store.findEvents({ ip, limit: 10 });
    assert.equal(rest.length, 0);
    const { countFor: _, ...record } = full;
    assert.deepEqual({ ...newest }, { ...record, counted: true, id: newest!.id, at: newest!.at });
    assert.deepEqual([oldest!.user, oldest!.content, oldest!.counted], [null, null, false]);
    assert.ok(newest!.at >= oldest!.at && newest!.id !== oldest!.id);
  },

  async "events: filters narrow, pages continue"({ store, unique }) {
    const [ip, user] = [unique("ip"), unique("user")];
    for (let i = 0; i < 5; i++) await store.addEvent(newEvent(ip, { kind: i % 2 ? "fraud" : "denied" }));
    await store.addEvent(newEvent(unique("ip"), { user, countFor: HOUR }));
    assert.equal((await store.findEvents({ ip, kind: "fraud", limit: 10 })).length, 2);
    assert.equal((await store.findEvents({ user, counted: true, limit: 10 })).length, 1);
    assert.equal((await store.findEvents({ user, counted: false, limit: 10 })).length, 0);
    assert.equal((await store.findEvents({ ip, since: HOUR, limit: 10 })).length, 5);
    const pages: StoredEvent[] = [];
    for (let page = await store.findEvents({ ip, limit: 2 }); page.length > 0;) {
      pages.push(...page);
      page = await store.findEvents({ ip, limit: 2, before: page.at(-1)!.id });
    }
    assert.equal(new Set(pages.map(({ id }) => id)).size, 5);
  },

  async "events: count per address and kind, whoever reports, and only if they are to"({
    store,
    crew,
    unique,
  }) {
    const ip = unique("ip");
    const rules = [rule("fraud", 1000), rule("probe", 1000)];
    await crew.all("addEvent", [newEvent(ip, { kind: "fraud", countFor: HOUR })], 8);
    await store.addEvent(newEvent(ip, { kind: "fraud", countFor: 0 }));
    await store.addEvent(newEvent(unique("ip"), { kind: "fraud", countFor: HOUR }));
    const status = await store.ipStatus(ip, rules);
    assert.deepEqual([...status.counts], [8 * crew.size, 0]);
    assert.deepEqual([status.blockedFor, status.blockedBy], [0, null]);
    assert.deepEqual({ ...(await store.ipStatus(ip, [])) }, { counts: [], blockedFor: 0, blockedBy: null });
  },

  "events: block while the count is at the limit, and let go when it falls below": ({ store, unique }) =>
    unhurried(400, async (window, rest) => {
      const ip = unique("ip");
      const rules = [rule("fraud", 2, window)];
      for (let i = 0; i < 2; i++) await store.addEvent(newEvent(ip, { kind: "fraud", countFor: window }));
      const status = await store.ipStatus(ip, rules);
      assert.deepEqual([...status.counts, status.blockedBy], [2, "fraud"]);
      assert.ok(status.blockedFor > 0 && status.blockedFor <= window + 1, `blockedFor ${status.blockedFor}`);
      await rest(status.blockedFor);
      assert.equal((await store.ipStatus(ip, rules)).blockedFor, 0);
    }),

  async "events: a block by hand holds until its end or for good, and can be lifted"({ store, unique }) {
    const [short, endless] = [unique("ip"), unique("ip")];
    const rules = [rule("fraud", 1)];
    await store.blockIp(short, 60_000, "first");
    await store.blockIp(short, 200, "second");
    await store.blockIp(endless, null, "abuse");
    assert.deepEqual(
      { ...(await store.ipStatus(endless, rules)) },
      { counts: [0], blockedFor: Infinity, blockedBy: "manual" },
    );
    const listed = (await store.listBlocks()).find(({ ip }) => ip === endless);
    assert.deepEqual({ ...listed }, { ip: endless, reason: "abuse", until: null });
    await sleep(250);
    assert.equal((await store.ipStatus(short, rules)).blockedFor, 0);
    assert.ok((await store.listBlocks()).every(({ ip }) => ip !== short));
    await store.addEvent(newEvent(endless, { kind: "fraud", countFor: HOUR }));
    await store.unblockIp(endless, rules);
    assert.deepEqual(
      { ...(await store.ipStatus(endless, rules)) },
      { counts: [0], blockedFor: 0, blockedBy: null },
    );
    assert.equal((await store.findEvents({ ip: endless, limit: 10 })).length, 1);
  },

  async "events: hostile texts are recorded"({ store, unique }) {
    const user = unique("user");
    for (const text of [...hostileTexts, halfCharacter]) {
      const [agent, path, reason, content] = [text, text, text, text];
      await store.addEvent(newEvent(text, { user, agent, path, reason, content, countFor: HOUR }));
      await store.blockIp(text, 1, text);
    }
    const found = await store.findEvents({ user, limit: 100 });
    assert.equal(found.length, hostileTexts.length + 1);
    assert.equal(found.at(-1)!.content, "a");
    assert.equal((await store.findEvents({ user, ip: "a", limit: 100 })).length, 1);
  },

  async "events: purge removes what is older than the retention"({ store, unique }) {
    const ip = unique("ip");
    await store.addEvent(newEvent(ip, { countFor: HOUR }));
    await store.purgeEvents(HOUR);
    assert.equal((await store.findEvents({ ip, limit: 10 })).length, 1);
    await sleep(30);
    assert.ok((await store.purgeEvents(20)) >= 1);
    assert.equal((await store.findEvents({ ip, limit: 10 })).length, 0);
    assert.deepEqual([...(await store.ipStatus(ip, [rule("probe", 5)])).counts], [1]);
  },
};

function newEvent(ip: string, change: Partial<NewEvent>): NewEvent {
  const nothing = { user: null, agent: null, method: null, path: null, reason: null, content: null };
  return { ip, kind: "probe", ...nothing, countFor: 0, ...change };
}

function rule(kind: string, limit: number, window: number = HOUR): EventRule {
  return { kind, limit, window };
}
