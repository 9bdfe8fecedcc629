import { expect, test } from "vitest";
import { type Decisions, HitBatches } from "./hit-batches.ts";
import type { HitAnswer, HitAttempt } from "./store.ts";

const ANSWER: HitAnswer = { admitted: true, used: 1, retryAfter: 0, resetAfter: 1000, reservation: "1" };

function attempt(change: Partial<HitAttempt> = {}): HitAttempt {
  return { bucket: "b", keys: ["k"], limit: 10, window: 1000, cost: 1, block: 0, ...change };
}

/** Answers by hand, so that a test decides what is on its way. */
function recorder(): {
  batches: HitBatches;
  sent: {
    decisions: Decisions;
    keys: readonly string[];
    answer: (answers?: (HitAnswer | Error)[]) => void;
    fail: (error: Error) => void;
  }[];
} {
  const sent: ReturnType<typeof recorder>["sent"] = [];
  const batches = new HitBatches(
    (decisions, keys) =>
      new Promise((resolve, reject) => {
        const all = Array.from({ length: keys.length / decisions.keysEach }, () => ANSWER);
        sent.push({ decisions, keys, answer: (answers = all) => resolve(answers), fail: reject });
      }),
  );
  return { batches, sent };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

test("what is asked at once is one command, up to 64 decisions", async () => {
  const { batches, sent } = recorder();
  const answers = Promise.all(
    Array.from({ length: 100 }, (_, i) => batches.decide(attempt({ keys: [`${i}`] }), true)),
  );
  await turn();
  expect(sent.map(({ keys }) => keys.length)).toEqual([64, 36]);
  for (const { answer } of sent) answer();
  expect(await answers).toHaveLength(100);
});

test("decisions under other limits are commands of their own", async () => {
  const { batches, sent } = recorder();
  const changes = [
    {},
    { bucket: "c" },
    { window: 5 },
    { limit: 5 },
    { cost: 2 },
    { block: 9 },
    { keys: ["k", "l"] },
  ];
  for (const change of [...changes, ...changes]) void batches.decide(attempt(change), true);
  void batches.decide(attempt(), false);
  for (let i = 0; i < 2; i++) {
    await turn();
    for (const { answer } of sent) answer();
  }
  expect(sent.map(({ decisions, keys }) => keys.length / decisions.keysEach)).toEqual([
    2, 2, 2, 2, 2, 2, 2, 1,
  ]);
});

test("each caller gets an answer of its own, be it an error", async () => {
  const { batches, sent } = recorder();
  const outcomes = Promise.allSettled(
    ["a", "b", "c"].map((key) => batches.decide(attempt({ keys: [key] }), true)),
  );
  await turn();
  sent[0]!.answer([ANSWER, new Error("unreadable")]);
  expect((await outcomes).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
});

test("a store that fails fails all that asked it, and nobody after them", async () => {
  const { batches, sent } = recorder();
  const outcomes = Promise.allSettled([batches.decide(attempt(), true), batches.decide(attempt(), true)]);
  await turn();
  sent[0]!.fail(new Error("away"));
  expect((await outcomes).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const next = batches.decide(attempt(), true);
  await turn();
  sent[1]!.answer();
  expect(await next).toBe(ANSWER);
});

test("a store that hangs holds nobody back", async () => {
  const { batches, sent } = recorder();
  for (let i = 0; i < 20; i++) {
    void batches.decide(attempt(), true);
    await turn();
  }
  expect(sent).toHaveLength(20);
});

test("while commands are on their way, others gather", async () => {
  const { batches, sent } = recorder();
  for (let i = 0; i < 4; i++) {
    void batches.decide(attempt(), true);
    await Promise.resolve();
  }
  expect(sent).toHaveLength(4);
  for (let i = 0; i < 10; i++) {
    void batches.decide(attempt(), true);
    await Promise.resolve();
  }
  sent[0]!.answer();
  await turn();
  expect(
    sent
      .map(({ keys }) => keys.length)
      .slice(4)
      .reduce((sum, n) => sum + n, 0),
  ).toBe(10);
  expect(sent.length).toBeLessThan(14);
});
