import { afterEach, expect, it } from "vitest";
import { grantWork, isWorkUsedUp, spendWork, startQuestion } from "./work.ts";

afterEach(() => grantWork(Number.MAX_SAFE_INTEGER));

/** How many steps there are until there is no work left. */
function spendAll(): number {
  let steps = 0;
  while (spendWork()) steps++;
  return steps;
}

it("leaves work for other questions when one has used up its own", () => {
  grantWork(0);
  startQuestion();
  const first = spendAll();
  startQuestion();
  expect(spendAll()).toBe(first);
});

it("ends when the file's share is used up, whatever is asked", () => {
  grantWork(0);
  let questions = 0;
  do startQuestion();
  while (spendAll() > 0 && ++questions < 1_000);
  expect(questions).toBeLessThan(100);
});

it("tells the end of a question from the end of the file's share", () => {
  grantWork(0);
  startQuestion();
  spendAll();
  expect(isWorkUsedUp()).toBe(false);
  do startQuestion();
  while (spendAll() > 0);
  expect(isWorkUsedUp()).toBe(true);
});

it("grants long files more, but not without end", () => {
  const steps = [0, 400_000, 4_000_000, 400_000_000].map((characters) => {
    grantWork(characters);
    let all = 0;
    for (let last = 1; last > 0; all += last) {
      startQuestion();
      last = spendAll();
    }
    return all;
  });
  expect(steps[1]).toBeGreaterThan(steps[0] ?? 0);
  expect(steps[3]).toBe(steps[2]);
});

it("takes one step for several where it is told to", () => {
  grantWork(0);
  startQuestion();
  const steps = spendAll();
  startQuestion();
  expect(spendWork(steps + 1)).toBe(false);
  startQuestion();
  expect(spendWork(steps)).toBe(true);
  expect(spendWork()).toBe(false);
});
