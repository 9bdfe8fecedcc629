import assert from "node:assert/strict";
import type { HitAnswer, HitAttempt } from "../store.ts";
import type { Checks } from "./contract.ts";
import type { Outcome } from "./crew.ts";
import { halfCharacters, hostileTexts } from "./hostile-texts.ts";
import { unhurried } from "./unhurried.ts";

/** Milliseconds by which the clocks of two processes of one machine may be apart. */
const CLOCK_SLACK = 3;

export const hitChecks: Checks = {
  async "hits: a burst from all processes admits exactly the limit"({ crew, unique }) {
    const attempt = attemptOn([unique("key")], { limit: 10 });
    const outcomes = await crew.all("hit", [attempt], 64);
    assert.equal(outcomes.length, 64 * crew.size);
    assert.equal(admitted(outcomes).length, 10);
    assert.ok(outcomes.every(({ value }) => value.used <= 10));
  },

  async "hits: no window holds more than the limit, and the next one is open in time"({ crew, unique }) {
    const [limit, window] = [5, 250];
    const attempt = attemptOn([unique("key")], { limit, window });
    let admissions: Outcome<HitAnswer>[] = [];
    // On a busy machine a second holds few turns: then another one, before it is the store's fault.
    for (let second = 1; second <= 10 && admissions.length < 2 * limit; second++) {
      admissions = admissions.concat(admitted(await crew.all("hit", [attempt], 2, 1000)));
    }
    admissions.sort((a, b) => a.from - b.from);
    // Whichever moments between asking and hearing the admissions had: one more than the limit took longer than a window.
    const byEnd = admissions.map(({ to }) => to).sort((a, b) => a - b);
    for (let i = limit; i < admissions.length; i++) {
      const longest = byEnd[i]! - admissions[i - limit]!.from;
      assert.ok(longest >= window - CLOCK_SLACK, `${limit + 1} admissions within ${longest} ms of ${window}`);
    }
    assert.ok(admissions.length >= 2 * limit, `only ${admissions.length} admissions in ten seconds`);
  },

  "hits: a refused attempt records nothing, and retryAfter is when it is admitted": ({ store, unique }) =>
    unhurried(500, async (window, rest) => {
      const attempt = attemptOn([unique("key")], { limit: 2, window });
      await store.hit(attempt);
      await store.hit(attempt);
      const refused = await store.hit(attempt);
      assert.deepEqual([refused.admitted, refused.used, refused.reservation], [false, 2, ""]);
      assert.ok(
        refused.retryAfter > 0 && refused.retryAfter <= window + 1,
        `retryAfter ${refused.retryAfter}`,
      );
      assert.ok(refused.resetAfter > 0 && refused.resetAfter <= window, `resetAfter ${refused.resetAfter}`);
      for (let i = 0; i < 20; i++) {
        const again = await store.hit(attempt);
        assert.equal(again.admitted, false);
        assert.ok(again.retryAfter <= refused.retryAfter, "a refusal moved retryAfter");
      }
      await rest(refused.retryAfter);
      assert.equal((await store.hit(attempt)).admitted, true);
    }),

  async "hits: several keys are admitted together or not at all"({ store, crew, unique }) {
    const [shared, other, full] = [unique("shared"), unique("other"), unique("full")];
    const there = crew.all("hit", [attemptOn([shared, other], { limit: 7 })], 16);
    const back = crew.all("hit", [attemptOn([other, shared], { limit: 7 })], 16);
    assert.equal(admitted((await Promise.all([there, back])).flat()).length, 7);
    await store.hit(attemptOn([full], { limit: 1 }));
    const free = unique("free");
    assert.equal((await store.hit(attemptOn([free, full], { limit: 1 }))).admitted, false);
    assert.equal((await store.peekHits(attemptOn([free], { limit: 1 }))).used, 0);
  },

  async "hits: costs add up, and never past the limit"({ store, crew, unique }) {
    const key = unique("key");
    const outcomes = await crew.all("hit", [attemptOn([key], { limit: 20, cost: 3 })], 16);
    assert.equal(admitted(outcomes).length, 6);
    assert.equal((await store.hit(attemptOn([key], { limit: 20, cost: 3 }))).admitted, false);
    const last = await store.hit(attemptOn([key], { limit: 20, cost: 2 }));
    assert.deepEqual([last.admitted, last.used], [true, 20]);
  },

  async "hits: peek says what a hit would, and records nothing"({ store, unique }) {
    const attempt = attemptOn([unique("key")], { limit: 1 });
    const fresh = await store.peekHits(attempt);
    assert.deepEqual([fresh.admitted, fresh.used, fresh.resetAfter], [true, 0, 0]);
    await store.hit(attempt);
    const full = await store.peekHits(attempt);
    assert.deepEqual([full.admitted, full.used], [false, 1]);
    assert.ok(full.retryAfter > 0 && full.resetAfter > 0);
  },

  async "hits: a released admission is as if it had never been, once"({ store, unique }) {
    const attempt = attemptOn([unique("key"), unique("key")], { limit: 2 });
    const first = await store.hit(attempt);
    const second = await store.hit(attempt);
    await store.releaseHits(attempt, first.reservation);
    assert.equal((await store.peekHits(attempt)).used, 1);
    await store.releaseHits(attempt, second.reservation);
    for (const unknown of [first.reservation, "", "nonsense", "1"]) await store.releaseHits(attempt, unknown);
    assert.equal((await store.peekHits(attempt)).used, 0);
    const heavy = { ...attempt, cost: 2 };
    const { reservation } = await store.hit(heavy);
    await store.releaseHits(heavy, reservation);
    assert.equal((await store.hit(attempt)).used, 1);
  },

  async "hits: reset forgets admissions and block"({ store, unique }) {
    const attempt = attemptOn([unique("key")], { limit: 1, block: 60_000 });
    await store.hit(attempt);
    await store.hit(attempt);
    await store.resetHits(attempt);
    assert.equal((await store.hit(attempt)).admitted, true);
  },

  "hits: a block outlasts the window, and only for the key that was full": ({ store, unique }) =>
    unhurried(600, async (window, rest) => {
      const [full, other] = [unique("full"), unique("other")];
      const block = 4 * window;
      const attempt = attemptOn([full], { limit: 1, window, block });
      await store.hit(attempt);
      const refused = await store.hit({ ...attempt, keys: [full, other] });
      assert.equal(refused.admitted, false);
      assert.ok(
        refused.retryAfter > block - window && refused.retryAfter <= block + 1,
        `${refused.retryAfter}`,
      );
      assert.equal((await store.hit({ ...attempt, keys: [other] })).admitted, true);
      await rest(1.5 * window);
      const later = await store.hit(attempt);
      assert.equal(later.admitted, false);
      assert.ok(later.retryAfter < refused.retryAfter, "a refusal prolonged the block");
      await rest(later.retryAfter);
      assert.equal((await store.hit(attempt)).admitted, true);
    }),

  async "hits: buckets, windows and keys are apart"({ store, unique }) {
    const attempt = attemptOn([unique("key")], { limit: 1 });
    await store.hit(attempt);
    for (const change of [{ bucket: "contract-2" }, { window: 61_000 }, { keys: [unique("key")] }]) {
      assert.equal((await store.hit({ ...attempt, ...change })).admitted, true, JSON.stringify(change));
    }
  },

  async "hits: hostile keys are keys like any other"({ store, unique }) {
    const suffix = unique("");
    for (const text of hostileTexts) {
      const answer = await store.hit(attemptOn([text + suffix], { limit: 1 }));
      assert.equal(answer.admitted, true, `${JSON.stringify(text.slice(0, 20))} was taken for another key`);
    }
    for (const text of hostileTexts) {
      assert.equal((await store.hit(attemptOn([text + suffix], { limit: 1 }))).admitted, false);
    }
    for (const half of halfCharacters) {
      const answer = await store.hit(attemptOn([half + suffix], { limit: 1 }));
      assert.equal(answer.admitted, true, `${JSON.stringify(half.slice(0, 2))} was taken for another key`);
    }
  },
};

function attemptOn(keys: readonly string[], change: Partial<HitAttempt>): HitAttempt {
  return { bucket: "contract", keys, limit: 10, window: 60_000, cost: 1, block: 0, ...change };
}

function admitted(outcomes: readonly Outcome<HitAnswer>[]): Outcome<HitAnswer>[] {
  return outcomes.filter(({ value }) => value.admitted);
}
