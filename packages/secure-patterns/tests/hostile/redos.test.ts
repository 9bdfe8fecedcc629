import { checkSync } from "recheck";
import { describe, expect, test } from "vitest";
import { findPatterns } from "./patterns.ts";

const patterns = await findPatterns();
const LIMITS = { timeout: 20_000, checker: "auto" } as const;
/** A busy machine ends the search before it has an answer. */
const SECOND_LIMITS = { ...LIMITS, timeout: 120_000 } as const;

test("patterns are found, constructed ones too", () => {
  expect(patterns.length).toBeGreaterThan(100);
  expect(patterns.map((pattern) => pattern.source).join("\n")).toContain("AKIA");
});

describe("no pattern takes more than linear time", () => {
  test.each(patterns.map(({ file, source, flags }) => [file, source, flags]))(
    "%s: /%s/%s",
    (_file, source, flags) => {
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
