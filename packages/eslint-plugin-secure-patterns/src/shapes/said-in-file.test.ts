import { expect, it, vi } from "vitest";
import type { Unit } from "../flow/unit.ts";
import { isSaidIn } from "./said-in-file.ts";

const unit = (text: string): Unit => ({ text, ast: {} }) as Unit;

it("reads each text once for each pattern", () => {
  const [pattern, other] = [/sign/, /seal/];
  const reads = vi.spyOn(pattern, "test");
  const [first, second] = [unit("a signature"), unit("nothing")];
  for (let times = 0; times < 3; times++)
    expect([first, second].map((each) => isSaidIn(each, pattern))).toEqual([true, false]);
  expect(isSaidIn(first, other)).toBe(false);
  expect(reads).toHaveBeenCalledTimes(2);
});
