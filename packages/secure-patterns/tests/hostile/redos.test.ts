import { checkSync } from "recheck";
import { describe, expect, test } from "vitest";
import { isPlainlyLinear } from "./linear-shape.ts";
import { findPatterns } from "./patterns.ts";

const patterns = await findPatterns();
const LIMITS = { timeout: 20_000, checker: "auto" } as const;
/** A busy machine ends the search before it has an answer. */
const SECOND_LIMITS = { ...LIMITS, timeout: 120_000 } as const;

test("patterns are found, constructed ones too", () => {
  expect(patterns.length).toBeGreaterThan(100);
  expect(patterns.map((pattern) => pattern.source).join("\n")).toContain("AKIA");
});

test.each([
  [/^[^"]*" not a dependency/, true],
  [/^(?:\d+ ?|[a-z]+)(?=x)$/i, true],
  [/^[a-z0-9]{1,40}$/u, true],
  [/a+$/, false],
  [/^a|b+$/, false],
  [/^a+$/m, false],
  [/^a*b*$/, false],
  [/^(?:a|b*)[^x]{0,99}$/, false],
  [/^(?=a*x)a*y/, false],
  [/^(?:a+)+$/, false],
  [/^(?:a|a)*$/, false],
  [/^(?:a|ab){2,9}$/, false],
  [/^(a)\1+$/, false],
])("what is linear by its shape: %s %s", ({ source, flags }, expected) => {
  expect(isPlainlyLinear(source, flags)).toBe(expected);
});

describe("no pattern takes more than linear time", () => {
  test.each(patterns.map(({ file, source, flags }) => [file, source, flags]))(
    "%s: /%s/%s",
    (_file, source, flags) => {
      if (isPlainlyLinear(source, flags)) return;
      const first = checkSync(source, flags, LIMITS);
      const { status, ...details } =
        first.status === "unknown" ? checkSync(source, flags, SECOND_LIMITS) : first;
      expect({ status, attack: "attack" in details ? details.attack?.pattern : undefined }).toEqual({
        status: "safe",
      });
    },
    180_000,
  );
});
