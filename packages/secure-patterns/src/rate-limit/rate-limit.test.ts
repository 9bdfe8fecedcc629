import { describe, expect, test } from "vitest";
import type { RequestFacts } from "../protection.ts";
import { memory } from "../stores/memory/memory.ts";
import { rateLimit } from "./rate-limit.ts";

function clockedStore(): { store: ReturnType<typeof memory>; tick(milliseconds: number): void } {
  let now = 1_000_000;
  return { store: memory({ clock: () => now }), tick: (milliseconds) => void (now += milliseconds) };
}

function requestFrom(remoteAddress: string | undefined, body?: unknown): RequestFacts {
  return { method: "POST", url: "/login", header: () => undefined, remoteAddress, body, raw: undefined };
}

describe("check", () => {
  test("admits the limit and says exactly when there is more", async () => {
    const { store, tick } = clockedStore();
    const limit = rateLimit({ bucket: "login", limit: 3, window: "1s", store });
    expect(await limit.check("ann")).toMatchObject({
      allowed: true,
      limit: 3,
      remaining: 2,
      resetAfter: 1000,
    });
    tick(300);
    await limit.check("ann");
    await limit.check("ann");
    tick(100);
    expect(await limit.check("ann")).toMatchObject({ allowed: false, remaining: 0, retryAfter: 600 });
    tick(599);
    expect(await limit.check("ann")).toMatchObject({ allowed: false, retryAfter: 1 });
    tick(1);
    expect(await limit.check("ann")).toMatchObject({ allowed: true, remaining: 0, resetAfter: 300 });
    expect(await limit.check("ann")).toMatchObject({ allowed: false, retryAfter: 300 });
    expect(await limit.check("bob")).toMatchObject({ allowed: true });
  });

  test("admits on all keys or on none", async () => {
    const limit = rateLimit({ bucket: "login", limit: 2 });
    await limit.check("ip 1");
    await limit.check("ip 1");
    expect(await limit.check(["ip 1", "ann"])).toMatchObject({ allowed: false });
    expect(await limit.peek("ann")).toMatchObject({ remaining: 2 });
    expect(await limit.check(["ip 2", "ann", "ann"])).toMatchObject({ allowed: true, remaining: 1 });
    expect(await limit.peek("ip 2")).toMatchObject({ remaining: 1 });
  });

  test("takes costs, and refuses for good what costs more than the limit", async () => {
    const limit = rateLimit({ bucket: "export", limit: 10 });
    expect(await limit.check("ann", { cost: 7 })).toMatchObject({ allowed: true, remaining: 3 });
    expect(await limit.check("ann", { cost: 4 })).toMatchObject({ allowed: false, remaining: 3 });
    expect(await limit.check("ann", { cost: 3 })).toMatchObject({ allowed: true, remaining: 0 });
    expect(await limit.check("bob", { cost: 11 })).toMatchObject({ allowed: false, retryAfter: Infinity });
    await expect(limit.check("ann", { costs: 5 } as never)).rejects.toThrow(
      /^costs is not an option of check/,
    );
    await expect(limit.check("ann", { cost: 0 })).rejects.toThrow(
      new TypeError("cost must be a positive integer"),
    );
  });

  test("blocks for longer than the window, from the first refusal on", async () => {
    const { store, tick } = clockedStore();
    const limit = rateLimit({ bucket: "login", limit: 1, window: "1s", blockDuration: "10s", store });
    await limit.check("ann");
    expect(await limit.check("ann")).toMatchObject({ allowed: false, retryAfter: 10_000 });
    tick(9_999);
    expect(await limit.check("ann")).toMatchObject({ allowed: false, retryAfter: 1 });
    tick(1);
    expect(await limit.check("ann")).toMatchObject({ allowed: true });
  });

  test("gives a place back once", async () => {
    const limit = rateLimit({ bucket: "login", limit: 2 });
    const first = await limit.check("ann");
    await limit.check("ann");
    await Promise.all([first.release(), first.release()]);
    expect(await limit.peek("ann")).toMatchObject({ allowed: true, remaining: 1 });
  });

  test("reset forgets attempts and block", async () => {
    const limit = rateLimit({ bucket: "login", limit: 1, blockDuration: "1h" });
    await limit.check("ann");
    await limit.check("ann");
    await limit.reset("ann");
    expect(await limit.check("ann")).toMatchObject({ allowed: true });
  });

  test.each([undefined, null, "", 7, [], [""], ["a", undefined], {}, new Array(17).fill("a")])(
    "no key is an error: %j",
    async (key) => {
      const limit = rateLimit({ bucket: "login" });
      await expect(limit.check(key as string)).rejects.toThrow(TypeError);
      await expect(limit.peek(key as string)).rejects.toThrow(TypeError);
      await expect(limit.reset(key as string)).rejects.toThrow(TypeError);
    },
  );
});

