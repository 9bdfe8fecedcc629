import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { csrf, type CsrfOptions } from "./csrf.ts";

const SECRET = "0123456789abcdef0123456789abcdef";
const OTHER = "fedcba9876543210fedcba9876543210";
const HOUR = 3_600_000;

afterEach(() => {
  vi.useRealTimers();
});

test("a token is valid for its session and purpose, and for nothing else", () => {
  const guard = csrf({ secret: SECRET });
  const token = guard.issue("session-1", "request");
  expect(guard.verify(token, "session-1", "request")).toBe(true);
  expect(guard.verify(token, "session-1", "request")).toBe(true);
  expect(guard.verify(token, "session-2", "request")).toBe(false);
  expect(guard.verify(token, "session-1", "delete-account")).toBe(false);
  expect(csrf({ secret: OTHER }).verify(token, "session-1", "request")).toBe(false);
  expect(guard.verify(guard.issue("ab", "c"), "a", "bc")).toBe(false);
});

test("verify answers with a boolean, not with a promise", () => {
  const guard = csrf({ secret: SECRET });
  expect(guard.verify("wrong", "session-1", "request")).toBe(false);
});

test("any number of tokens of one session are valid side by side", () => {
  const guard = csrf({ secret: SECRET });
  const tokens = Array.from({ length: 50 }, () => guard.issue("session-1", "request"));
  expect(new Set(tokens).size).toBe(50);
  expect(tokens.every((token) => guard.verify(token, "session-1", "request"))).toBe(true);
});

test("two tokens have no part in common that a compressed page could reveal", () => {
  vi.useFakeTimers();
  const guard = csrf({ secret: SECRET });
  const first = guard.issue("session-1", "request");
  for (let round = 0; round < 200; round++) {
    const second = guard.issue("session-1", "request");
    const same = [...first].filter((character, index) => character === second[index]).length;
    expect(same).toBeLessThan(16); // 72 characters of 64: one or two by chance
  }
});

test("a token lives for ttl and not a millisecond longer; 12 hours by default", () => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  for (const [options, life] of [
    [{ secret: SECRET }, 12 * HOUR],
    [{ secret: SECRET, ttl: "10m" }, HOUR / 6],
  ] as [CsrfOptions, number][]) {
    const guard = csrf(options);
    const token = guard.issue("session-1", "request");
    vi.advanceTimersByTime(life - 1);
    expect(guard.verify(token, "session-1", "request")).toBe(true);
    vi.advanceTimersByTime(1);
    expect(guard.verify(token, "session-1", "request")).toBe(false);
  }
});

test("a server whose clock is a little behind accepts, one that is far behind does not", () => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  const guard = csrf({ secret: SECRET });
  const token = guard.issue("session-1", "request");
  vi.setSystemTime(1_800_000_000_000 - 30_000);
  expect(guard.verify(token, "session-1", "request")).toBe(true);
  vi.setSystemTime(1_800_000_000_000 - 10 * 60_000);
  expect(guard.verify(token, "session-1", "request")).toBe(false);
});

test("secrets rotate: the newest signs, older ones still verify, dropped ones do not", () => {
  const old = csrf({ secret: SECRET });
  const both = csrf({ secrets: [OTHER, SECRET] });
  const fresh = csrf({ secrets: [OTHER] });
  const fromOld = old.issue("session-1", "request");
  const fromBoth = both.issue("session-1", "request");
  expect(both.verify(fromOld, "session-1", "request")).toBe(true);
  expect(fresh.verify(fromBoth, "session-1", "request")).toBe(true);
  expect(fresh.verify(fromOld, "session-1", "request")).toBe(false);
  expect(old.verify(fromBoth, "session-1", "request")).toBe(false);
});

test.each([
  undefined,
  null,
  "",
  "   ",
  "undefined",
  "null",
  "anonymous",
  "[object Object]",
  0,
  {},
  ["session-1"],
  Promise.resolve("session-1"),
])("no session (%s) is an error, never a binding that visitors share", (session) => {
  const guard = csrf({ secret: SECRET });
  const token = guard.issue("session-1", "request");
  expect(() => guard.issue(session as string, "request")).toThrow(/^session must be/);
  expect(() => guard.verify(token, session as string, "request")).toThrow(/^session must be/);
});

test("no purpose is an error", () => {
  const guard = csrf({ secret: SECRET });
  for (const purpose of [undefined, "", 1, null]) {
    expect(() => guard.issue("session-1", purpose as string)).toThrow(/^purpose must say/);
    expect(() => guard.verify("x", "session-1", purpose as string)).toThrow(/^purpose must say/);
  }
});

