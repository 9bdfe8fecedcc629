import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { formTrap } from "./form-trap.ts";

const SECRET = "0123456789abcdef0123456789abcdef";
const START = 1_800_000_000_000;

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

function submitted(html: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const fields = [...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
    name,
    value,
  ]);
  return { ...Object.fromEntries(fields), message: "hello", ...changes };
}

test("a person's form passes, a robot's does not", () => {
  const trap = formTrap({ secret: SECRET, form: "contact" });
  const html = trap.fields();
  vi.advanceTimersByTime(2_999);
  expect(trap.findSpam(submitted(html))).toBe("filled too fast");
  vi.advanceTimersByTime(1);
  expect(trap.findSpam(submitted(html))).toBeUndefined();
  expect(trap.findSpam(submitted(html, { website: "https://spam.example" }))).toBe("honeypot filled");
  expect(trap.findSpam(submitted(html, { website: ["x"] }))).toBe("honeypot filled");
  expect(trap.findSpam(new URLSearchParams(submitted(html) as Record<string, string>))).toBeUndefined();
  vi.advanceTimersByTime(24 * 3_600_000);
  expect(trap.findSpam(submitted(html))).toBe("form too old");
});

test("the stamp cannot be left out, made up, or taken from another form or secret", () => {
  const trap = formTrap({ secret: SECRET, form: "contact" });
  const html = trap.fields();
  const others = [
    formTrap({ secret: SECRET, form: "signup" }).fields(),
    formTrap({ secret: SECRET.toUpperCase(), form: "contact" }).fields(),
  ];
  vi.advanceTimersByTime(10_000);
  expect(trap.findSpam(submitted(html, { _filled: undefined }))).toBe("no stamp");
  for (const body of [undefined, null, "text", 1, [], Object.create({ _filled: "x" })]) {
    expect(trap.findSpam(body)).toBe("no stamp");
  }
  for (const stamp of ["x", "A".repeat(72), String(START), "A".repeat(1e6), "é"]) {
    expect(trap.findSpam(submitted(html, { _filled: stamp }))).toBe("stamp forged");
  }
  for (const other of others) expect(trap.findSpam(submitted(other))).toBe("stamp forged");
});

test("a stamp from the future is too fast", () => {
  const trap = formTrap({ secret: SECRET, form: "contact" });
  const html = trap.fields();
  vi.setSystemTime(START - 60_000);
  expect(trap.findSpam(submitted(html))).toBe("filled too fast");
});

test("secrets rotate", () => {
  const html = formTrap({ secret: SECRET, form: "contact" }).fields();
  vi.advanceTimersByTime(10_000);
  const rotated = formTrap({ secrets: [SECRET.toUpperCase(), SECRET], form: "contact" });
  expect(rotated.findSpam(submitted(html))).toBeUndefined();
});

test.each([
  [undefined, /^form must name/],
  [{ secret: SECRET }, /^form must name/],
  [{ form: "a" }, /^secret must be/],
  [{ secret: "short", form: "a" }, /^secret is too short/],
  [{ secret: SECRET, form: "a", honeypot: 'x" autofocus' }, /^honeypot must be/],
  [{ secret: SECRET, form: "a", honeypot: "_filled" }, /^honeypot must be/],
  [{ secret: SECRET, form: "a", minimum: "1d", maximum: "1h" }, /^minimum must be shorter/],
  [{ secret: SECRET, form: "a", minimum: "fast" }, /^minimum must be/],
])("options %j are refused", (options, message) => {
  expect(() => formTrap(options as never)).toThrow(message);
});
