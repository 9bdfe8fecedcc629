import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { fragments, hostileValues, longTexts, values } from "./hostile-values.ts";
import { subjects } from "./subjects.ts";

/** Each test's own time limit is the bound: what runs away does not finish. */
const PATIENCE = 30_000;
const LONG = 100_000;
const before = Object.getOwnPropertyNames(Object.prototype).sort();

/** The same values on every run, so that a failure is the change's own; another seed looks elsewhere. */
fc.configureGlobal({ seed: Number(process.env["SECURE_PATTERNS_FUZZ_SEED"] ?? 275167467) });

vi.spyOn(console, "error").mockImplementation(() => undefined);
vi.spyOn(console, "warn").mockImplementation(() => undefined);

afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(([] as { polluted?: unknown }).polluted).toBeUndefined();
});

/** An answer, or an error that was thrown on purpose: not a RangeError, nor one of a value that was not looked at. */
async function survive(run: (value: unknown) => unknown, value: unknown): Promise<void> {
  try {
    await run(value);
  } catch (error) {
    if (Object.is(error, value)) return;
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(RangeError);
    expect(error).not.toBeInstanceOf(ReferenceError);
    if (error instanceof TypeError)
      expect(error.message).not.toMatch(
        /Cannot (?:read|set|convert|destructure)|is not (?:a function|iterable|a constructor)|of undefined|of null/,
      );
  }
}

describe.each(subjects)("%s", (_name, run) => {
  test(
    "hostile values",
    async () => {
      for (const value of hostileValues()) await survive(run, value);
    },
    PATIENCE,
  );

  test(
    "long texts",
    async () => {
      for (const text of longTexts(LONG)) await survive(run, text);
    },
    PATIENCE,
  );

  test(
    "long texts inside values",
    async () => {
      for (const text of longTexts(2_000)) await survive(run, { text, [text]: text, list: [text, { text }] });
    },
    PATIENCE,
  );

  test(
    "any text",
    async () => {
      await fc.assert(
        fc.asyncProperty(fragments, (text) => survive(run, text)),
        { numRuns: 200 },
      );
    },
    PATIENCE,
  );

  test(
    "any value",
    async () => {
      await fc.assert(
        fc.asyncProperty(values, (value) => survive(run, value)),
        { numRuns: 200 },
      );
    },
    PATIENCE,
  );
});