test("whatever arrives as a token is only ever refused", () => {
  const guard = csrf({ secret: SECRET });
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.string({ minLength: 72, maxLength: 72 })), (token) => {
      expect(guard.verify(token, "session-1", "request")).toBe(false);
    }),
  );
  const token = guard.issue("session-1", "request");
  for (const spoiled of [
    [token],
    { toString: () => token },
    ` ${token}`,
    `${token}=`,
    token.slice(0, -1),
    `${token}A`,
  ]) {
    expect(guard.verify(spoiled, "session-1", "request")).toBe(false);
  }
});

test("a token with any one character changed is refused", () => {
  const guard = csrf({ secret: SECRET });
  const token = guard.issue("session-1", "request");
  for (let index = 0; index < token.length; index++) {
    const changed = token.slice(0, index) + (token[index] === "A" ? "B" : "A") + token.slice(index + 1);
    expect(guard.verify(changed, "session-1", "request"), changed).toBe(false);
  }
});

test.each([
  [undefined, /^csrf needs options/],
  [{}, /^secret must be a string or bytes/],
  [{ secret: undefined }, /^secret must be/],
  [{ secret: "" }, /^secret is too short/],
  [{ secret: "hunter2-hunter2" }, /^secret is too short/],
  [{ secret: new Uint8Array(31) }, /^secret is too short/],
  [{ secrets: [] }, /^secrets must be a list/],
  [{ secrets: SECRET }, /^secrets must be a list/],
  [{ secrets: [SECRET, "short"] }, /^secrets\[1\] is too short/],
  [{ secret: SECRET, secrets: [SECRET] }, /not both/],
  [{ secret: SECRET, ttl: "soon" }, /^ttl must be/],
  [{ secret: SECRET, bindIp: "yes" }, /^bindIp must be/],
])("options %j are refused", (options, message) => {
  expect(() => csrf(options as never)).toThrow(message);
});

test("an error about a secret does not show it", () => {
  try {
    csrf({ secret: "hunter2-hunter2" });
    expect.unreachable();
  } catch (error) {
    expect(String(error)).not.toContain("hunter2");
  }
});

test("a secret may be bytes", () => {
  const bytes = new TextEncoder().encode(SECRET);
  const token = csrf({ secret: SECRET }).issue("session-1", "request");
  expect(csrf({ secret: bytes }).verify(token, "session-1", "request")).toBe(true);
});

test("bindIp ties a token to an address and refuses to guess one", () => {
  const guard = csrf({ secret: SECRET, bindIp: true });
  const token = guard.issue("session-1", "request", { ip: "192.0.2.1" });
  expect(guard.verify(token, "session-1", "request", { ip: "192.0.2.1" })).toBe(true);
  expect(guard.verify(token, "session-1", "request", { ip: "192.0.2.2" })).toBe(false);
  expect(() => guard.verify(token, "session-1", "request")).toThrow(/bindIp is set/);
  expect(() => guard.issue("session-1", "request", {})).toThrow(/bindIp is set/);
  expect(csrf({ secret: SECRET }).verify(token, "session-1", "request")).toBe(false);
});

test("options that it does not have are refused", () => {
  expect(() => csrf({ secret: SECRET, TTL: "1h" } as never)).toThrow(/^TTL is not an option of csrf/);
});

test("field, meta tag and cookie carry a valid token", () => {
  const guard = csrf({ secret: SECRET, ttl: "1h" });
  const token = /[\w-]{72}/;
  const texts = {
    field: guard.field("session-1", "request"),
    meta: guard.metaTag("session-1", "request"),
    refresh: guard.metaTag("session-1", "request", { refresh: '/csrf?a="1"&b' }),
    cookie: guard.cookie("session-1", "request"),
    plain: guard.cookie("session-1", "request", { name: "csrf-token", secure: false }),
  };
  for (const text of Object.values(texts)) {
    expect(guard.verify(token.exec(text)?.[0], "session-1", "request")).toBe(true);
  }
  const shapes = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, text.replace(token, "…")]),
  );
  expect(shapes).toEqual({
    field: '<input type="hidden" name="_csrf" value="…">',
    meta: '<meta name="csrf-token" content="…">',
    refresh: '<meta name="csrf-token" content="…" data-refresh="/csrf?a=&quot;1&quot;&amp;b">',
    cookie: "XSRF-TOKEN=…; Path=/; Max-Age=3600; SameSite=Strict; Secure",
    plain: "csrf-token=…; Path=/; Max-Age=3600; SameSite=Strict",
  });
  expect(() => guard.cookie("session-1", "request", { name: "a=b; Domain=evil" })).toThrow(/cookie name/);
});