describe("checkRequest", () => {
  test("counts by the client's address and answers with the standard headers", async () => {
    const { store } = clockedStore();
    const limit = rateLimit({ bucket: "login", limit: 1, window: "90s", store });
    expect(await limit.checkRequest(requestFrom("::ffff:192.0.2.1"))).toEqual({
      allowed: true,
      headers: { "RateLimit-Policy": '"login";q=1;w=90', RateLimit: '"login";r=0;t=90' },
    });
    const refused = await limit.checkRequest(requestFrom("192.0.2.1"));
    expect(refused).toMatchObject({
      allowed: false,
      headers: { RateLimit: '"login";r=0;t=90', "Retry-After": "90" },
      denial: { status: 429, message: "Too many requests", headers: { "Retry-After": "90" } },
    });
  });

  test("no header names more seconds than the window has, on whatever clock", async () => {
    let now = 1_800_000_000_000.2;
    const store = memory({ clock: () => (now += 0.05) });
    const limit = rateLimit({ bucket: "login", limit: 1, window: "60s", store });
    await limit.checkRequest(requestFrom("192.0.2.1"));
    const headers = { RateLimit: '"login";r=0;t=60', "Retry-After": "60" };
    expect(await limit.checkRequest(requestFrom("192.0.2.1"))).toMatchObject({ headers });
    const answer = { admitted: false, used: 1, retryAfter: 60_001, resetAfter: 60_000, reservation: "" };
    const coarse = { ...memory(), hit: () => answer, hitsUnder: undefined as never };
    const other = rateLimit({ bucket: "login", limit: 1, window: "60s", store: coarse });
    expect(await other.checkRequest(requestFrom("192.0.2.1"))).toMatchObject({ headers });
  });

  test("without an address it throws instead of sharing one bucket", async () => {
    const limit = rateLimit({ bucket: "login" });
    await expect(limit.checkRequest(requestFrom(undefined))).rejects.toThrow();
  });

  test("counts only failures: reserves, and releases on success", async () => {
    const limit = rateLimit({ bucket: "login", limit: 2, count: "failures" });
    const request = requestFrom("192.0.2.1");
    const verdicts = await Promise.all([1, 2, 3].map(() => limit.checkRequest(request)));
    expect(verdicts.map(({ allowed }) => allowed)).toEqual([true, true, false]);
    await verdicts[0]!.settle!(302);
    await verdicts[1]!.settle!(401);
    expect(await limit.peek("192.0.2.1")).toMatchObject({ remaining: 1 });
  });

  test("skip, cost and key look at the request", async () => {
    const limit = rateLimit({
      bucket: "export",
      limit: 5,
      key: ({ body }) => ["ip", (body as { user: string }).user],
      cost: ({ body }) => (body as { rows: number }).rows,
      skip: ({ remoteAddress }) => remoteAddress === "127.0.0.1",
    });
    const body = { user: "ann", rows: 4 };
    expect(await limit.checkRequest(requestFrom("127.0.0.1", body))).toEqual({ allowed: true, headers: {} });
    expect(await limit.checkRequest(requestFrom("192.0.2.1", body))).toMatchObject({ allowed: true });
    expect(await limit.peek("ann")).toMatchObject({ remaining: 1 });
    expect(await limit.checkRequest(requestFrom("192.0.2.2", { user: "bob", rows: 2 }))).toMatchObject({
      allowed: false,
    });
  });

  test("tells onDenied once per refusal and survives its errors", async () => {
    const events: unknown[] = [];
    const limit = rateLimit({
      bucket: "login",
      limit: 1,
      window: "1m",
      onDenied: (event) => {
        events.push(event);
        throw new RangeError("secret");
      },
    });
    const request = requestFrom("192.0.2.1");
    await limit.checkRequest(request);
    expect(await limit.checkRequest(request)).toMatchObject({ allowed: false });
    expect(events).toEqual([
      { kind: "rate-limit", reason: 'rate limit "login": more than 1 in 60000 ms', request },
    ]);
  });
});

test.each([
  [{}, "bucket"],
  [{ bucket: "" }, "bucket"],
  [{ bucket: "{a}" }, "bucket"],
  [{ bucket: "a", limit: 0 }, "limit"],
  [{ bucket: "a", limit: "10" }, "limit"],
  [{ bucket: "a", limit: 1.5 }, "limit"],
  [{ bucket: "a", window: "1 minute" }, "window"],
  [{ bucket: "a", window: 0 }, "window"],
  [{ bucket: "a", store: {} }, "store"],
  [{ bucket: "a", store: null }, "store"],
  [{ bucket: "a", key: "ip" }, "key"],
  [{ bucket: "a", cost: -1 }, "cost"],
  [{ bucket: "a", cost: 11 }, "cost"],
  [{ bucket: "a", skip: true }, "skip"],
  [{ bucket: "a", count: "success" }, "count"],
  [{ bucket: "a", blockDuration: "x" }, "blockDuration"],
  [{ bucket: "a", onDenied: 1 }, "onDenied"],
  [{ bucket: "a", onStoreError: "ignore" }, "onStoreError"],
  [{ bucket: "a", timeout: -1 }, "timeout"],
  [{ bucket: "a", log: "console" }, "log"],
  [{ bucket: "a", limit: null }, "limit"],
  [{ bucket: "a", window: null }, "window"],
  // No server counts microseconds so far, and no timer waits so long.
  [{ bucket: "a", window: 1e300 }, "window"],
  [{ bucket: "a", window: Date.now() }, "window"],
  [{ bucket: "a", blockDuration: "3651d" }, "blockDuration"],
  [{ bucket: "a", timeout: "25d" }, "timeout"],
  [{ bucket: "a", clientIp: { trsut: 1 } }, "trsut"],
  [{ bucket: "a", clientIp: { trust: 1 }, key: () => "a" }, "clientIp"],
  [{ bucket: "a", max: 5 }, "max"],
])("bad option %j", (options, name) => {
  expect(() => rateLimit(options as never)).toThrow(new RegExp(`^${name} `));
  expect(() => rateLimit(options as never)).toThrow(TypeError);
});

test.each([undefined, null, "login"])("bad options %j", (options) => {
  expect(() => rateLimit(options as never)).toThrow(TypeError);
});
