import { expect, it } from "vitest";
import { isMinified } from "./is-minified.ts";

const statement = "export const answer = compute(first, second, third);";

it("recognises packed code", () => expect(isMinified(statement.repeat(1000))).toBe(true));
it("leaves long files of ordinary lines", () =>
  expect(isMinified(`${statement}\n`.repeat(1000))).toBe(false));
it("leaves short files with one long line", () => expect(isMinified(statement.repeat(20))).toBe(false));
