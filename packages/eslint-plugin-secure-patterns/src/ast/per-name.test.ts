import { expect, it } from "vitest";
import { perName } from "./per-name.ts";

it("asks once of each name, whatever the answer is", () => {
  const asked: string[] = [];
  const answer = perName((name) => {
    asked.push(name);
    return name === "a" ? 1 : undefined;
  });
  expect([answer("a"), answer("b"), answer("a"), answer("b")]).toEqual([1, undefined, 1, undefined]);
  expect(asked).toEqual(["a", "b"]);
});
