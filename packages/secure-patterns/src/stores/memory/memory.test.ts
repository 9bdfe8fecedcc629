import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runContract } from "../../../tests/stores/contract-of.ts";
import type { HitAnswer, HitAttempt } from "../store.ts";
import { memory } from "./memory.ts";

test("contract", () => runContract(new URL("../../../tests/stores/open-memory.ts", import.meta.url), 0));

const WINDOW = 100;

function attempt(key: string, change: Partial<HitAttempt> = {}): HitAttempt {
  return { bucket: "b", keys: [key], limit: 3, window: WINDOW, cost: 1, block: 0, ...change };
}

test("agrees with a plain list of all admissions, whatever happens in whatever order", async () => {
  const step = fc.record({
    wait: fc.nat({ max: 60 }),
    keys: fc.uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 2 }),
    cost: fc.integer({ min: 1, max: 3 }),
    does: fc.constantFrom("hit", "hit", "hit", "peek", "release", "reset", "purge"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      let now = 5;
      const store = memory({ clock: () => now });
      let admissions: { key: string; at: number; cost: number; id: string }[] = [];
      let last: { attempt: HitAttempt; id: string } | undefined;
      for (const { wait, keys, cost, does } of steps) {
        now += wait;
        const query = attempt("", { keys, cost });
        const used = (key: string): number =>
          admissions
            .filter((one) => one.key === key && one.at + WINDOW > now)
            .reduce((sum, one) => sum + one.cost, 0);
        if (does === "hit") {
          const expected = keys.every((key) => used(key) + cost <= 3);
          const answer = await store.hit(query);
          expect(answer.admitted).toBe(expected);
          if (!expected) continue;
          for (const key of keys) admissions.push({ key, at: now, cost, id: answer.reservation });
          last = { attempt: query, id: answer.reservation };
          expect(answer.used).toBe(Math.max(...keys.map(used)));
        } else if (does === "peek") {
          expect((await store.peekHits(query)).used).toBe(Math.max(...keys.map(used)));
        } else if (does === "release" && last) {
          const { attempt: released, id } = last;
          await store.releaseHits(released, id);
          for (const key of released.keys) {
            const index = admissions.findLastIndex(
              (one) => one.key === key && one.id === id && one.cost === released.cost,
            );
            if (index >= 0) admissions.splice(index, 1);
          }
          last = undefined;
        } else if (does === "reset") {
          await store.resetHits(query);
          admissions = admissions.filter(({ key }) => !keys.some((reset) => reset === key));
          last = undefined;
        } else await store.purge();
      }
    }),
    { numRuns: 300 },
  );
});

test("an admission counts for the whole window, between whole milliseconds too", async () => {
  let now = 1000.7;
  const store = memory({ clock: () => now });
  await store.hit(attempt("k", { limit: 1 }));
  now = 1100.6;
  const refused = await store.hit(attempt("k", { limit: 1 }));
  expect(refused.admitted).toBe(false);
  now += refused.retryAfter;
  expect(await store.hit(attempt("k", { limit: 1 }))).toMatchObject({ admitted: true });
});

test("nobody is told to wait for longer than the window, and whoever waits as told is admitted", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 4, maxLength: 40 }),
      fc.constantFrom<Partial<HitAttempt>>({}, { cost: 2 }, { keys: ["a", "b"] }, { limit: 1 }),
      async (pauses, change) => {
        let now = 1_800_000_000_000.3;
        const store = memory({ clock: () => now });
        const admissions: number[] = [];
        for (const pause of pauses) {
          now += pause;
          const answer = await store.hit(attempt("k", change));
          expect(answer.resetAfter).toBeLessThanOrEqual(WINDOW);
          expect(answer.retryAfter).toBeLessThanOrEqual(WINDOW);
          if (!answer.admitted) {
            expect(answer.retryAfter).toBeGreaterThan(0);
            // What its time was rounded up by: less than a timer is late.
            now += answer.retryAfter + 1 / 8;
            expect((await store.hit(attempt("k", change))).admitted).toBe(true);
          }
          admissions.push(now);
          const { limit, cost } = attempt("k", change);
          expect(admissions.filter((at) => at + WINDOW > now).length * cost).toBeLessThanOrEqual(limit);
        }
      },
    ),
  );
});

test("a hot key is held to a large limit, at any fraction of a millisecond", async () => {
  let now = 1000;
  const store = memory({ clock: () => now });
  const hot = attempt("k", { limit: 700, window: 10 });
  const admissions: number[] = [];
  for (let i = 0; i < 20_000; i++) {
    now += 0.01;
    const answer = await store.hit(hot);
    if (answer.admitted) admissions.push(now);
    else expect(answer.retryAfter).toBeLessThanOrEqual(10);
  }
  for (let i = 700; i < admissions.length; i++) {
    expect(admissions[i]! - admissions[i - 700]!).toBeGreaterThanOrEqual(10);
  }
  expect(admissions.length).toBeGreaterThan(700 * 17);
});

test("a clock that is turned back makes limits stricter, not looser", async () => {
  let now = 1_000_000;
  const store = memory({ clock: () => now });
  for (let i = 0; i < 3; i++) await store.hit(attempt("k"));
  now -= 500_000;
  expect(await store.hit(attempt("k"))).toMatchObject({ admitted: false });
  expect(await store.hit(attempt("other"))).toMatchObject({ admitted: true });
});

describe("full", () => {
  async function flooded(): Promise<{
    hit: (key: string) => Promise<HitAnswer>;
    lines: string[];
    wait(ms: number): void;
  }> {
    let now = 0;
    const lines: string[] = [];
    const store = memory({ clock: () => now, maxKeys: 100, log: (line) => lines.push(line) });
    const hit = async (key: string): Promise<HitAnswer> => store.hit(attempt(key));
    for (let i = 0; i < 3; i++) await hit("victim");
    for (let i = 0; i < 5000; i++) await hit(`flood ${i}`);
    return { hit, lines, wait: (ms) => void (now += ms) };
  }

  test("forgets no live key, says so once", async () => {
    const { hit, lines } = await flooded();
    expect(await hit("victim")).toMatchObject({ admitted: false, used: 3 });
    expect(lines).toEqual([
      "secure-patterns: the memory store holds 100 keys: new ones share limits until others expire (see maxKeys)",
    ]);
  });

  test("holds every new key to the limit, at the most", async () => {
    const { hit } = await flooded();
    const results = await Promise.all(Array.from({ length: 300 }, () => hit("late")));
    expect(results.filter(({ admitted }) => admitted).length).toBeLessThanOrEqual(3);
  });

  test("a key that shared a log starts no fresh one while that is alive", async () => {
    const { hit, wait } = await flooded();
    wait(WINDOW - 1);
    const early = await Promise.all(Array.from({ length: 10 }, () => hit("late")));
    wait(1);
    const late = await Promise.all(Array.from({ length: 10 }, () => hit("late")));
    const admitted = [...early, ...late].filter((answer) => answer.admitted).length;
    expect(admitted).toBeLessThanOrEqual(3);
  });

  test("has room again when keys have expired", async () => {
    const { hit, wait } = await flooded();
    wait(2 * WINDOW);
    for (let i = 0; i < 100; i++) expect(await hit(`new ${i}`)).toMatchObject({ admitted: true, used: 1 });
  });

  test("keys of one bucket make room for another's when they have expired", async () => {
    let now = 0;
    const store = memory({ clock: () => now, maxKeys: 10, log: () => {} });
    for (let i = 0; i < 10; i++) await store.hit(attempt(`${i}`));
    now = 5000;
    for (let i = 0; i < 10; i++) {
      expect(await store.hit(attempt(`${i}`, { bucket: "other" }))).toMatchObject({
        admitted: true,
        used: 1,
      });
    }
  });

  test("of firewall records, drops the oldest and says so once; what was counted stays", async () => {
    const lines: string[] = [];
    const store = memory({ maxEvents: 2, log: (line) => lines.push(line) });
    const nothing = { user: null, agent: null, method: null, path: null, reason: null, content: null };
    for (let i = 0; i < 5; i++) {
      await store.addEvent({ ip: "192.0.2.1", kind: "probe", ...nothing, countFor: 60_000 });
    }
    expect(await store.findEvents({ limit: 10 })).toHaveLength(2);
    expect(await store.ipStatus("192.0.2.1", [{ kind: "probe", limit: 9, window: 60_000 }])).toMatchObject({
      counts: [5],
    });
    expect(lines).toHaveLength(1);
  });
});

test.each([
  [{ clock: 1 }, "clock"],
  [{ maxKeys: 0 }, "maxKeys"],
  [{ maxKeys: 1.5 }, "maxKeys"],
  [{ maxEvents: "many" }, "maxEvents"],
  [{ log: true }, "log"],
  [{ maxkeys: 5 }, "maxkeys"],
  [{ maxKeys: null }, "maxKeys"],
])("bad option %j", (options, name) => {
  expect(() => memory(options as never)).toThrow(new RegExp(`^${name} `));
});

test("bad schedules", () => {
  const store = memory();
  expect(() => store.purge({ every: "soon" })).toThrow(/^every /);
  expect(() => store.purge({ every: "25d" })).toThrow(/^every /);
  expect(() => store.purge({ every: "1h", retention: "x" })).toThrow(/^retention /);
  expect(() => store.purge({ retention: "3651d" })).toThrow(/^retention must be at most/);
  expect(() => store.purge({ evry: "1h" } as never)).toThrow(/^evry is not an option of purge/);
});

test("holds as many keys as a Map can, and says so where more are asked for", () => {
  expect(() => memory({ maxKeys: 16_000_000 })).not.toThrow();
  expect(() => memory({ maxKeys: 16_000_001 })).toThrow(new TypeError("maxKeys must be at most 16000000"));
});
